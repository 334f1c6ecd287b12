import { applyEdit } from '../edits/apply-edit.ts';
import { takeOut } from '../edits/arrangement.ts';
import { placesOfStops, type DeskPlan, type DeskRun, type RunPlace } from '../edits/desk-plan.ts';
import type { NewRun } from '../edits/edit.ts';
import { findPlaces } from './best-places.ts';
import type { DeskDay } from './desk-day.ts';
import { overflowsAmong } from './dock-overflows.ts';
import { QuickPlan } from './quick-plan.ts';
import { scheduleDeskRun, type DeskViolation, type ScheduledDeskRun } from './schedule-desk-run.ts';

/** A rule that is broken by so much more than before. */
interface NewViolation extends DeskViolation {
  readonly run: number;
}

/** What moving stops to a place would do. */
export interface MovePrice {
  readonly to: RunPlace | NewRun;
  /** Of the whole plan; minor units and metres, below 0 where it falls. */
  readonly costChange: number;
  readonly metresChange: number;
  /** When the run that they come into ends, seconds from the plan's origin. */
  readonly finish: number;
  /** Against its end before; null where the run is new. */
  readonly finishChange: number | null;
  readonly newViolations: readonly NewViolation[];
}

/** What a stop adds to its run, and the best place for it elsewhere. */
interface StopPrice {
  /** Cost and way of its run as it is, less those of the run without it. */
  readonly cost: number;
  readonly metres: number;
  /** Null where no other run or idle vehicle is there. */
  readonly next: MovePrice | null;
}

/** Prices moves of stops in one plan without making them. */
export interface MovePricer {
  /** @throws UserError EDIT_IMPOSSIBLE */
  price(stops: readonly string[], to: RunPlace | NewRun): MovePrice;
  /**
   * The best place in each of the `count` best runs, one of them new at most: first those that break no rule more than
   * before, then by cost. Locked runs, `exceptRun` and where they stand are not among them.
   *
   * @throws UserError EDIT_IMPOSSIBLE
   */
  bestPlaces(
    stops: readonly string[],
    options?: { readonly count?: number; readonly exceptRun?: number },
  ): MovePrice[];
  /** Null for a stop that is in no run. @throws UserError EDIT_IMPOSSIBLE */
  priceStop(stop: string): StopPrice | null;
}

/** Schedules each run at most once for all the prices asked of it; make another for another plan. */
export function makeMovePricer(plan: DeskPlan, day: DeskDay): MovePricer {
  const runs = new Map(plan.runs.map((run) => [run.run, run]));
  const known = new Map<number, ScheduledDeskRun>();
  const before = (number: number): ScheduledDeskRun | undefined => {
    const run = runs.get(number);
    if (run === undefined) return undefined;
    const schedule = known.get(number) ?? scheduleDeskRun(run, day, plan.barred);
    known.set(number, schedule);
    return schedule;
  };
  const quick = new QuickPlan(plan, day);
  const docks = day.docks === undefined ? null : new DockChanges(quick, day.docks);
  const pricer: MovePricer = {
    price: (stops, to) =>
      priceChange(plan, applyEdit(plan, { type: 'move', stops, to }), to, day, { before, docks }),
    bestPlaces: (stops, { count = 3, exceptRun } = {}) =>
      findPlaces(quick, stops, count, exceptRun).map((to) => pricer.price(stops, to)),
    priceStop: (stop) => {
      const place = placesOfStops(plan).get(stop);
      if (place === undefined) return null;
      const { cost, schedule } = before(place.run)!; // it stands there
      const left = takeOut(plan, [stop])[0]!;
      const isEmpty = left.trips.every((trip) => trip.length === 0);
      const trips = left.trips.filter((trip) => trip.length > 0);
      const rest = isEmpty ? null : scheduleDeskRun({ ...left, trips }, day, plan.barred);
      return {
        cost: cost.total - (rest?.cost.total ?? 0),
        metres: schedule.metres - (rest?.schedule.metres ?? 0),
        next: pricer.bestPlaces([stop], { count: 1, exceptRun: place.run })[0] ?? null,
      };
    },
  };
  return pricer;
}

