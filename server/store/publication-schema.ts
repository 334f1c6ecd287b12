import type { PlanRevision } from '#server/contract/publication.ts';
import { blob, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { plans, users } from './schema.ts';

const planId = () =>
  text('plan_id')
    .notNull()
    .references(() => plans.id, { onDelete: 'cascade' });

/** Every publishing and withdrawing of a plan's runs, in order. */
export const publications = sqliteTable(
  'publications',
  {
    planId: planId(),
    revision: integer('revision').notNull(),
    kind: text('kind').$type<PlanRevision['kind']>().notNull(),
    editVersion: integer('edit_version').notNull(),
    runs: text('runs', { mode: 'json' }).$type<number[]>().notNull(),
    at: text('at').notNull(),
    by: text('by').references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.planId, table.revision] })],
);

/** A run that was ever published. Its id is what a driver's link hangs on, whatever is published of it later. */
export const publishedRuns = sqliteTable(
  'published_runs',
  {
    id: text('id').primaryKey(),
    planId: planId(),
    number: integer('number').notNull(),
  },
  (table) => [uniqueIndex('published_runs_number').on(table.planId, table.number)],
);

/** What a revision says of a run. Rows are added and never changed. */
export const frozenRuns = sqliteTable(
  'frozen_runs',
  {
    runId: text('run_id')
      .notNull()
      .references(() => publishedRuns.id, { onDelete: 'cascade' }),
    revision: integer('revision').notNull(),
    /** Gzipped JSON of a FrozenRun; null: withdrawn. */
    frozen: blob('frozen', { mode: 'buffer' }),
  },
  (table) => [primaryKey({ columns: [table.runId, table.revision] })],
);
