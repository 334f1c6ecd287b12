import type { FleetStore, HubStore, VehicleTypeStore } from '#server/store/port.ts';
import { requireHub } from './hubs.ts';
import { readFleetList } from './list-import/read-fleet.ts';
import { settleImport } from './list-import/settle-import.ts';
import type { Services } from './port.ts';

/** A hub's vehicles and their types. */
export function makeFleet(deps: {
  store: { hubs: HubStore; fleet: FleetStore; vehicleTypes: VehicleTypeStore };
  newId: () => string;
}): Services['fleet'] {
  const { fleet, vehicleTypes, hubs } = deps.store;
  return {
    list: async (hub) => {
      await requireHub(hubs, hub);
      return fleet.list(hub);
    },
    add: (hub, draft) => fleet.add(hub, deps.newId(), draft),
    update: (hub, id, change) => fleet.update(hub, id, change),
    retire: (hub, id) => fleet.retire(hub, id),
    restore: (hub, id) => fleet.restore(hub, id),

    listTypes: async (hub) => {
      await requireHub(hubs, hub);
      return vehicleTypes.list(hub);
    },
    addType: (hub, draft) => vehicleTypes.add(hub, draft),
    updateType: (hub, id, draft) => vehicleTypes.update(hub, id, draft),
    retireType: (hub, id) => vehicleTypes.retire(hub, id),
    restoreType: (hub, id) => vehicleTypes.restore(hub, id),

    importList: async (hubId, { bytes, filename, commit }) => {
      const hub = await requireHub(hubs, hubId);
      const { preview, vehicles } = await readFleetList(bytes, filename, {
        currency: hub.currency,
        newId: deps.newId,
      });
      return settleImport(preview, commit, () => fleet.replace(hubId, vehicles));
    },
  };
}
