import { z } from 'zod';
import { id, instant, localDate } from './basics.ts';
import { planStep } from './desk.ts';
import { phoneState } from './drive-run.ts';

/** How far a solve is. Live only: replayed from the last state, not from the log. */
export const solveProgress = z.object({
  solve: id,
  date: localDate,
  phase: z.enum(['snapping', 'matrix', 'clustering', 'solving', 'paths', 'saving']),
  /** Done share of the phase, 0 to 1. */
  done: z.number().min(0).max(1),
  seconds_left: z.number().nullable(),
  /** Best so far, minor units; null before the first complete plan. */
  cost: z.number().nullable(),
  unassigned: z.int().nullable(),
  runs: z.int().nullable(),
});
export type SolveProgress = z.infer<typeof solveProgress>;

/** The event log's kinds with their data. Appended in the transaction of the write they tell of. */
const hubEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('requests.changed'), data: z.object({ date: localDate, count: z.int() }) }),
  /** Vehicles, their types or drivers. */
  z.object({ type: z.literal('fleet.changed'), data: z.object({ count: z.int() }) }),
  /** Its settings or products. */
  z.object({ type: z.literal('hub.changed'), data: z.object({}) }),
  /** Cooperatives, their members or the phones of these. */
  z.object({ type: z.literal('people.changed'), data: z.object({}) }),
  /** Rate cards or fuel prices; a settled day stays as it was. */
  z.object({ type: z.literal('rates.changed'), data: z.object({}) }),
  /** What came of a day, its settlement, or its ledger. */
  z.object({ type: z.literal('money.changed'), data: z.object({ date: localDate }) }),
  z.object({ type: z.literal('solve.started'), data: z.object({ solve: id, date: localDate }) }),
  z.object({ type: z.literal('solve.progress'), data: solveProgress }),
  z.object({
    type: z.literal('solve.ended'),
    data: z.object({
      solve: id,
      date: localDate,
      /** `proposed`: it ended with a proposal, which changes nothing until it is accepted. */
      outcome: z.enum(['planned', 'proposed', 'cancelled', 'failed', 'interrupted']),
      plan: id.nullable(),
      code: z.string().nullable(),
      message: z.string().nullable(),
    }),
  }),
  z.object({
    type: z.literal('plan.changed'),
    data: z.object({ plan: id, date: localDate, edit_version: z.int() }),
  }),
  /** A step was added to the history of a plan, or (`scenario`) of a copy of it. */
  z.object({
    type: z.literal('plan.edited'),
    data: z.object({ plan: id, date: localDate, scenario: id.nullable(), step: planStep }),
  }),
  /** Paths of edited runs are known now. */
  z.object({
    type: z.literal('plan.paths'),
    data: z.object({ plan: id, date: localDate, vehicles: z.array(z.string()) }),
  }),
  /** Runs were published, or withdrawn. */
  z.object({
    type: z.literal('plan.published'),
    data: z.object({
      plan: id,
      date: localDate,
      revision: z.int(),
      kind: z.enum(['published', 'withdrawn']),
      runs: z.array(z.int()),
    }),
  }),
  /** Taps of a run's driver came in. */
  z.object({
    type: z.literal('run.events'),
    data: z.object({ date: localDate, run: id, number: z.int(), count: z.int() }),
  }),
  /** A phone was bound to a run, waits to be, or no longer is. */
  z.object({
    type: z.literal('run.phone'),
    data: z.object({ date: localDate, run: id, number: z.int(), state: phoneState }),
  }),
  /** A scenario was kept or thrown away. */
  z.object({ type: z.literal('scenarios.changed'), data: z.object({ plan: id, date: localDate }) }),
]);
export type HubEvent = z.infer<typeof hubEvent>;

/** All kinds of events that there are. */
export const hubEventTypes: readonly HubEvent['type'][] = hubEvent.options.map(
  ({ shape }) => shape.type.value,
);

/** An event as the log keeps it: `seq` rises by hub and is the SSE id. */
export const loggedEvent = z.object({ seq: z.int(), hub: id, at: instant, event: hubEvent });
export type LoggedEvent = z.infer<typeof loggedEvent>;
