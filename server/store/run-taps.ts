import { and, count, eq } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { runEvents } from './drive-schema.ts';
import { publishedRuns } from './publication-schema.ts';
import { plans } from './schema.ts';

/** How many taps of a day's drivers came in. */
export function countTaps(db: Executor, hub: string, date: string): number {
  const row = db
    .select({ taps: count() })
    .from(runEvents)
    .innerJoin(publishedRuns, eq(publishedRuns.id, runEvents.runId))
    .innerJoin(plans, eq(plans.id, publishedRuns.planId))
    .where(and(eq(plans.hubId, hub), eq(plans.date, date)))
    .get();
  return row?.taps ?? 0;
}
