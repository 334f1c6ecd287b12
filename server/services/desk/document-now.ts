import type { PlanDocument } from '#server/contract/plan.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { deskDayOf } from './desk-day.ts';
import type { DeskFacts } from './desk-facts.ts';
import { pathsOf, totalsOfPlan, writeUnassigned } from './document-of-edit.ts';
import { writeDeskRun } from './write-desk-run.ts';

/** The plan of record of a day with what it is made of. @throws UserError PLAN_UNKNOWN and as `FactsOfDays` */
export type ReadDay = (
  hub: string,
  date: string,
) => Promise<{ readonly facts: DeskFacts; readonly plan: DeskPlan; readonly editVersion: number }>;

/** A plan's document as it is reckoned now: rates, fleet and settings may be others than when it was written. */
export function documentNow(document: PlanDocument, plan: DeskPlan, facts: DeskFacts): PlanDocument {
  const day = deskDayOf(facts, plan);
  const knownPath = pathsOf(document.runs, facts);
  const runs = plan.runs.map((run) => writeDeskRun(run, plan, facts, day, knownPath));
  const unassigned = writeUnassigned(plan, facts, document.unassigned, []);
  return { ...document, runs, unassigned, totals: totalsOfPlan(plan, facts, day) };
}
