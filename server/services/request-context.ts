import type { Regions } from '#server/region/port.ts';
import type { HubStore } from '#server/store/port.ts';
import { requireHub, requireRegion } from './hubs.ts';
import type { RequestContext } from './list-import/read-requests.ts';

/** What a hub's requests of a day are made against. @throws UserError HUB_UNKNOWN, REGION_UNKNOWN */
export type ReadContext = (hub: string, date: string) => Promise<RequestContext>;

export function makeReadContext(deps: {
  store: { hubs: HubStore };
  regions: Regions;
  newId: () => string;
}): ReadContext {
  return async (hubId, date) => {
    const hub = await requireHub(deps.store.hubs, hubId);
    const region = requireRegion(deps.regions, hub.region);
    return {
      date,
      timezone: hub.timezone,
      currency: hub.currency,
      bounds: region.bounds,
      products: await deps.store.hubs.products(hubId),
      gazetteer: deps.regions.gazetteer(region.name),
      newId: deps.newId,
    };
  };
}
