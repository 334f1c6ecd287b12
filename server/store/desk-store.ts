import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, getTableColumns, gt, isNotNull, type SQL } from 'drizzle-orm';
import type { Executor } from './database.ts';
import {
  deskPlanOfRows,
  findDeskHead,
  needRecordHead,
  readDeskPlan,
  writeStep,
  type DeskHead,
  type DeskRow,
} from './desk-rows.ts';
import { deskPlans, planEdits } from './desk-schema.ts';
import { writeDocumentChange } from './document-change.ts';
import { findPlan } from './plan-names.ts';
import type { DeskKey, DeskStore, StoredScenario, StoredStep } from './port.ts';
import { plans, users } from './schema.ts';
import type { Writer } from './writer.ts';

const mostKept = 20;

export function makeDeskStore({ db, write, now }: Writer): DeskStore {
  const kept = new KeptPlans();
  const rowOf = ({ hub, date, scenario }: DeskKey): DeskHead | null => {
    const head = findPlan(db, hub, date);
    return head === null ? null : findDeskHead(db, head.id, scenario);
  };
  return {
    async get(key) {
      const head = findPlan(db, key.hub, key.date);
      if (head === null) return null;
      const row = findDeskHead(db, head.id, key.scenario);
      if (row !== null) {
        const plan = kept.get(row) ?? readDeskPlan(db, row);
        kept.keep(row.id, row.editVersion, plan);
        return { ...key, planId: head.id, editVersion: row.editVersion, plan };
      }
      if (key.scenario !== null) return null;
      return { ...key, planId: head.id, editVersion: head.editVersion, plan: deskPlanOfRows(db, head) };
    },
    async listSteps(key, after) {
      const row = rowOf(key);
      return row === null ? [] : readSteps(db, row, gt(planEdits.editVersion, after));
    },
    async getStep(key, editVersion) {
      const row = rowOf(key);
      const steps = row === null ? [] : readSteps(db, row, eq(planEdits.editVersion, editVersion));
      return steps[0] ?? null;
    },
    async findStep(key, id) {
      const row = rowOf(key);
      const steps = row === null ? [] : readSteps(db, row, eq(planEdits.id, id));
      return steps[0] ?? null;
    },
    async listKinds(key) {
      const row = rowOf(key);
      if (row === null) return [];
      return db
        .select({ editVersion: planEdits.editVersion, kind: planEdits.kind, of: planEdits.of })
        .from(planEdits)
        .where(eq(planEdits.deskPlanId, row.id))
        .orderBy(asc(planEdits.editVersion))
        .all();
    },
    async commit(key, editVersion, { plan, step, document }) {
      const written = write(({ tx, append }) => {
        const head = findPlan(tx, key.hub, key.date);
        if (head === null) return null;
        const row =
          key.scenario === null ? needRecordHead(tx, head) : findDeskHead(tx, head.id, key.scenario);
        if (row?.editVersion !== editVersion) return null;
        writeStep(tx, row, editVersion + 1, plan, step, now());
        if (key.scenario === null) {
          tx.update(plans)
            .set({ editVersion: editVersion + 1 })
            .where(eq(plans.id, head.id))
            .run();
        }
        if (document !== null) writeDocumentChange(tx, head, document);
        const [stored] = readSteps(tx, row, eq(planEdits.editVersion, editVersion + 1));
        if (!stored) throw new Error('a step that was written can be read');
        append(key.hub, {
          type: 'plan.edited',
          data: { plan: head.id, date: key.date, scenario: key.scenario, step: toWire(stored) },
        });
        return { id: row.id, stored };
      });
      if (written === null) return null;
      kept.keep(written.id, editVersion + 1, plan);
      return written.stored;
    },
    async listScenarios(hub, date) {
      const head = findPlan(db, hub, date);
      if (head === null) return [];
      return db
        .select()
        .from(deskPlans)
        .where(and(eq(deskPlans.planId, head.id), isNotNull(deskPlans.name)))
        .orderBy(asc(deskPlans.createdAt), asc(deskPlans.name))
        .all()
        .map(toScenario);
    },
    async addScenario(hub, date, { id, name, plan, by }) {
      return write(({ tx, append }) => {
        const head = findPlan(tx, hub, date);
        if (head === null) throw new UserError('PLAN_UNKNOWN', `${date} has no plan yet.`, { ids: [date] });
        const isName = and(eq(deskPlans.planId, head.id), eq(deskPlans.name, name));
        if (tx.select({ id: deskPlans.id }).from(deskPlans).where(isName).get()) {
          throw new UserError('NAME_TAKEN', `There is a scenario called ${name}.`, { ids: [name] });
        }
        const row = tx
          .insert(deskPlans)
          .values({ id, planId: head.id, name, editVersion: 1, plan, createdAt: now(), createdBy: by })
          .returning()
          .get();
        append(hub, { type: 'scenarios.changed', data: { plan: head.id, date } });
        return toScenario(row);
      });
    },
    async removeScenario(hub, date, scenario) {
      write(({ tx, append }) => {
        const head = findPlan(tx, hub, date);
        const row = head === null ? null : findDeskHead(tx, head.id, scenario);
        if (head === null || !row?.name) {
          throw new UserError('SCENARIO_UNKNOWN', `There is no scenario ${scenario}.`, { ids: [scenario] });
        }
        tx.delete(deskPlans).where(eq(deskPlans.id, row.id)).run();
        append(hub, { type: 'scenarios.changed', data: { plan: head.id, date } });
      });
    },
  };
}

const { deskPlanId: _plan, ...stepColumns } = getTableColumns(planEdits);

/** Plans that were read or written last: an edit is mostly made on one of them. */
class KeptPlans {
  readonly #kept = new Map<string, { readonly editVersion: number; readonly plan: DeskPlan }>();

  get({ id, editVersion }: DeskHead): DeskPlan | null {
    const kept = this.#kept.get(id);
    return kept?.editVersion === editVersion ? kept.plan : null;
  }

  keep(id: string, editVersion: number, plan: DeskPlan): void {
    this.#kept.delete(id);
    this.#kept.set(id, { editVersion, plan });
    for (const old of [...this.#kept.keys()].slice(0, -mostKept)) this.#kept.delete(old);
  }
}

function readSteps(db: Executor, row: DeskHead, which: SQL): StoredStep[] {
  return db
    .select({ ...stepColumns, name: users.name })
    .from(planEdits)
    .leftJoin(users, eq(users.id, planEdits.by))
    .where(and(eq(planEdits.deskPlanId, row.id), which))
    .orderBy(asc(planEdits.editVersion))
    .all()
    .map(({ by, name, ...step }) => ({ ...step, by: by === null ? null : { id: by, name: name ?? by } }));
}

function toWire({ editVersion, id, costChange, kind, of, edit, at, by }: StoredStep) {
  return { edit_version: editVersion, id, kind, of, edit, cost_change: costChange, at, by };
}

/** A scenario's row has a name. */
function toScenario({ id, name, editVersion, plan, createdAt, createdBy }: DeskRow): StoredScenario {
  return { id, name: name ?? '', editVersion, plan, createdAt, createdBy };
}
