import { UserError } from '../user-error.ts';
import type { DeskPlan, DeskRun, PlannedStop, RunPlace } from './desk-plan.ts';

/** A run while it is changed: its trips may be empty until `settle`. */
export interface OpenRun extends Omit<DeskRun, 'trips'> {
  readonly trips: readonly (readonly PlannedStop[])[];
}

/** @throws UserError EDIT_IMPOSSIBLE */
export function impossible(message: string, ids: readonly (string | number)[]): never {
  throw new UserError('EDIT_IMPOSSIBLE', message, { ids: ids.map(String) });
}

/** @throws UserError EDIT_IMPOSSIBLE where the plan has no such run */
export function requireRun(plan: DeskPlan, run: number): DeskRun {
  return plan.runs.find((candidate) => candidate.run === run) ?? impossible(`There is no run ${run}.`, [run]);
}

/** @throws UserError EDIT_IMPOSSIBLE */
export function requireTrip(run: DeskRun, trip: number): readonly PlannedStop[] {
  return run.trips[trip] ?? impossible(`Run ${run.run} has no trip ${trip + 1}.`, [run.run]);
}

/** The run of a place that is in it, its end included. @throws UserError EDIT_IMPOSSIBLE */
export function requirePlace(plan: DeskPlan, { run: number, trip, position }: RunPlace): DeskRun {
  const run = requireRun(plan, number);
  const stops = requireTrip(run, trip);
  if (position < 0 || position > stops.length) {
    impossible(`Trip ${trip + 1} of run ${number} has no place ${position + 1}.`, [number]);
  }
  return run;
}

/** @throws UserError EDIT_IMPOSSIBLE where one is not of the plan, or is named twice */
export function requireStops(plan: DeskPlan, stops: readonly string[]): void {
  const unknown = new Set(stops);
  for (const { stop } of plan.stops) unknown.delete(stop);
  if (unknown.size > 0) impossible(`The plan has no stop ${[...unknown].join(', ')}.`, [...unknown]);
  if (new Set(stops).size < stops.length) impossible('A stop cannot be in two places.', stops);
}

/** @throws UserError EDIT_IMPOSSIBLE where the number or the vehicle is taken */
export function requireFree(plan: DeskPlan, run: number, vehicle: string): void {
  if (plan.runs.some((other) => other.run === run)) impossible(`There is a run ${run} already.`, [run]);
  const other = plan.runs.find((candidate) => candidate.vehicle === vehicle);
  if (other) impossible(`${vehicle} has run ${other.run} already.`, [vehicle, other.run]);
}

/** The plan with these runs in place of those of the same numbers; what is empty goes. */
export function withRuns(plan: DeskPlan, changed: readonly OpenRun[]): DeskPlan {
  const numbers = new Set(changed.map(({ run }) => run));
  const runs = [...plan.runs.filter(({ run }) => !numbers.has(run)), ...changed.flatMap(settle)];
  return { ...plan, runs: runs.sort((a, b) => a.run - b.run) };
}

/** Without its empty trips; nothing where no stop is left. */
function settle(run: OpenRun): DeskRun[] {
  const trips = run.trips.filter((stops) => stops.length > 0);
  return trips.length > 0 ? [{ ...run, trips }] : [];
}

/** The runs that have some of these stops, without them; empty trips stay, so that places keep their counting. */
export function takeOut(plan: DeskPlan, stops: readonly string[]): OpenRun[] {
  const taken = new Set(stops);
  return plan.runs.flatMap((run) => {
    if (!run.trips.some((trip) => trip.some(({ stop }) => taken.has(stop)))) return [];
    return [{ ...run, trips: run.trips.map((trip) => trip.filter(({ stop }) => !taken.has(stop))) }];
  });
}

/** A new run of open trips. */
export function newRun(run: number, vehicle: string, trips: OpenRun['trips']): OpenRun {
  return { run, vehicle, driver: null, start: null, state: 'open', trips };
}

/** Stops of the plan as they stand, pins included; those in no run without one. */
export function plannedStops(plan: DeskPlan, stops: readonly string[]): PlannedStop[] {
  const named = new Set(stops);
  const standing = new Map<string, PlannedStop>();
  for (const { trips } of plan.runs) {
    for (const trip of trips) {
      for (const planned of trip) if (named.has(planned.stop)) standing.set(planned.stop, planned);
    }
  }
  return stops.map((stop) => standing.get(stop) ?? { stop, pin: null });
}
