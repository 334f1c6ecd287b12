import {
  impossible,
  newRun,
  plannedStops,
  requireFree,
  requirePlace,
  requireRun,
  requireStops,
  requireTrip,
  takeOut,
  withRuns,
} from './arrangement.ts';
import { placesOfStops, type DeskPlan, type DeskRun, type Pin, type RunPlace } from './desk-plan.ts';
import type { Edit, NewRun, SingleEdit } from './edit.ts';
import { replace } from './replace.ts';

/**
 * The plan after an edit. Rules of the day are not asked: breaking one is shown, not forbidden. Runs and trips that are
 * left empty go. The plan given stays as it is.
 *
 * @throws UserError EDIT_IMPOSSIBLE where it names what the plan does not have, or would put a stop or a vehicle into two
 *   places
 */
export function applyEdit(plan: DeskPlan, edit: Edit): DeskPlan {
  return edit.type === 'several' ? edit.edits.reduce(applySingle, plan) : applySingle(plan, edit);
}

function applySingle(plan: DeskPlan, edit: SingleEdit): DeskPlan {
  switch (edit.type) {
    case 'move':
      return move(plan, edit.stops, edit.to);
    case 'unassign':
      requireStops(plan, edit.stops);
      return withRuns(plan, takeOut(plan, edit.stops));
    case 'reorder':
      return reorder(plan, edit.run, edit.trip, edit.stops);
    case 'reverse':
      return reverse(plan, edit.run, edit.trip);
    case 'swap_tails':
      return swapTails(plan, ...edit.from);
    case 'split':
      return split(plan, edit.at, edit.to);
    case 'merge':
      return merge(plan, edit.run, edit.into);
    case 'change_vehicle':
      return changeVehicle(plan, edit.run, edit.vehicle);
    case 'change_driver':
      return withRuns(plan, [{ ...requireRun(plan, edit.run), driver: edit.driver }]);
    case 'change_start':
      return withRuns(plan, [{ ...requireRun(plan, edit.run), start: edit.start }]);
    case 'add_return':
      return addReturn(plan, edit.at);
    case 'drop_return':
      return dropReturn(plan, edit.run, edit.trip);
    case 'pin':
      return pinStops(plan, edit.stops, edit.pin);
    case 'lock':
    case 'unlock':
      return setState(plan, edit.runs, edit.type === 'lock' ? 'locked' : 'open');
    case 'bar_vehicle':
      return { ...plan, barred: [...new Set([...plan.barred, edit.vehicle])].sort() };
    case 'admit_vehicle':
      return { ...plan, barred: plan.barred.filter((vehicle) => vehicle !== edit.vehicle) };
    case 'replace':
      return replace(plan, edit);
  }
}

function move(plan: DeskPlan, stops: readonly string[], to: RunPlace | NewRun): DeskPlan {
  requireStops(plan, stops);
  if (stops.length === 0) return plan;
  const moved = plannedStops(plan, stops);
  const left = takeOut(plan, stops);
  if ('vehicle' in to) {
    // A vehicle whose run is emptied by this is free for the new one.
    const rest = withRuns(plan, left);
    requireFree(rest, to.run, to.vehicle);
    return withRuns(rest, [newRun(to.run, to.vehicle, [moved])]);
  }
  const target = left.find(({ run }) => run === to.run) ?? requireRun(plan, to.run);
  const trip = requireTrip(target, to.trip);
  if (to.position < 0 || to.position > trip.length) {
    impossible(`Trip ${to.trip + 1} of run ${to.run} has no place ${to.position + 1}.`, [to.run]);
  }
  const filled = [...trip.slice(0, to.position), ...moved, ...trip.slice(to.position)];
  const others = left.filter(({ run }) => run !== to.run);
  return withRuns(plan, [...others, { ...target, trips: target.trips.with(to.trip, filled) }]);
}

function reorder(plan: DeskPlan, number: number, trip: number, stops: readonly string[]): DeskPlan {
  const run = requireRun(plan, number);
  const before = requireTrip(run, trip);
  const isSame = before.length === stops.length && before.every(({ stop }) => stops.includes(stop));
  if (!isSame) impossible(`Trip ${trip + 1} of run ${number} has other stops.`, [number]);
  return withRuns(plan, [{ ...run, trips: run.trips.with(trip, plannedStops(plan, stops)) }]);
}

function reverse(plan: DeskPlan, number: number, trip: number | null): DeskPlan {
  const run = requireRun(plan, number);
  const trips =
    trip === null
      ? run.trips.map((stops) => stops.toReversed()).toReversed()
      : run.trips.with(trip, requireTrip(run, trip).toReversed());
  return withRuns(plan, [{ ...run, trips }]);
}

