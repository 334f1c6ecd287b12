import type { PartAtStop } from '#server/domain/edits/loose-parts.ts';
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { requests } from './schema.ts';

/** Requests that took over what was not served on an earlier day. */
export const carriedRequests = sqliteTable(
  'carried_requests',
  {
    requestId: text('request_id')
      .primaryKey()
      .references(() => requests.id),
    /** The request that was missed. */
    fromId: text('from_id')
      .notNull()
      .references(() => requests.id),
    /** The day it was booked for before it was ever carried over. */
    firstDate: text('first_date').notNull(),
  },
  (table) => [index('carried_requests_from').on(table.fromId)],
);

/** Of requests that took over the rest of one that is served in part: how much of it, which the other has no longer. */
export const carriedRests = sqliteTable('carried_rests', {
  requestId: text('request_id')
    .primaryKey()
    .references(() => carriedRequests.requestId),
  kg: real('kg').notNull(),
  crates: integer('crates').notNull(),
  parcels: integer('parcels').notNull(),
  serviceMinutes: real('service_minutes').notNull(),
  /** Where it stood in the plan of its day. */
  stops: text('stops', { mode: 'json' }).$type<PartAtStop[]>().notNull(),
});
