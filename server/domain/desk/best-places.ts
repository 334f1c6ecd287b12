import { requireStops, takeOut, type OpenRun } from '../edits/arrangement.ts';
import type { DeskRun, RunPlace } from '../edits/desk-plan.ts';
import type { NewRun } from '../edits/edit.ts';
import { newRunNumber } from '../edits/number-runs.ts';
import { stopOfDay, vehicleOfDay, type DayStop, type DeskDay } from './desk-day.ts';
import { DockLoad } from './dock-load.ts';
import { PlaceBounds } from './place-bounds.ts';
import { PlaceQueue, type QueuedPlace } from './place-queue.ts';
import { priceTrips, sequenceOf } from './price-trips.ts';
import type { QuickPlan } from './quick-plan.ts';
import type { QuickPricer, QuickRun } from './quick-run.ts';

/** A place with what decides its rank: rules that are broken more than before, change of cost, the run's end. */
interface PricedPlace {
  readonly to: RunPlace | NewRun;
  readonly order: number;
  readonly broken: number;
  /** `broken`, with the docks of the hub. */
  readonly brokenInAll: number;
  readonly costChange: number;
  readonly end: number;
}

/** A run that stops may come into, without those that leave it. */
interface OpenPlaces {
  readonly run: DeskRun;
  readonly left: OpenRun;
  readonly before: QuickRun;
  /** What leaving their other runs changes. */
  readonly leaving: number;
}

/**
 * The best place for stops in each of the `count` best runs that are open, one that an idle vehicle would make among them,
 * best first. Places are priced exactly in the order of what they at least break and cost, until no other can be among
 * the best. Docks are a rule of all runs together: they count between runs, and not within one.
 *
 * @throws UserError EDIT_IMPOSSIBLE where the plan does not have the stops
 */
export function findPlaces(
  quick: QuickPlan,
  stops: readonly string[],
  count: number,
  exceptRun?: number,
): (RunPlace | NewRun)[] {
  const { plan, day } = quick;
  requireStops(plan, stops);
  const moved = stops.map((stop) => stopOfDay(day, stop));
  const best = new Map<number, PricedPlace>();
  const left = new Map(takeOut(plan, stops).map((run) => [run.run, run]));
  const saved = new Map(
    plan.runs.flatMap((run) => {
      const open = left.get(run.run);
      return open ? [[run.run, quick.asItStands(run).cost - priceOpen(open, quick).cost] as const] : [];
    }),
  );
  const all = [...saved.values()].reduce((sum, saving) => sum + saving, 0);
  const docks = docksOf(quick, left);
  const idle = bestIdle(quick, stops, docks);
  if (idle !== null) best.set(idle.to.run, { ...idle, costChange: idle.costChange - all });
  const open = plan.runs
    .filter(({ run, state }) => state === 'open' && run !== exceptRun)
    .map((run): OpenPlaces => ({
      run,
      left: left.get(run.run) ?? run,
      before: quick.asItStands(run),
      // Leaving their runs saves the same wherever they go, but for the run that they stay in.
      leaving: (saved.get(run.run) ?? 0) - all,
    }));
  const queue = queueOf(open, stops, moved, day);
  let last = lastOfBest(best, count);
  for (let place = queue.take(); place !== null; place = queue.take()) {
    if (last !== null && compareBounds(last, place) < 0) break;
    const into = open[place.run]!; // the queue has their indices
    const rival = best.get(into.run.run);
    if (rival && compareBounds(rival, place) < 0) continue;
    const priced = pricePlace(place, into, moved, quick.pricer, docks);
    if (rival && compare(rival, priced) < 0) continue;
    best.set(priced.to.run, priced);
    last = lastOfBest(best, count);
  }
  return ranked(best)
    .slice(0, count)
    .map(({ to }) => to);
}

/** Says of a run whether the trips of all runs wait longer for docks than before, with it coming at these times. */
type TakesDocks = (run: number, arrivals: readonly number[]) => boolean;

function docksOf(quick: QuickPlan, left: ReadonlyMap<number, OpenRun>): TakesDocks {
  const { plan, day } = quick;
  if (day.docks === undefined) return () => false;
  const arrivalsBefore = (run: DeskRun) => quick.asItStands(run).arrivals;
  const arrivalsWithout = (run: DeskRun) => {
    const open = left.get(run.run);
    return open ? priceOpen(open, quick).arrivals : arrivalsBefore(run);
  };
  const loadOf = (arrivals: (run: DeskRun) => readonly number[]) =>
    new DockLoad(day, new Map(plan.runs.map((run) => [run.run, arrivals(run)])));
  const before = loadOf(arrivalsBefore).seconds;
  const without = loadOf(arrivalsWithout);
  return (run, arrivals) => without.secondsWith(run, arrivals) > before;
}

type Ranked = Pick<QueuedPlace, 'broken' | 'costChange'>;

function compareBounds(a: Ranked, b: Ranked): number {
  return a.broken - b.broken || a.costChange - b.costChange;
}

