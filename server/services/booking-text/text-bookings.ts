import type { DeskTextDraft, TextDraft } from '#server/contract/booking-text.ts';
import type { PlaceHit, Product } from '#server/contract/hub.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Gazetteer } from '#server/region/port.ts';
import type { HubStore, RequestStore } from '#server/store/port.ts';
import { requireHub } from '../hubs.ts';
import { findSettlements, isSettlement } from '../list-import/find-place.ts';
import { foldText } from '../list-import/fold-text.ts';
import { requestDefaults } from '../list-import/build-request.ts';
import { requestFromDraft } from '../list-import/read-requests.ts';
import { localDateOf } from '../planning/day-clock.ts';
import type { Services } from '../port.ts';
import type { ReadContext } from '../request-context.ts';
import { readBookingText } from './read-booking-text.ts';

/** Messages that become requests: read into drafts, confirmed at the desk, kept with what was booked. */
export function makeTextBookings(deps: {
  store: { hubs: HubStore; requests: RequestStore };
  readContext: ReadContext;
  now: () => string;
  keepQuote: Services['quotes']['keep'];
  /** Told of quotes that could not be kept; the request stands, and its quote is due. */
  onQuoteFailure: (error: unknown) => void;
}): Services['texts'] {
  const { hubs, requests } = deps.store;
  return {
    read: async (hubId, text) => {
      const hub = await requireHub(hubs, hubId);
      const today = localDateOf(deps.now(), hub.timezone);
      const { products, gazetteer } = await deps.readContext(hubId, today);
      const places = rememberPlaces(gazetteer);
      const drafts = readBookingText(text, { today, products, ...places });
      return drafts.map(({ draft, places: fitting }) => ({
        ...inKg(draft, products),
        place: draft.place === null ? null : (places.hitOf(draft.place) ?? null),
        choices: draft.place === null ? fitting.flatMap(({ id }) => places.hitOf(id) ?? []) : [],
      }));
    },

    book: async (hub, text, drafts) => {
      const days = new Map(
        await Promise.all(
          [...new Set(drafts.map(({ date }) => date))].map(
            async (date) => [date, await deps.readContext(hub, date)] as const,
          ),
        ),
      );
      const booked = drafts.map((draft) => {
        const context = days.get(draft.date);
        if (context === undefined) throw new Error(`the day ${draft.date} was not read`);
        return requestFromDraft(draft, context);
      });
      await requests.addFromText(hub, booked, text);
      for (const request of booked) await deps.keepQuote(hub, request).catch(deps.onQuoteFailure);
      return booked;
    },

    textOf: async (hub, request) => {
      if ((await requests.get(hub, request)) === null)
        throw new UserError('REQUEST_UNKNOWN', `There is no request ${request} at this hub.`, {
          ids: [request],
        });
      return requests.getText(hub, request);
    },
  };
}

/** The product by its name, and kg worked out from crates or parcels where the message says only these. */
function inKg(draft: TextDraft, products: readonly Product[]): Omit<DeskTextDraft, 'place' | 'choices'> {
  const { product: productId, place: _place, ...rest } = draft;
  const product = products.find(({ id }) => id === productId);
  const { crates, parcels } = draft;
  const perCrate = product?.kg_per_crate ?? requestDefaults.kgPerCrate;
  const perParcel = product?.kg_per_parcel ?? requestDefaults.kgPerParcel;
  const counted = crates !== null ? crates * perCrate : parcels !== null ? parcels * perParcel : null;
  return {
    ...rest,
    product: product?.name ?? null,
    kg: draft.kg ?? counted,
    kg_derived: draft.kg === null && counted !== null,
  };
}

/** Place search for one message: each name is looked up once, and every hit is found again by its id. */
function rememberPlaces(gazetteer: Gazetteer) {
  const hits = new Map<string, PlaceHit>();
  const byName = new Map<string, PlaceHit[]>();
  return {
    findPlaces: (name: string): readonly PlaceHit[] => {
      const key = foldText(name);
      const known = byName.get(key) ?? findSettlements(name, gazetteer);
      byName.set(key, known);
      for (const hit of known) hits.set(hit.id, hit);
      return known;
    },
    beginsAPlace: (word: string): boolean =>
      gazetteer
        .search(word, { limit: 20 })
        .some((hit) => isSettlement(hit) && foldText(hit.name).startsWith(`${foldText(word)} `)),
    hitOf: (id: string): PlaceHit | undefined => hits.get(id),
  };
}
