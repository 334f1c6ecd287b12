import { UserError } from '#server/domain/user-error.ts';
import type { FleetStore, HubStore } from '#server/store/port.ts';
import { requireHub } from './hubs.ts';
import { readFleetList } from './list-import/read-fleet.ts';
import { settleImport } from './list-import/settle-import.ts';
import type { Services } from './port.ts';

/** A hub's vehicles. */
export function makeFleet(deps: {
  store: { hubs: HubStore; fleet: FleetStore };
  newId: () => string;
}): Services['fleet'] {
  return {
    list: async (hub) => {
      await requireHub(deps.store.hubs, hub);
      return deps.store.fleet.list(hub);
    },

    setAvailable: async (hub, id, isAvailable) => {
      const fleet = await deps.store.fleet.list(hub);
      if (!fleet.some((vehicle) => vehicle.id === id)) {
        throw new UserError('VEHICLE_UNKNOWN', `There is no vehicle ${id} at this hub.`, { ids: [id] });
      }
      return deps.store.fleet.setAvailable(hub, id, isAvailable);
    },

    importList: async (hubId, { bytes, filename, commit }) => {
      const hub = await requireHub(deps.store.hubs, hubId);
      const { preview, vehicles } = await readFleetList(bytes, filename, {
        currency: hub.currency,
        newId: deps.newId,
      });
      return settleImport(preview, commit, () => deps.store.fleet.replace(hubId, vehicles));
    },
  };
}
