import type { QuoteBasis } from '#server/contract/quote.ts';
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { requests } from './schema.ts';

/** What was quoted for a request when it was booked; never changed. */
export const keptQuotes = sqliteTable('kept_quotes', {
  requestId: text('request_id')
    .primaryKey()
    .references(() => requests.id),
  amount: integer('amount').notNull(),
  low: integer('low').notNull(),
  high: integer('high').notNull(),
  basis: text('basis').$type<QuoteBasis>().notNull(),
  bindingKg: real('binding_kg'),
  at: text('at').notNull(),
});

/** Requests that were booked and wait for their quote; each goes when it is kept, or when none is to be had. */
export const dueQuotes = sqliteTable('due_quotes', {
  requestId: text('request_id')
    .primaryKey()
    .references(() => requests.id),
});
