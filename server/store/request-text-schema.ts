import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { requests } from './schema.ts';

/** The message that a request was read from, as it was pasted. */
export const requestTexts = sqliteTable('request_texts', {
  requestId: text('request_id')
    .primaryKey()
    .references(() => requests.id),
  text: text('text').notNull(),
});
