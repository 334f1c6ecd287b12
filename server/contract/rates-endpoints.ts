import { z } from 'zod';
import { id } from './basics.ts';
import { endpoint } from './endpoint.ts';
import { baseline, fuelPrice, rateCard, rateCardDraft, rates, shareRules } from './rates.ts';

const deskRoles = ['dispatcher', 'manager', 'administrator'] as const;
const atHub = z.object({ hub: id });
const ofCard = atHub.extend({ card: id });
const unsound = ['DATES_REVERSED', 'FUEL_PRICE_MISSING'] as const;

/** What vehicles cost. */
export const ratesEndpoints = {
  getRates: endpoint({
    id: 'getRates',
    method: 'GET',
    path: '/api/hubs/:hub/rates',
    access: deskRoles,
    summary: 'All rate cards and fuel prices of a hub',
    params: atHub,
    out: rates,
  }),
  addRateCard: endpoint({
    id: 'addRateCard',
    method: 'POST',
    path: '/api/hubs/:hub/rates/cards',
    access: deskRoles,
    summary: 'Add a rate card; plans of its days are priced by it from now on',
    params: atHub,
    body: rateCardDraft,
    out: rateCard,
    status: 201,
    errors: unsound,
  }),
  changeRateCard: endpoint({
    id: 'changeRateCard',
    method: 'PATCH',
    path: '/api/hubs/:hub/rates/cards/:card',
    access: deskRoles,
    summary: 'Write a rate card anew',
    params: ofCard,
    body: rateCardDraft,
    out: rateCard,
    errors: ['RATE_CARD_UNKNOWN', ...unsound],
  }),
  removeRateCard: endpoint({
    id: 'removeRateCard',
    method: 'DELETE',
    path: '/api/hubs/:hub/rates/cards/:card',
    access: deskRoles,
    summary: 'Remove a rate card; its vehicles cost what the next card or their type says',
    params: ofCard,
    status: 204,
    errors: ['RATE_CARD_UNKNOWN'],
  }),
  setFuelPrice: endpoint({
    id: 'setFuelPrice',
    method: 'POST',
    path: '/api/hubs/:hub/rates/fuel-prices',
    access: deskRoles,
    summary: 'Set the price of a fuel from a day on; the same day again writes it over',
    params: atHub,
    body: fuelPrice,
    out: fuelPrice,
    status: 201,
  }),
  setBaseline: endpoint({
    id: 'setBaseline',
    method: 'POST',
    path: '/api/hubs/:hub/rates/baselines',
    access: deskRoles,
    summary: 'Set what growers of a village paid before; the same village again writes it over',
    params: atHub,
    body: baseline,
    out: baseline,
    status: 201,
  }),
  setShareRules: endpoint({
    id: 'setShareRules',
    method: 'POST',
    path: '/api/hubs/:hub/rates/share-rules',
    access: deskRoles,
    summary:
      'Say who bears the way to stops where nothing was collected, by which share is billed, and whether quotes bind; settled days stay as they are',
    params: atHub,
    body: shareRules,
    out: shareRules,
  }),
} as const;
