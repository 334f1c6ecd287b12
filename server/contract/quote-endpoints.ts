import { z } from 'zod';
import { id, localDate } from './basics.ts';
import { endpoint } from './endpoint.ts';
import { keptQuote, quote, quoteDraft } from './quote.ts';

const desk = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...desk] as const;
const atHub = z.object({ hub: id });

/** What requests would cost, before they are booked. */
export const quoteEndpoints = {
  getQuote: endpoint({
    id: 'getQuote',
    method: 'GET',
    path: '/api/hubs/:hub/quote',
    access: desk,
    summary: 'What a request would bear on each day and slot that can be had: an estimate, with a range',
    params: atHub,
    query: quoteDraft,
    out: quote,
    errors: [
      'OUTSIDE_REGION',
      'WINDOW_EMPTY',
      'TIME_UNCLEAR',
      'NO_VEHICLES',
      'HUB_NOT_ON_ROAD',
      'ROUTING_UNAVAILABLE',
    ],
  }),
  listKeptQuotes: endpoint({
    id: 'listKeptQuotes',
    method: 'GET',
    path: '/api/hubs/:hub/quotes',
    access: staff,
    summary: 'What was quoted for the requests of a day when they were booked',
    params: atHub,
    query: z.object({ date: localDate }),
    out: z.array(keptQuote),
    errors: ['HUB_UNKNOWN'],
  }),
} as const;
