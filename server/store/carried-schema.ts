import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
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
