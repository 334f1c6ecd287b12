import { applyEdit } from './apply-edit.ts';
import { placesOfStops, type DeskPlan } from './desk-plan.ts';
import type { Edit, Replacement } from './edit.ts';

/** The edit that makes one plan out of another, byte for byte. */
export function differenceOf(from: DeskPlan, to: DeskPlan): Replacement {
  return {
    type: 'replace',
    runs: changesOf(from.runs, to.runs, ({ run }) => run).map(([run, becomes]) => ({ run, becomes })),
    stops: changesOf(from.stops, to.stops, ({ stop }) => stop).map(([stop, becomes]) => ({ stop, becomes })),
    vehicles: [
      ...to.barred.filter((vehicle) => !from.barred.includes(vehicle)).map(becomes('barred')),
      ...from.barred.filter((vehicle) => !to.barred.includes(vehicle)).map(becomes('admitted')),
    ],
  };
}

/** What takes an edit of a plan back. @throws UserError EDIT_IMPOSSIBLE as `applyEdit` */
export function inverseOf(plan: DeskPlan, edit: Edit): Replacement {
  return differenceOf(applyEdit(plan, edit), plan);
}

/** A stop that is in another run; null: in none. */
export interface MovedStop {
  readonly stop: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** Stops that one plan has in another run than the other; a stop that both have in one run is not among them. */
export function movedStops(before: DeskPlan, after: DeskPlan): MovedStop[] {
  const was = placesOfStops(before);
  const is = placesOfStops(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((stop) => ({ stop, from: was.get(stop)?.run ?? null, to: is.get(stop)?.run ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** What two edits must not both have, to be made by two people at once. */
export interface Touched {
  readonly runs: readonly number[];
  readonly stops: readonly string[];
  readonly vehicles: readonly string[];
}

/** What an edit names, and what is not as it was: `after` is the plan `before` with it. */
export function touchedBy(edit: Edit, before: DeskPlan, after: DeskPlan): Touched {
  const named = namedBy(edit);
  const { runs, stops, vehicles } = differenceOf(before, after);
  const vehicleBefore = new Map(before.runs.map(({ run, vehicle }) => [run, vehicle]));
  const moved = movedStops(before, after).map(({ stop }) => stop);
  const exchanged = runs.flatMap(({ run, becomes }) => {
    const was = vehicleBefore.get(run);
    const is = becomes?.vehicle;
    return was === is ? [] : [was, is].filter((vehicle) => vehicle !== undefined);
  });
  return {
    runs: unique([...named.runs, ...runs.map(({ run }) => run)]),
    stops: unique([...named.stops, ...stops.map(({ stop }) => stop), ...moved]),
    vehicles: unique([...named.vehicles, ...vehicles.map(({ vehicle }) => vehicle), ...exchanged]),
  };
}

function namedBy(edit: Edit): Touched {
  const none = { runs: [], stops: [], vehicles: [] };
  switch (edit.type) {
    case 'several': {
      const all = edit.edits.map(namedBy);
      return {
        runs: all.flatMap(({ runs }) => runs),
        stops: all.flatMap(({ stops }) => stops),
        vehicles: all.flatMap(({ vehicles }) => vehicles),
      };
    }
    case 'move':
      return {
        runs: [edit.to.run],
        stops: edit.stops,
        vehicles: 'vehicle' in edit.to ? [edit.to.vehicle] : [],
      };
    case 'unassign':
    case 'pin':
      return { ...none, stops: edit.stops };
    case 'swap_tails':
      return { ...none, runs: edit.from.map(({ run }) => run) };
    case 'split':
      return { ...none, runs: [edit.at.run, edit.to.run], vehicles: [edit.to.vehicle] };
    case 'merge':
      return { ...none, runs: [edit.run, edit.into] };
    case 'change_vehicle':
      return { ...none, runs: [edit.run], vehicles: [edit.vehicle] };
    case 'add_return':
      return { ...none, runs: [edit.at.run] };
    case 'reorder':
    case 'reverse':
    case 'change_driver':
    case 'change_start':
    case 'drop_return':
      return { ...none, runs: [edit.run] };
    case 'lock':
    case 'unlock':
      return { ...none, runs: edit.runs };
    case 'bar_vehicle':
    case 'admit_vehicle':
      return { ...none, vehicles: [edit.vehicle] };
    case 'replace':
      return {
        runs: edit.runs.map(({ run }) => run),
        stops: edit.stops.map(({ stop }) => stop),
        vehicles: edit.vehicles.map(({ vehicle }) => vehicle),
      };
  }
}

/** What both touch. */
export function sharedTouched(a: Touched, b: Touched): Touched {
  return {
    runs: a.runs.filter((run) => b.runs.includes(run)),
    stops: a.stops.filter((stop) => b.stops.includes(stop)),
    vehicles: a.vehicles.filter((vehicle) => b.vehicles.includes(vehicle)),
  };
}

const becomes =
  <const To extends string>(to: To) =>
  (vehicle: string) => ({ vehicle, becomes: to });

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];

function changesOf<T, Key>(from: readonly T[], to: readonly T[], keyOf: (each: T) => Key): [Key, T | null][] {
  const before = new Map(from.map((each) => [keyOf(each), each]));
  const after = new Map(to.map((each) => [keyOf(each), each]));
  const gone = [...before.keys()].filter((key) => !after.has(key)).map((key): [Key, null] => [key, null]);
  const put = [...after].filter(([key, each]) => !isEqual(before.get(key), each));
  return [...gone, ...put];
}

/** What an edit leaves alone is mostly the same object; equal JSON is equal, since every plan is built alike. */
const isEqual = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
