import type { PlanStep } from '#server/contract/desk.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { Touched } from '#server/domain/edits/difference.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { plans, users } from './schema.ts';

/** What edits change of a plan: of the plan of record, or (`name`) of a copy of it that is kept under a name. */
export const deskPlans = sqliteTable(
  'desk_plans',
  {
    id: text('id').primaryKey(),
    planId: text('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    name: text('name'),
    /** Of the plan of record the same as the plan's. */
    editVersion: integer('edit_version').notNull(),
    plan: text('plan', { mode: 'json' }).$type<DeskPlan>().notNull(),
    createdAt: text('created_at').notNull(),
    createdBy: text('created_by').references(() => users.id),
  },
  (table) => [
    uniqueIndex('desk_plans_of_record')
      .on(table.planId)
      .where(sql`"name" is null`),
    uniqueIndex('desk_plans_name').on(table.planId, table.name),
  ],
);

/** Every step of a plan's history, in order; undo and redo are steps too. */
export const planEdits = sqliteTable(
  'plan_edits',
  {
    deskPlanId: text('desk_plan_id')
      .notNull()
      .references(() => deskPlans.id, { onDelete: 'cascade' }),
    editVersion: integer('edit_version').notNull(),
    /** Made by the page that sent it. */
    id: text('id'),
    kind: text('kind').$type<PlanStep['kind']>().notNull(),
    of: integer('of'),
    edit: text('edit', { mode: 'json' }).$type<Edit>().notNull(),
    inverse: text('inverse', { mode: 'json' }).$type<Edit>().notNull(),
    touched: text('touched', { mode: 'json' }).$type<Touched>().notNull(),
    costChange: integer('cost_change').notNull(),
    at: text('at').notNull(),
    by: text('by').references(() => users.id),
  },
  (table) => [
    primaryKey({ columns: [table.deskPlanId, table.editVersion] }),
    uniqueIndex('plan_edits_id').on(table.deskPlanId, table.id),
  ],
);
