import type { DeskWire } from '#server/contract/desk.ts';
import type { DeskDay, LegTable } from '#server/domain/desk/desk-day.ts';
import type { RunLimits } from '#server/domain/run.ts';
import { readRateTerms } from './read-rates.ts';

/** The day of a desk as the domain reads it; `bytes`: what `getDeskTables` answers under its key. */
export function readDeskDay(desk: DeskWire, bytes: ArrayBuffer): DeskDay {
  return {
    tables: readTables(desk.tables, bytes),
    hubPlace: desk.hub_place,
    turnaroundSeconds: desk.turnaround_seconds,
    ...(desk.receiving && { receiving: desk.receiving }),
    ...(desk.docks !== undefined && { docks: desk.docks }),
    stops: new Map(
      desk.stops.map((stop) => [
        stop.stop,
        {
          place: stop.place,
          windows: stop.windows,
          setupSeconds: stop.setup_seconds,
          serviceSeconds: stop.service_seconds,
          pickup: stop.pickup,
          delivery: stop.delivery,
          parts: stop.parts.map(({ request, pickup, delivery, service_seconds: serviceSeconds }) => ({
            request,
            pickup,
            delivery,
            serviceSeconds,
          })),
          largestAccess: stop.largest_access,
          ...(stop.latest_at_hub !== undefined && { latestAtHub: stop.latest_at_hub }),
          isCancelled: stop.is_cancelled,
        },
      ]),
    ),
    vehicles: new Map(
      desk.vehicles.map((vehicle) => [
        vehicle.vehicle,
        {
          table: vehicle.table,
          access: vehicle.access,
          capacity: vehicle.capacity,
          ...readRateTerms(vehicle.rates),
          shift: vehicle.shift,
          startPlace: vehicle.start_place,
          endPlace: vehicle.end_place,
          mostTrips: vehicle.most_trips,
          limits: limitsOf(vehicle.limits),
          ...(vehicle.break && { break: vehicle.break }),
          isAvailable: vehicle.is_available,
        },
      ]),
    ),
    toldRuns: desk.told_runs,
  };
}

/** An absent limit is none. */
function limitsOf({
  mostStops,
  mostMetres,
  mostSecondsOut,
}: DeskWire['vehicles'][number]['limits']): RunLimits {
  return {
    ...(mostStops !== undefined && { mostStops }),
    ...(mostMetres !== undefined && { mostMetres }),
    ...(mostSecondsOut !== undefined && { mostSecondsOut }),
  };
}

/** The bytes are least byte first, as every machine that runs a browser has its numbers. */
function readTables({ size, profiles }: DeskWire['tables'], bytes: ArrayBuffer): LegTable[] {
  const cells = size * size;
  if (bytes.byteLength !== profiles.length * cells * 8) {
    throw new RangeError(`${bytes.byteLength} bytes are no tables of ${size} places`);
  }
  return profiles.map((_, index) => ({
    size,
    seconds: new Int32Array(bytes, index * cells * 8, cells),
    metres: new Int32Array(bytes, index * cells * 8 + cells * 4, cells),
  }));
}
