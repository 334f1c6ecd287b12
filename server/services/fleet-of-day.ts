import type { FleetVehicle } from '#server/contract/fleet.ts';
import { crewsOn } from '#server/domain/crew.ts';
import type { DriverStore, FleetStore } from '#server/store/port.ts';

/** A vehicle on a day: available where it is in use and, where it needs one, has a driver, whose hours are its shift. */
export interface VehicleOfDay extends FleetVehicle {
  readonly driver: string | null;
  /** Why it is not available; null where it is. */
  readonly out: 'not_in_use' | 'no_driver' | null;
}

/** The whole fleet as it is on a day (YYYY-MM-DD). */
export async function fleetOfDay(
  store: { readonly fleet: Pick<FleetStore, 'list'>; readonly drivers: Pick<DriverStore, 'list'> },
  hub: string,
  date: string,
): Promise<VehicleOfDay[]> {
  const fleet = await store.fleet.list(hub);
  const inUse = fleet.filter((vehicle) => vehicle.is_available);
  const crews = crewsOn(inUse, await store.drivers.list(hub), date);
  return fleet.map((vehicle): VehicleOfDay => {
    const crew = crews.get(vehicle.id);
    const out = crew === undefined ? 'not_in_use' : crew.isWithoutDriver ? 'no_driver' : null;
    return {
      ...vehicle,
      ...(crew?.hours && { shift_start: crew.hours.start, shift_end: crew.hours.end }),
      is_available: out === null,
      driver: crew?.driver ?? null,
      out,
    };
  });
}
