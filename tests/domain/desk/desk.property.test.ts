import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stopOfDay, vehicleOfDay, type DeskDay } from '#server/domain/desk/desk-day.ts';
import { dockOverflows } from '#server/domain/desk/dock-overflows.ts';
import { inputOfRun } from '#server/domain/desk/desk-run-input.ts';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { makeMovePricer, type MovePrice } from '#server/domain/desk/price-move.ts';
import { QuickPricer } from '#server/domain/desk/quick-run.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { unassignedStops, type DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';
import { scheduleWithBreak } from '#server/domain/schedule-with-break.ts';
import { UserError } from '#server/domain/user-error.ts';
import { randomDay, withRules } from '../../support/desk-day.ts';
import { drawEdit } from '../edits/random-edit.ts';

const days = fc.record({
  seed: fc.nat(),
  numbers: fc.array(fc.array(fc.nat(), { minLength: 12 })),
  hasRules: fc.boolean(),
});

/** A day with a plan on which some edits were made. */
function edited({ seed, numbers, hasRules }: { seed: number; numbers: number[][]; hasRules: boolean }) {
  const { day: free, plan: start } = randomDay(seed, 18, 4);
  const day = hasRules ? withRules(free, seed) : free;
  let plan = start;
  for (const each of numbers) {
    try {
      plan = applyEdit(plan, drawEdit(plan, each));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return { day, plan };
}

const figures = (plan: DeskPlan, day: DeskDay) => figuresOfPlan(plan, day, scheduleDeskPlan(plan, day));

test('a sequence priced quickly is the schedule’s cost, start, end and broken rules', () => {
  fc.assert(
    fc.property(days, (drawn) => {
      const { day, plan } = edited(drawn);
      const pricer = new QuickPricer(day);
      for (const run of plan.runs) {
        const sequence = run.trips.flatMap((trip, index) => [
          ...(index > 0 ? [null] : []),
          ...trip.map(({ stop }) => stopOfDay(day, stop)),
        ]);
        const quick = pricer.price(sequence, run.start, vehicleOfDay(day, run.vehicle));
        const { cost, schedule, violations } = scheduleDeskRun(run, day);
        const sum = (...kinds: string[]) =>
          violations.reduce((total, { kind, amount }) => total + (kinds.includes(kind) ? amount : 0), 0);
        expect(quick).toEqual({
          cost: cost.total,
          metres: schedule.metres,
          start: schedule.start,
          end: schedule.end,
          lateSeconds: sum('time_window', 'receiving', 'latest_at_hub', 'break_window'),
          shiftSeconds: sum('shift'),
          overload: sum('capacity'),
          overLimits: sum('most_trips', 'most_stops', 'most_metres', 'most_seconds_out'),
          shutStops: sum('access', 'unreachable'),
          arrivals: schedule.trips.filter(({ hasPickups }) => hasPickups).map(({ arrival }) => arrival),
        });
      }
    }),
    { numRuns: 200 },
  );
});

test('a break at the desk is where the schedule puts it', () => {
  fc.assert(
    fc.property(days, (drawn) => {
      const { day, plan } = edited({ ...drawn, hasRules: true });
      for (const run of plan.runs) {
        const vehicle = vehicleOfDay(day, run.vehicle);
        if (!vehicle.break) continue;
        const { input } = inputOfRun(run, vehicle, day);
        const { schedule } = scheduleWithBreak(input, { kind: 'break', ...vehicle.break });
        expect(scheduleDeskRun(run, day).schedule).toEqual(schedule);
      }
    }),
    { numRuns: 200 },
  );
});

test('a move costs what the plan costs more when it is made', () => {
  fc.assert(
    fc.property(days, fc.array(fc.nat(), { minLength: 12 }), (drawn, numbers) => {
      const { day, plan } = edited(drawn);
      const moves = [0, 1].map((kind) => drawEdit(plan, [kind, ...numbers]));
      for (const edit of moves) {
        if (edit.type !== 'move') throw new Error('the first two kinds are moves');
        const { stops, to } = edit;
        try {
          const after = applyEdit(plan, { type: 'move', stops, to });
          const price = makeMovePricer(plan, day).price(stops, to);
          const [before, now] = [figures(plan, day), figures(after, day)];
          expect(price.costChange).toBe(now.cost - before.cost);
          expect(price.metresChange).toBe(now.metres - before.metres);
          const docks = price.newViolations.filter(({ kind }) => kind === 'dock');
          expect(docks.every(({ amount }) => amount > 0)).toBe(true);
          const held = (of: DeskPlan) => dockOverflows(scheduleDeskPlan(of, day), day);
          const moreRuns = held(after).filter(({ run }) => !held(plan).some((was) => was.run === run));
          expect(docks.map(({ run }) => run)).toEqual(expect.arrayContaining(moreRuns.map(({ run }) => run)));
          expect(price.finish).toBe(scheduleDeskPlan(after, day).get(to.run)?.schedule.end);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('the best places are the best of all places, tried one by one', () => {
  fc.assert(
    fc.property(days, fc.nat(), fc.integer({ min: 1, max: 3 }), (drawn, pick, count) => {
      const { day, plan } = edited(drawn);
      const stops = plan.stops.slice(pick % (plan.stops.length - 3)).slice(0, count);
      const ids = stops.map(({ stop }) => stop);
      const pricer = makeMovePricer(plan, day);
      const found = pricer.bestPlaces(ids, { count: 100 });
      const tried = everyPlace(plan, day, ids);
      // Per run and for the idle vehicles together, no place is better than the one that was found.
      for (const place of found) {
        const rivals = tried.filter(({ to }) => to.run === place.to.run);
        expect(Math.min(...rivals.map(rank(plan, day, ids)))).toBe(rank(plan, day, ids)(place));
      }
      expect(new Set(found.map(({ to }) => to.run))).toEqual(new Set(tried.map(({ to }) => to.run)));
      const ranks = found.map(
        (place) => rank(plan, day, ids)(place) + 1e9 * docksMore(plan, day, ids, place),
      );
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      for (const most of [1, 3]) {
        expect(pricer.bestPlaces(ids, { count: most })).toEqual(found.slice(0, most));
      }
    }),
    {
      numRuns: 60,
      // A new run breaks a limit and takes a dock, another breaks two limits: as many, and then the cost decides.
      examples: [[{ seed: 0, numbers: [], hasRules: true }, 230316188, 2]],
    },
  );
});

/** Kinds of rules that are broken more in the run that the stops come into, then the cost of the whole plan. */
const rank =
  (plan: DeskPlan, day: DeskDay, stops: readonly string[]) =>
  ({ to, costChange }: MovePrice): number => {
    const before = scheduleDeskPlan(plan, day).get(to.run)?.violations ?? [];
    const now =
      scheduleDeskPlan(applyEdit(plan, { type: 'move', stops, to }), day).get(to.run)?.violations ?? [];
    const sum = (all: typeof now, kinds: string[]) =>
      Math.round(
        1000 * all.reduce((total, { kind, amount }) => total + (kinds.includes(kind) ? amount : 0), 0),
      );
    const broken = [
      ['time_window', 'receiving', 'latest_at_hub', 'break_window'],
      ['shift'],
      ['capacity'],
      ['most_trips', 'most_stops', 'most_metres', 'most_seconds_out'],
      ['access', 'unreachable'],
    ].filter((kinds) => sum(now, kinds) > sum(before, kinds));
    return broken.length * 1e9 + costChange;
  };

/** Whether trips wait longer for docks, all together. */
function docksMore(plan: DeskPlan, day: DeskDay, stops: readonly string[], { to }: MovePrice): number {
  const waited = (of: DeskPlan) =>
    dockOverflows(scheduleDeskPlan(of, day), day).reduce((sum, { seconds }) => sum + seconds, 0);
  return Number(waited(applyEdit(plan, { type: 'move', stops, to })) > waited(plan));
}

function everyPlace(plan: DeskPlan, day: DeskDay, stops: string[]): MovePrice[] {
  const pricer = makeMovePricer(plan, day);
  const inRuns = plan.runs
    .filter(({ state }) => state === 'open')
    .flatMap(({ run, trips }) =>
      trips.flatMap((among, trip) => {
        const left = among.filter(({ stop }) => !stops.includes(stop)).length;
        return Array.from({ length: left + 1 }, (_, position) => ({ run, trip, position }));
      }),
    )
    .filter((to) => JSON.stringify(applyEdit(plan, { type: 'move', stops, to })) !== JSON.stringify(plan));
  const used = new Set(plan.runs.map(({ vehicle }) => vehicle));
  const idle = [...day.vehicles.keys()].filter(
    (vehicle) => !used.has(vehicle) && !plan.barred.includes(vehicle),
  );
  return [...inRuns, ...idle.map((vehicle) => ({ run: newRunNumber(plan, vehicle, []), vehicle }))].map(
    (to) => pricer.price(stops, to),
  );
}

test('a stop’s price is what its run costs less without it', () => {
  fc.assert(
    fc.property(days, fc.nat(), (drawn, pick) => {
      const { day, plan } = edited(drawn);
      const { stop } = plan.stops[pick % plan.stops.length]!;
      const price = makeMovePricer(plan, day).priceStop(stop);
      if (unassignedStops(plan).includes(stop)) expect(price).toBeNull();
      else {
        const without = applyEdit(plan, { type: 'unassign', stops: [stop] });
        expect(price?.cost).toBe(figures(plan, day).cost - figures(without, day).cost);
      }
    }),
  );
});
