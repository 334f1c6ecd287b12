import type { DayMoney, LedgerEntry, RunActual, ShareBasis } from '#server/contract/money.ts';
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { hubs, requests, users } from './schema.ts';

const hubId = () =>
  text('hub_id')
    .notNull()
    .references(() => hubs.id);

/** What came of a run, by day and vehicle: plans are made anew, and this stays. */
export const runActuals = sqliteTable(
  'run_actuals',
  {
    hubId: hubId(),
    date: text('date').notNull(),
    vehicle: text('vehicle').notNull(),
    actual: text('actual', { mode: 'json' }).$type<RunActual>().notNull(),
    at: text('at').notNull(),
    by: text('by').references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.hubId, table.date, table.vehicle] })],
);

export const weighings = sqliteTable(
  'weighings',
  {
    requestId: text('request_id')
      .primaryKey()
      .references(() => requests.id),
    hubId: hubId(),
    date: text('date').notNull(),
    kg: real('kg').notNull(),
    crates: integer('crates'),
    parcels: integer('parcels'),
    at: text('at').notNull(),
    by: text('by').references(() => users.id),
  },
  (table) => [index('weighings_day').on(table.hubId, table.date)],
);

/** A day that is closed, with its figures as they were then. */
export const settlements = sqliteTable(
  'settlements',
  {
    hubId: hubId(),
    date: text('date').notNull(),
    basis: text('basis').$type<ShareBasis>().notNull(),
    editVersion: integer('edit_version').notNull(),
    runs: text('runs', { mode: 'json' }).$type<DayMoney['runs']>().notNull(),
    lines: text('lines', { mode: 'json' }).$type<DayMoney['lines']>().notNull(),
    at: text('at').notNull(),
    by: text('by').references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.hubId, table.date] })],
);

/** Only ever added to. */
export const ledger = sqliteTable(
  'ledger',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    hubId: hubId(),
    date: text('date').notNull(),
    requestId: text('request_id')
      .notNull()
      .references(() => requests.id),
    reference: text('reference').notNull(),
    place: text('place').notNull(),
    cooperative: text('cooperative'),
    kind: text('kind').$type<LedgerEntry['kind']>().notNull(),
    amount: integer('amount').notNull(),
    note: text('note').notNull(),
    at: text('at').notNull(),
    by: text('by').references(() => users.id),
  },
  (table) => [
    index('ledger_day').on(table.hubId, table.date),
    uniqueIndex('ledger_share')
      .on(table.requestId)
      .where(sql`"kind" = 'share'`),
  ],
);
