import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { RequestStore, Store } from '#server/store/port.ts';
import { makeCarryOver } from './carry-over.ts';
import { requireHub } from './hubs.ts';
import { readRequestList, requestFromDraft } from './list-import/read-requests.ts';
import { settleImport } from './list-import/settle-import.ts';
import type { Services } from './port.ts';
import type { ReadContext } from './request-context.ts';

/** Booking, cancelling and importing a hub's requests. */
export function makeRequests(deps: {
  store: Pick<Store, 'hubs' | 'requests' | 'desks' | 'publications'>;
  readContext: ReadContext;
  /** Makes what comes again on a day, before the day is looked at. */
  makeStandingDay: (hub: string, date: string) => Promise<void>;
  newId: () => string;
  now: () => string;
  keepQuote: Services['quotes']['keep'];
  /** Told of quotes that could not be kept; the request stands, and its quote is due. */
  onQuoteFailure: (error: unknown) => void;
}): Services['requests'] {
  return {
    ...makeCarryOver(deps),

    list: async (hub, date) => {
      await requireHub(deps.store.hubs, hub);
      await deps.makeStandingDay(hub, date);
      return deps.store.requests.listByDay(hub, date);
    },

    add: async (hub, draft) => {
      const request = requestFromDraft(draft, await deps.readContext(hub, draft.date));
      await deps.store.requests.add(hub, request);
      await deps.keepQuote(hub, request).catch(deps.onQuoteFailure);
      return request;
    },

    cancel: async (hub, id) => {
      await requireRequest(deps.store.requests, hub, id);
      return deps.store.requests.setState(hub, id, 'cancelled');
    },

    restore: async (hub, id) => {
      const request = await requireRequest(deps.store.requests, hub, id);
      // Only a cancellation is taken back; any other state stays as it is.
      return request.state === 'cancelled' ? deps.store.requests.setState(hub, id, 'booked') : request;
    },

    importList: async (hub, { bytes, filename, date, commit, place }) => {
      const booked = await deps.store.requests.listByDay(hub, date);
      const standing = booked.filter(({ state }) => state !== 'cancelled');
      const takenReferences = new Set(standing.map(({ reference }) => reference));
      const context = { ...(await deps.readContext(hub, date)), takenReferences, shopPlace: place ?? null };
      const { preview, requests } = await readRequestList(bytes, filename, context);
      return settleImport(preview, commit, () => deps.store.requests.addAll(hub, requests));
    },
  };
}

async function requireRequest(store: RequestStore, hub: string, id: string): Promise<Request> {
  const request = await store.get(hub, id);
  if (!request)
    throw new UserError('REQUEST_UNKNOWN', `There is no request ${id} at this hub.`, { ids: [id] });
  return request;
}