function priceChange(
  plan: DeskPlan,
  changed: DeskPlan,
  to: RunPlace | NewRun,
  day: DeskDay,
  { before, docks }: Before,
): MovePrice {
  const kept = new Set(plan.runs);
  const now = new Map(
    changed.runs
      .filter((run) => !kept.has(run))
      .map((run) => [run.run, scheduleDeskRun(run, day, plan.barred)]),
  );
  const gone = plan.runs.filter((run) => !changed.runs.some((other) => other.run === run.run));
  const affected = [...now.keys(), ...gone.map(({ run }) => run)];
  const change = (pick: (run: ScheduledDeskRun) => number) =>
    affected.reduce((sum, run) => sum + valueOf(now.get(run), pick) - valueOf(before(run), pick), 0);
  const { schedule } = now.get(to.run) ?? before(to.run)!; // stops are in it now
  const finishBefore = before(to.run)?.schedule.end;
  return {
    to,
    costChange: change(({ cost }) => cost.total),
    metresChange: change(({ schedule }) => schedule.metres),
    finish: schedule.end,
    finishChange: finishBefore === undefined ? null : schedule.end - finishBefore,
    newViolations: [
      ...[...now].flatMap(([run, { violations }]) =>
        newViolations(run, before(run)?.violations ?? [], violations),
      ),
      ...(docks?.newViolations(changed, now) ?? []),
    ],
  };
}

interface Before {
  readonly before: (run: number) => ScheduledDeskRun | undefined;
  /** Null where a hub has docks enough. */
  readonly docks: DockChanges | null;
}

/** Trips that find all docks held, of whatever run; by run, since trips may have come or gone. */
class DockChanges {
  readonly #quick: QuickPlan;
  readonly #docks: number;
  #before: ReadonlyMap<number, readonly DeskViolation[]> | null = null;

  constructor(quick: QuickPlan, docks: number) {
    this.#quick = quick;
    this.#docks = docks;
  }

  /** `now`: the schedules of those runs of `changed` that are not as they were. */
  newViolations(changed: DeskPlan, now: ReadonlyMap<number, ScheduledDeskRun>): NewViolation[] {
    const quick = this.#quick;
    this.#before ??= this.#violations(quick.plan, (run) => quick.asItStands(run).arrivals);
    const after = this.#violations(changed, (run) => {
      const schedule = now.get(run.run)?.schedule;
      return schedule ? arrivalsOf(schedule) : quick.asItStands(run).arrivals;
    });
    return [...after].flatMap(([run, is]) => newViolations(run, this.#before?.get(run) ?? [], is));
  }

  #violations(
    { runs }: DeskPlan,
    arrivals: (run: DeskRun) => readonly number[],
  ): Map<number, DeskViolation[]> {
    const all = runs.flatMap((run) => arrivals(run).map((arrival) => ({ run: run.run, arrival })));
    const byRun = new Map<number, DeskViolation[]>();
    for (const { run, seconds } of overflowsAmong(all, this.#docks, this.#quick.day.turnaroundSeconds)) {
      const violation: DeskViolation = { kind: 'dock', amount: seconds, unit: 'seconds', stop: null };
      byRun.set(run, [...(byRun.get(run) ?? []), violation]);
    }
    return byRun;
  }
}

const arrivalsOf = ({ trips }: ScheduledDeskRun['schedule']): number[] =>
  trips.flatMap(({ arrival, hasPickups }) => (hasPickups ? [arrival] : []));

const valueOf = (run: ScheduledDeskRun | undefined, pick: (run: ScheduledDeskRun) => number): number =>
  run === undefined ? 0 : pick(run);

/** What is broken now and was not, or was by less: by how much more. */
function newViolations(
  run: number,
  before: readonly DeskViolation[],
  now: readonly DeskViolation[],
): NewViolation[] {
  const keyOf = ({ kind, unit, stop }: DeskViolation) => `${kind} ${unit} ${stop}`;
  const was = new Map<string, number>();
  for (const each of before) was.set(keyOf(each), (was.get(keyOf(each)) ?? 0) + each.amount);
  return now.flatMap((each) => {
    const allowed = was.get(keyOf(each)) ?? 0;
    was.set(keyOf(each), Math.max(0, allowed - each.amount));
    return each.amount > allowed ? [{ ...each, amount: each.amount - allowed, run }] : [];
  });
}