function swapTails(plan: DeskPlan, a: RunPlace, b: RunPlace): DeskPlan {
  if (a.run === b.run) impossible('Tails are swapped between two runs.', [a.run]);
  const [headOfA, tailOfA] = cut(requirePlace(plan, a), a);
  const [headOfB, tailOfB] = cut(requirePlace(plan, b), b);
  return withRuns(plan, [
    { ...requireRun(plan, a.run), trips: join(headOfA, tailOfB) },
    { ...requireRun(plan, b.run), trips: join(headOfB, tailOfA) },
  ]);
}

type Trips = DeskRun['trips'];

/** Both parts begin or end with the trip that is cut, which may be empty on one side. */
function cut({ trips }: DeskRun, { trip, position }: RunPlace): [Trips, Trips] {
  const stops = trips[trip] ?? [];
  return [
    [...trips.slice(0, trip), stops.slice(0, position)],
    [stops.slice(position), ...trips.slice(trip + 1)],
  ];
}

/** The first trip behind goes on with the last one before. */
function join(head: Trips, tail: Trips): Trips {
  return [...head.slice(0, -1), [...(head.at(-1) ?? []), ...(tail[0] ?? [])], ...tail.slice(1)];
}

function split(plan: DeskPlan, at: RunPlace, to: NewRun): DeskPlan {
  const run = requirePlace(plan, at);
  const [head, tail] = cut(run, at);
  const isWhole = head.every((stops) => stops.length === 0);
  const isNothing = tail.every((stops) => stops.length === 0);
  if (isWhole || isNothing) impossible(`Both parts of run ${at.run} must have a stop.`, [at.run]);
  requireFree(plan, to.run, to.vehicle);
  return withRuns(plan, [{ ...run, trips: head }, newRun(to.run, to.vehicle, tail)]);
}

function merge(plan: DeskPlan, number: number, into: number): DeskPlan {
  if (number === into) impossible('A run is merged into another one.', [number]);
  const run = requireRun(plan, number);
  const target = requireRun(plan, into);
  return withRuns(plan, [
    { ...run, trips: [] },
    { ...target, trips: join(target.trips, run.trips) },
  ]);
}

function changeVehicle(plan: DeskPlan, number: number, vehicle: string): DeskPlan {
  const run = requireRun(plan, number);
  const other = plan.runs.find((candidate) => candidate.vehicle === vehicle && candidate !== run);
  return withRuns(plan, [
    { ...run, vehicle },
    ...(other === undefined ? [] : [{ ...other, vehicle: run.vehicle }]),
  ]);
}

function addReturn(plan: DeskPlan, at: RunPlace): DeskPlan {
  const run = requirePlace(plan, at);
  const stops = requireTrip(run, at.trip);
  if (at.position === 0 || at.position === stops.length) {
    impossible(`A return to the hub lies between two stops of run ${at.run}.`, [at.run]);
  }
  const [head, tail] = cut(run, at);
  return withRuns(plan, [{ ...run, trips: [...head, ...tail] }]);
}

function dropReturn(plan: DeskPlan, number: number, trip: number): DeskPlan {
  const run = requireRun(plan, number);
  requireTrip(run, trip);
  requireTrip(run, trip + 1);
  const trips = join(run.trips.slice(0, trip + 1), run.trips.slice(trip + 1));
  return withRuns(plan, [{ ...run, trips }]);
}

function pinStops(plan: DeskPlan, stops: readonly string[], pin: Pin | null): DeskPlan {
  requireStops(plan, stops);
  const places = placesOfStops(plan);
  const loose = stops.filter((stop) => !places.has(stop));
  if (loose.length > 0) impossible('Only a stop that is in a run can be pinned.', loose);
  const pinned = new Set(stops);
  const numbers = new Set(stops.map((stop) => places.get(stop)?.run));
  const runs = plan.runs.filter(({ run }) => numbers.has(run));
  return withRuns(
    plan,
    runs.map((run) => ({
      ...run,
      trips: run.trips.map((trip) =>
        trip.map((planned) => (pinned.has(planned.stop) ? { ...planned, pin } : planned)),
      ),
    })),
  );
}

function setState(plan: DeskPlan, runs: readonly number[], state: DeskRun['state']): DeskPlan {
  return withRuns(
    plan,
    [...new Set(runs)].map((run) => ({ ...requireRun(plan, run), state })),
  );
}
