import type { StandingTerms } from '#server/contract/standing.ts';
import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { hubs, requests } from './schema.ts';

/** Pickups that come again every week on the same days. */
export const standingPickups = sqliteTable(
  'standing_pickups',
  {
    id: text('id').primaryKey(),
    hubId: text('hub_id')
      .notNull()
      .references(() => hubs.id),
    /** What each of its requests is. */
    terms: text('terms', { mode: 'json' }).$type<StandingTerms>().notNull(),
    /** 0: Monday. */
    weekdays: text('weekdays', { mode: 'json' }).$type<number[]>().notNull(),
    startsOn: text('starts_on').notNull(),
    /** The last day; null: no end is set. */
    endsOn: text('ends_on'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('standing_pickups_hub').on(table.hubId)],
);

const pickupId = () =>
  text('pickup_id')
    .notNull()
    .references(() => standingPickups.id);

/** Days that are left out. */
export const standingSkips = sqliteTable(
  'standing_skips',
  { pickupId: pickupId(), date: text('date').notNull() },
  (table) => [primaryKey({ columns: [table.pickupId, table.date] })],
);

/** Days whose request was made: once, whatever becomes of it. */
export const standingRequests = sqliteTable(
  'standing_requests',
  {
    pickupId: pickupId(),
    date: text('date').notNull(),
    requestId: text('request_id')
      .notNull()
      .references(() => requests.id),
  },
  (table) => [
    primaryKey({ columns: [table.pickupId, table.date] }),
    index('standing_requests_request').on(table.requestId),
  ],
);
