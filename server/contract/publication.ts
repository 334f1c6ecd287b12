import { z } from 'zod';
import { id, instant, localDate } from './basics.ts';
import { planRun } from './plan.ts';
import { request } from './request.ts';

/** A request as it was when its run was published. */
const frozenRequest = request.omit({ state: true });

/** What a driver is told of a run: it never changes; what changes is published anew. Requests are named by their ids. */
export const frozenRun = z.object({
  /** Null: nobody is named. */
  driver: z.string().nullable(),
  /** Of the driver; null: not known. */
  phone: z.string().nullable(),
  run: planRun,
  requests: z.array(frozenRequest),
});
export type FrozenRun = z.infer<typeof frozenRun>;

/** A run that is published: `id` stays the same from revision to revision. */
const publishedRun = z.object({
  id,
  /** Its number in the plan. */
  number: z.int(),
  /** In which it was last frozen. */
  revision: z.int(),
  frozen: frozenRun,
});
export type PublishedRun = z.infer<typeof publishedRun>;

/** What was published or withdrawn when, by whom. */
const planRevision = z.object({
  revision: z.int(),
  kind: z.enum(['published', 'withdrawn']),
  /** Of the plan that was frozen. */
  edit_version: z.int(),
  /** Numbers of the runs that were frozen or withdrawn; the others stayed as they were. */
  runs: z.array(z.int()),
  at: instant,
  by: z.object({ id, name: z.string() }).nullable(),
});
export type PlanRevision = z.infer<typeof planRevision>;

/** What drivers are told of a day. */
export const publication = z.object({
  /** The last one; 0: nothing was ever published. */
  revision: z.int().min(0),
  /** Those that are published now, by their numbers. */
  runs: z.array(publishedRun),
  revisions: z.array(planRevision),
});
export type Publication = z.infer<typeof publication>;

const runNumbers = z.array(z.int().min(1)).min(1).max(10_000).nullable().default(null);

export const publishOrder = z.object({
  date: localDate,
  /** The version that was looked at. */
  edit_version: z.int(),
  /** Numbers of the runs; null: the whole plan. One that is no longer in the plan is withdrawn. */
  runs: runNumbers,
});

export const withdrawOrder = z.object({
  date: localDate,
  /** The one that was looked at. */
  revision: z.int(),
  /** Null: all. */
  runs: runNumbers,
});
