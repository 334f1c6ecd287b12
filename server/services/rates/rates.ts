import type { RateCardDraft, Rates } from '#server/contract/rates.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { HubStore, RatesStore } from '#server/store/port.ts';
import { requireHub } from '../hubs.ts';
import type { Services } from '../port.ts';

/** A hub's rate cards and fuel prices. */
export function makeRates({
  store,
  newId,
}: {
  readonly store: { readonly hubs: HubStore; readonly rates: RatesStore };
  readonly newId: () => string;
}): Services['rates'] {
  return {
    get: async (hub) => {
      await requireHub(store.hubs, hub);
      return store.rates.get(hub);
    },
    addCard: async (hub, draft) => {
      requireSound(draft, await store.rates.get(hub));
      const card = { id: newId(), ...draft };
      await store.rates.putCard(hub, card);
      return card;
    },
    changeCard: async (hub, id, draft) => {
      const rates = await store.rates.get(hub);
      if (!rates.cards.some((card) => card.id === id)) {
        throw new UserError('RATE_CARD_UNKNOWN', `There is no rate card with id ${id}.`, { ids: [id] });
      }
      requireSound(draft, rates);
      await store.rates.putCard(hub, { id, ...draft });
      return { id, ...draft };
    },
    removeCard: (hub, id) => store.rates.removeCard(hub, id),
    setBaseline: async (hub, baseline) => {
      await store.rates.putBaseline(hub, baseline);
      return baseline;
    },
    setShareRules: (hub, rules) => store.rates.putShareRules(hub, rules),
    setFuelPrice: async (hub, price) => {
      await store.rates.putFuelPrice(hub, price);
      return price;
    },
  };
}

/** @throws UserError FUEL_PRICE_MISSING, DATES_REVERSED */
function requireSound(draft: RateCardDraft, { fuel_prices: prices }: Rates): void {
  const { valid_from: from, valid_until: until, terms } = draft;
  if (until !== null && until < from) {
    throw new UserError('DATES_REVERSED', `The card ends on ${until}, before it begins on ${from}.`);
  }
  if (terms.fuel && prices.every(({ fuel }) => fuel !== terms.fuel?.kind)) {
    throw new UserError('FUEL_PRICE_MISSING', `No price of ${terms.fuel.kind} is known.`, {
      ids: [terms.fuel.kind],
    });
  }
}
