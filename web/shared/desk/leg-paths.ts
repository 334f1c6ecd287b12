import type { DeskWire } from '#server/contract/desk.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { placesOfTrip } from '#server/domain/desk/places-of-trip.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';

export type Path = [number, number][];

/** A leg by rows of the tables. */
export interface Leg {
  readonly table: number;
  readonly from: number;
  readonly to: number;
}

/** The paths of legs that are known; another object once more are. */
export interface KnownPaths {
  /** Null where it is not known, or where no road leads. */
  of(table: number, from: number, to: number): Path | null;
  /** Whether it is known, or was asked for in vain. */
  has(leg: Leg): boolean;
  with(answers: readonly LegPath[]): KnownPaths;
}

/** The path of a leg; null: no road leads, or nobody could say. */
export interface LegPath {
  readonly leg: Leg;
  readonly path: Path | null;
}

/** One string for each leg. */
export const keyOfLeg = ({ table, from, to }: Leg): string => `${table} ${from} ${to}`;

/** Begins with the paths that a written plan holds. */
export function pathsOfDocument(wire: DeskWire, document: PlanDocument): KnownPaths {
  const paths = new Map<string, Path | null>();
  const places = new Map(wire.stops.map((stop) => [pointKey(stop), stop.place]));
  const vehicles = new Map(wire.vehicles.map((vehicle) => [vehicle.vehicle, vehicle]));
  for (const { vehicle: name, trips } of document.runs) {
    const vehicle = vehicles.get(name);
    if (!vehicle) continue;
    for (const [trip, { stops, legs }] of trips.entries()) {
      const start = trip === 0 ? vehicle.start_place : wire.hub_place;
      const end = trip === trips.length - 1 ? vehicle.end_place : wire.hub_place;
      const rows = [start, ...stops.map((stop) => places.get(pointKey(stop))), end];
      for (const [index, { geometry }] of legs.entries()) {
        const [from, to] = [rows[index], rows[index + 1]];
        if (from === undefined || to === undefined || geometry.coordinates.length === 0) continue;
        paths.set(keyOfLeg({ table: vehicle.table, from, to }), geometry.coordinates);
      }
    }
  }
  return knownPaths(paths);
}

function knownPaths(paths: ReadonlyMap<string, Path | null>): KnownPaths {
  return {
    of: (table, from, to) => paths.get(keyOfLeg({ table, from, to })) ?? null,
    has: (leg) => paths.has(keyOfLeg(leg)),
    with: (answers) =>
      knownPaths(new Map([...paths, ...answers.map(({ leg, path }) => [keyOfLeg(leg), path] as const)])),
  };
}

/** All legs of a plan that lead from one place to another, each once. */
export function legsOfPlan(plan: DeskPlan, day: DeskDay): Leg[] {
  const legs = new Map<string, Leg>();
  for (const run of plan.runs) {
    const { table } = day.vehicles.get(run.vehicle)!; // the day knows the plan's vehicles
    for (const trip of run.trips.keys()) {
      const places = placesOfTrip(run, trip, day);
      for (const [index, to] of places.slice(1).entries()) {
        const from = places[index]!;
        const leg = { table, from, to };
        if (from !== to && from >= 0 && to >= 0) legs.set(keyOfLeg(leg), leg);
      }
    }
  }
  return [...legs.values()];
}

const pointKey = ({ lat, lon }: { readonly lat: number; readonly lon: number }) =>
  `${lon.toFixed(5)},${lat.toFixed(5)}`;
