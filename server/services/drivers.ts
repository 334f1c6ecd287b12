import type { DriverStore, HubStore } from '#server/store/port.ts';
import { requireHub } from './hubs.ts';
import type { Services } from './port.ts';

/** Who drives a hub's vehicles, and when. */
export function makeDrivers(deps: {
  store: { hubs: HubStore; drivers: DriverStore };
  newId: () => string;
}): Services['drivers'] {
  const { drivers, hubs } = deps.store;
  return {
    list: async (hub) => {
      await requireHub(hubs, hub);
      return drivers.list(hub);
    },
    add: (hub, draft) => drivers.add(hub, deps.newId(), draft),
    update: (hub, id, draft) => drivers.update(hub, id, draft),
    retire: async (hub, id) => {
      await drivers.setRetired(hub, id, true);
    },
    restore: (hub, id) => drivers.setRetired(hub, id, false),
  };
}
