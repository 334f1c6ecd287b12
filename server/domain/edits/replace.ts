import { impossible } from './arrangement.ts';
import type { DeskPlan, DeskRun } from './desk-plan.ts';
import type { Replacement } from './edit.ts';

/** Puts runs, stops and vehicles as they are given. @throws UserError EDIT_IMPOSSIBLE where the result is no plan */
export function replace(plan: DeskPlan, { runs, stops, vehicles }: Replacement): DeskPlan {
  const barred = new Set(plan.barred);
  for (const { vehicle, becomes } of vehicles) {
    if (becomes === 'barred') barred.add(vehicle);
    else barred.delete(vehicle);
  }
  const result: DeskPlan = {
    stops: exchange(
      plan.stops,
      stops.map(({ stop, becomes }) => [stop, becomes]),
      ({ stop }) => stop,
      byText,
    ),
    runs: exchange(
      plan.runs,
      runs.map(({ run, becomes }) => [run, becomes]),
      ({ run }) => run,
      (a, b) => a - b,
    ),
    barred: [...barred].sort(),
  };
  assertPlan(result);
  return result;
}

/** @throws UserError EDIT_IMPOSSIBLE where a stop, a whole request or a vehicle is in two places, or a stop in none known */
export function assertPlan({ stops, runs }: DeskPlan): void {
  const known = new Set(stops.map(({ stop }) => stop));
  const placed = runs.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop));
  const unknown = placed.filter((stop) => !known.has(stop));
  if (unknown.length > 0) impossible(`The plan has no stop ${unknown.join(', ')}.`, unknown);
  refuseTwice(placed, (stop) => `Stop ${stop} cannot be in two places.`);
  refuseTwice(
    runs.map(({ vehicle }) => vehicle),
    (vehicle) => `${vehicle} cannot have two runs.`,
  );
  const empty = runs.filter(isEmpty).map(({ run }) => run);
  if (empty.length > 0) impossible(`Run ${empty.join(', ')} would have a trip without stops.`, empty);
  refuseTwice(wholeRequests(stops), (request) => `Request ${request} cannot be at two stops.`);
}

const isEmpty = ({ trips }: DeskRun) => trips.length === 0 || trips.some((trip) => trip.length === 0);

/** Requests that are wholly at a stop, once for each stop at which they are. */
function wholeRequests(stops: DeskPlan['stops']): string[] {
  const all = stops.flatMap(({ requests }) => requests);
  const whole = new Set(all.flatMap(({ request, part }) => (part === null ? [request] : [])));
  return all.flatMap(({ request }) => (whole.has(request) ? [request] : []));
}

function refuseTwice(ids: readonly string[], say: (id: string) => string): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) impossible(say(id), [id]);
    seen.add(id);
  }
}

function exchange<T, Key extends string | number>(
  all: readonly T[],
  changes: readonly (readonly [Key, T | null])[],
  keyOf: (each: T) => Key,
  compare: (a: Key, b: Key) => number,
): T[] {
  if (changes.length === 0) return [...all];
  const changed = new Map(changes);
  for (const [key, becomes] of changed) {
    if (becomes !== null && keyOf(becomes) !== key) impossible(`${key} cannot become another.`, [key]);
  }
  const kept = all.filter((each) => !changed.has(keyOf(each)));
  const put = [...changed.values()].filter((each) => each !== null);
  return [...kept, ...put].sort((a, b) => compare(keyOf(a), keyOf(b)));
}

/** By code unit, the same on every machine. */
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
