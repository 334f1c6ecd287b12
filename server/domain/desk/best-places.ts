import { requireStops, takeOut, type OpenRun } from '../edits/arrangement.ts';
import { nextRunNumber, type DeskPlan, type DeskRun, type RunPlace } from '../edits/desk-plan.ts';
import type { NewRun } from '../edits/edit.ts';
import { stopOfDay, vehicleOfDay, type DayStop, type DeskDay } from './desk-day.ts';
import { priceTrips } from './price-trips.ts';
import { QuickPricer, type QuickRun } from './quick-run.ts';

/** A place with what decides its rank: rules that are broken more than before, change of cost, the run's end. */
interface Candidate {
  readonly to: RunPlace | NewRun;
  readonly broken: number;
  readonly costChange: number;
  readonly end: number;
}

/**
 * The best place for stops in each run that is open, and in one that an idle vehicle would make, best first. Every place
 * of the plan is priced exactly.
 *
 * @throws UserError EDIT_IMPOSSIBLE where the plan does not have the stops
 */
export function findPlaces(
  plan: DeskPlan,
  day: DeskDay,
  stops: readonly string[],
  exceptRun?: number,
): (RunPlace | NewRun)[] {
  requireStops(plan, stops);
  const pricer = new QuickPricer(day);
  const left = new Map(takeOut(plan, stops).map((run) => [run.run, run]));
  const moved = stops.map((stop) => stopOfDay(day, stop));
  const runs = plan.runs.filter(({ run, state }) => state === 'open' && run !== exceptRun);
  const inRuns = runs.flatMap((run) => {
    const best = bestInRun(run, left.get(run.run) ?? run, stops, moved, day, pricer);
    return best === null ? [] : [best];
  });
  const idle = bestIdle(plan, stops, day, pricer);
  // Leaving their runs saves the same wherever they go, but for the run that they stay in.
  const saved = new Map([...left].map(([number, open]) => [number, savingOf(plan, number, open, pricer)]));
  const all = [...saved.values()].reduce((sum, saving) => sum + saving, 0);
  return [...inRuns, ...(idle === null ? [] : [idle])]
    .map((candidate) => ({
      ...candidate,
      costChange: candidate.costChange - all + (saved.get(candidate.to.run) ?? 0),
    }))
    .sort(compare)
    .map(({ to }) => to);
}

function compare(a: Candidate, b: Candidate): number {
  return a.broken - b.broken || a.costChange - b.costChange || a.end - b.end || a.to.run - b.to.run;
}

/** `costChange` is that of this run alone, against what it is before the stops are taken out of it. */
function bestInRun(
  run: DeskRun,
  left: OpenRun,
  stops: readonly string[],
  moved: readonly DayStop[],
  day: DeskDay,
  pricer: QuickPricer,
): Candidate | null {
  const before = priceTrips(run, run.trips, pricer);
  const open = left.trips.map((trip) => trip.map(({ stop }) => stopOfDay(day, stop)));
  const sequence: (DayStop | null)[] = [];
  let best: Candidate | null = null;
  for (const [trip, among] of left.trips.entries()) {
    for (let position = 0; position <= among.length; position++) {
      if (left !== run && isAsItStands(run, left, trip, position, stops)) continue;
      layOut(sequence, open, trip, position, moved);
      const now = pricer.price(sequence, run.start, vehicleOfDay(day, run.vehicle));
      const to = { run: run.run, trip, position };
      const candidate = {
        to,
        broken: brokenMore(before, now),
        costChange: now.cost - before.cost,
        end: now.end,
      };
      if (best === null || compare(candidate, best) < 0) best = candidate;
    }
  }
  return best;
}

/** Writes the stops of the open trips, empty ones left out, with those that move in their place. */
function layOut(
  sequence: (DayStop | null)[],
  open: readonly (readonly DayStop[])[],
  trip: number,
  position: number,
  moved: readonly DayStop[],
): void {
  let length = 0;
  for (const [index, among] of open.entries()) {
    if (among.length === 0 && index !== trip) continue;
    if (length > 0) sequence[length++] = null;
    for (let at = 0; at <= among.length; at++) {
      if (index === trip && at === position) {
        for (const stop of moved) sequence[length++] = stop;
      }
      if (at < among.length) sequence[length++] = among[at]!;
    }
  }
  sequence.length = length;
}

function filled(left: OpenRun, trip: number, position: number, stops: readonly string[]): DeskRun['trips'] {
  const planned = stops.map((stop) => ({ stop, pin: null }));
  const trips = left.trips.with(trip, left.trips[trip]!.toSpliced(position, 0, ...planned));
  return trips.filter((each) => each.length > 0);
}

function isAsItStands(
  run: DeskRun,
  left: OpenRun,
  trip: number,
  position: number,
  stops: readonly string[],
): boolean {
  const now = filled(left, trip, position, stops);
  return (
    now.length === run.trips.length &&
    now.every(
      (among, index) =>
        among.length === run.trips[index]!.length &&
        among.every(({ stop }, at) => stop === run.trips[index]![at]!.stop),
    )
  );
}

/** Rules of which more is broken than before. */
function brokenMore(before: QuickRun, now: QuickRun): number {
  return (
    Number(now.lateSeconds > before.lateSeconds) +
    Number(now.shiftSeconds > before.shiftSeconds) +
    Number(now.overload > before.overload) +
    Number(now.overLimits > before.overLimits) +
    Number(now.shutStops > before.shutStops)
  );
}

const nothing: QuickRun = {
  cost: 0,
  metres: 0,
  end: 0,
  lateSeconds: 0,
  shiftSeconds: 0,
  overload: 0,
  overLimits: 0,
  shutStops: 0,
};

/** Of the vehicles that have no run. */
function bestIdle(
  plan: DeskPlan,
  stops: readonly string[],
  day: DeskDay,
  pricer: QuickPricer,
): Candidate | null {
  const used = new Set(plan.runs.map(({ vehicle }) => vehicle));
  const trip = stops.map((stop) => ({ stop, pin: null }));
  let best: Candidate | null = null;
  for (const [vehicle, { isAvailable }] of day.vehicles) {
    if (!isAvailable || used.has(vehicle) || plan.barred.includes(vehicle)) continue;
    const now = priceTrips({ vehicle, start: null }, [trip], pricer);
    const to: NewRun = { run: nextRunNumber(plan), vehicle };
    const candidate = { to, broken: brokenMore(nothing, now), costChange: now.cost, end: now.end };
    if (best === null || compare(candidate, best) < 0) best = candidate;
  }
  return best;
}

function savingOf(plan: DeskPlan, number: number, left: OpenRun, pricer: QuickPricer): number {
  const run = plan.runs.find((candidate) => candidate.run === number)!; // `left` is made from the plan's runs
  const trips = left.trips.filter((trip) => trip.length > 0);
  const rest = trips.length === 0 ? nothing : priceTrips(run, trips, pricer);
  return priceTrips(run, run.trips, pricer).cost - rest.cost;
}
