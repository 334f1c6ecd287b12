import { differenceOf, touchedBy } from '#server/domain/edits/difference.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { and, eq, getTableColumns, isNull } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Executor } from './database.ts';
import { deskPlans, planEdits } from './desk-schema.ts';
import { deskPlanOf } from './desk-of-document.ts';
import { findRequests, type PlanRow } from './plan-names.ts';
import { readPlanDocument } from './plan-rows.ts';
import type { NamedRuns } from './named-runs.ts';
import type { NewStep } from './port.ts';

export type DeskRow = typeof deskPlans.$inferSelect;
/** A row without its plan, which is large. */
export type DeskHead = Omit<DeskRow, 'plan'>;

const { plan: _, ...headColumns } = getTableColumns(deskPlans);

/** The row of the plan of record, or of a scenario of it. */
export function findDeskHead(db: Executor, planId: string, scenario: string | null): DeskHead | null {
  const which = scenario === null ? isNull(deskPlans.name) : eq(deskPlans.id, scenario);
  return (
    db
      .select(headColumns)
      .from(deskPlans)
      .where(and(eq(deskPlans.planId, planId), which))
      .get() ?? null
  );
}

/** The plan of a row. */
export function readDeskPlan(db: Executor, { id }: DeskHead): DeskPlan {
  const row = db.select({ plan: deskPlans.plan }).from(deskPlans).where(eq(deskPlans.id, id)).get();
  if (!row) throw new Error(`there is no row ${id}`);
  return row.plan;
}

/** The plan of record's row; a plan that was made before there were any gets one. */
export function needRecordHead(tx: Executor, head: PlanRow): DeskHead {
  return findDeskHead(tx, head.id, null) ?? insertRecordRow(tx, head, deskPlanOfRows(tx, head));
}

/** Of a plan whose row is not there. */
export function deskPlanOfRows(db: Executor, head: PlanRow): DeskPlan {
  const document = readPlanDocument(db, head);
  const ids = findRequests(db, head.hubId, head.date, document);
  return deskPlanOf(document, (name) => ids.get(name)!); // findRequests has refused what it did not find
}

function insertRecordRow(tx: Executor, head: PlanRow, plan: DeskPlan): DeskRow {
  return tx
    .insert(deskPlans)
    .values({
      id: randomUUID(),
      planId: head.id,
      name: null,
      editVersion: head.editVersion,
      plan,
      createdAt: head.createdAt,
      createdBy: head.createdBy,
    })
    .returning()
    .get();
}

/** A plan made whole is a step of its day's history, like any other, where there was a plan before. */
export function recordMadePlan(
  tx: Executor,
  before: PlanRow | null,
  head: PlanRow,
  { document, names }: NamedRuns,
  requestId: (name: string) => string,
): void {
  const plan = deskPlanOf(document, requestId, names);
  const row = before === null ? null : findDeskHead(tx, head.id, null);
  if (before === null || row === null) {
    insertRecordRow(tx, head, plan);
    return;
  }
  const was = readDeskPlan(tx, row);
  const edit = differenceOf(was, plan);
  const step: NewStep = {
    id: null,
    kind: 'solve',
    of: null,
    edit,
    inverse: differenceOf(plan, was),
    touched: touchedBy(edit, was, plan),
    costChange: document.totals.cost - before.totals.cost,
    by: head.createdBy,
  };
  writeStep(tx, row, head.editVersion, plan, step, head.createdAt);
}

/** The plan after a step, and the step. */
export function writeStep(
  tx: Executor,
  row: DeskHead,
  editVersion: number,
  plan: DeskPlan,
  step: NewStep,
  at: string,
): void {
  tx.update(deskPlans).set({ plan, editVersion }).where(eq(deskPlans.id, row.id)).run();
  tx.insert(planEdits)
    .values({ deskPlanId: row.id, editVersion, at, ...step })
    .run();
}
