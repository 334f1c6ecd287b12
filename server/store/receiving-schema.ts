import type { DifferenceReason } from '#server/contract/receiving.ts';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { hubs, requests, users } from './schema.ts';

const hubId = () =>
  text('hub_id')
    .notNull()
    .references(() => hubs.id);

/** What was weighed of a request, when and by whom. Only ever added to; `weighings` has what counts. */
export const weighIns = sqliteTable(
  'weigh_ins',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    /** Of the act at the scale: the lines of one have the same. */
    id: text('id').notNull(),
    hubId: hubId(),
    date: text('date').notNull(),
    requestId: text('request_id')
      .notNull()
      .references(() => requests.id),
    /** Null: of the request as a whole, typed at the desk. */
    vehicle: text('vehicle'),
    trip: integer('trip'),
    kg: real('kg').notNull(),
    crates: integer('crates'),
    parcels: integer('parcels'),
    grade: integer('grade').$type<1 | 2 | 3>(),
    isShort: integer('is_short', { mode: 'boolean' }).notNull(),
    reason: text('reason').$type<DifferenceReason>(),
    note: text('note').notNull(),
    isTogether: integer('is_together', { mode: 'boolean' }).notNull(),
    weighedAt: text('weighed_at').notNull(),
    at: text('at').notNull(),
    by: text('by').references(() => users.id),
  },
  (table) => [
    uniqueIndex('weigh_ins_id').on(table.id, table.requestId),
    index('weigh_ins_day').on(table.hubId, table.date),
    index('weigh_ins_request').on(table.requestId),
  ],
);

/** The hub's empty crates that came back on a trip. Only ever added to; the last counts. */
export const cratesBack = sqliteTable(
  'crates_back',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    hubId: hubId(),
    date: text('date').notNull(),
    vehicle: text('vehicle').notNull(),
    trip: integer('trip').notNull(),
    crates: integer('crates').notNull(),
    countedAt: text('counted_at').notNull(),
    at: text('at').notNull(),
    by: text('by').references(() => users.id),
  },
  (table) => [index('crates_back_day').on(table.hubId, table.date)],
);