/** Within one run. */
function compare(a: PricedPlace, b: PricedPlace): number {
  return compareBounds(a, b) || a.end - b.end || a.to.run - b.to.run || a.order - b.order;
}

const ranked = (best: ReadonlyMap<number, PricedPlace>) =>
  [...best.values()].sort(
    (a, b) => a.brokenInAll - b.brokenInAll || a.costChange - b.costChange || compare(a, b),
  );

/** Null while there are fewer. */
function lastOfBest(best: ReadonlyMap<number, PricedPlace>, count: number): Ranked | null {
  const last = best.size < count ? undefined : ranked(best)[count - 1];
  return last ? { broken: last.brokenInAll, costChange: last.costChange } : null;
}

function queueOf(
  open: readonly OpenPlaces[],
  stops: readonly string[],
  moved: readonly DayStop[],
  day: DeskDay,
): PlaceQueue {
  const queue = new PlaceQueue();
  const bounds = new PlaceBounds(day);
  for (const [index, { run, left, before, leaving }] of open.entries()) {
    bounds.lay(sequenceOf(left.trips, day), run.start, vehicleOfDay(day, run.vehicle));
    let step = 0;
    for (const [trip, { length }] of left.trips.entries()) {
      // A trip that has become empty has no step of its own, and is priced at once.
      if (length === 0 && !isAsItStands(run, left, trip, 0, stops)) queue.add(index, trip, 0, 0, -Infinity);
      const places = length === 0 ? 0 : length + 1;
      for (let position = 0; position < places; position++, step++) {
        if (left !== run && isAsItStands(run, left, trip, position, stops)) continue;
        bounds.set(moved, step, before);
        queue.add(index, trip, position, bounds.broken, bounds.cost - before.cost + leaving);
      }
    }
  }
  return queue;
}

function pricePlace(
  { order, trip, position }: QueuedPlace,
  { run, left, before, leaving }: OpenPlaces,
  moved: readonly DayStop[],
  pricer: QuickPricer,
  takesDocks: TakesDocks,
): PricedPlace {
  const to = { run: run.run, trip, position };
  const sequence = sequenceWith(left, to, moved, pricer.day);
  const now = pricer.price(sequence, run.start, vehicleOfDay(pricer.day, run.vehicle));
  const costChange = now.cost - before.cost + leaving;
  const broken = brokenMore(before, now);
  const brokenInAll = broken + Number(takesDocks(run.run, now.arrivals));
  return { to, order, broken, brokenInAll, costChange, end: now.end };
}

/** The stops of the open trips, empty ones left out, with those that move in their place. */
function sequenceWith(
  { trips }: OpenRun,
  { trip, position }: RunPlace,
  moved: readonly DayStop[],
  day: DeskDay,
): (DayStop | null)[] {
  const sequence: (DayStop | null)[] = [];
  for (const [index, among] of trips.entries()) {
    if (among.length === 0 && index !== trip) continue;
    if (sequence.length > 0) sequence.push(null);
    for (const { stop } of among) sequence.push(stopOfDay(day, stop));
    if (index === trip) sequence.splice(sequence.length - among.length + position, 0, ...moved);
  }
  return sequence;
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
export function brokenMore(before: QuickRun, now: QuickRun): number {
  return (
    Number(now.lateSeconds > before.lateSeconds) +
    Number(now.shiftSeconds > before.shiftSeconds) +
    Number(now.overload > before.overload) +
    Number(now.overLimits > before.overLimits) +
    Number(now.shutStops > before.shutStops)
  );
}

/** A run before it is there. */
export const noRun: QuickRun = {
  cost: 0,
  metres: 0,
  start: 0,
  end: 0,
  lateSeconds: 0,
  shiftSeconds: 0,
  overload: 0,
  overLimits: 0,
  shutStops: 0,
  arrivals: [],
};

/** Of the vehicles that have no run; without what leaving their runs saves. */
function bestIdle(
  { plan, day, pricer }: QuickPlan,
  stops: readonly string[],
  takesDocks: TakesDocks,
): PricedPlace | null {
  const used = new Set(plan.runs.map(({ vehicle }) => vehicle));
  const trip = stops.map((stop) => ({ stop, pin: null }));
  let best: PricedPlace | null = null;
  for (const [vehicle, { isAvailable }] of day.vehicles) {
    if (!isAvailable || used.has(vehicle) || plan.barred.includes(vehicle)) continue;
    const now = priceTrips({ vehicle, start: null }, [trip], pricer);
    const to: NewRun = { run: newRunNumber(plan, vehicle, day.toldRuns), vehicle };
    const broken = brokenMore(noRun, now);
    const brokenInAll = broken + Number(takesDocks(to.run, now.arrivals));
    const place = { to, order: 0, broken, brokenInAll, costChange: now.cost, end: now.end };
    if (best === null || compare(place, best) < 0) best = place;
  }
  return best;
}

/** A run without the stops that leave it. */
function priceOpen(run: OpenRun, { pricer }: QuickPlan): QuickRun {
  const trips = run.trips.filter((trip) => trip.length > 0);
  return trips.length === 0 ? noRun : priceTrips(run, trips, pricer);
}
