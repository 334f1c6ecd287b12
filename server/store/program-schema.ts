import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { cooperatives, hubs, requests, users } from './schema.ts';

const hubId = () =>
  text('hub_id')
    .notNull()
    .references(() => hubs.id);
const cooperativeId = () =>
  integer('cooperative_id')
    .notNull()
    .references(() => cooperatives.id);

/** Keys with which a cooperative's own programs book. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    hubId: hubId(),
    cooperativeId: cooperativeId(),
    name: text('name').notNull(),
    /** SHA-256 of the key, which is shown once and kept nowhere. */
    keyHash: text('key_hash').notNull().unique(),
    /** Its first letters, by which people tell keys apart. */
    hint: text('hint').notNull(),
    createdAt: text('created_at').notNull(),
    createdBy: text('created_by').references(() => users.id),
    /** The last day, in UTC, on which it was used. */
    usedOn: text('used_on'),
    revokedAt: text('revoked_at'),
  },
  (table) => [index('api_keys_hub').on(table.hubId)],
);

/** What a program booked under each of its own keys, so that a call that is sent again books nothing more. */
export const apiBookings = sqliteTable(
  'api_bookings',
  {
    cooperativeId: cooperativeId(),
    idempotencyKey: text('idempotency_key').notNull(),
    /** SHA-256 of what was sent. */
    bodyHash: text('body_hash').notNull(),
    requestId: text('request_id')
      .notNull()
      .references(() => requests.id),
  },
  (table) => [primaryKey({ columns: [table.cooperativeId, table.idempotencyKey] })],
);

/** Where a cooperative's program is told what becomes of its requests. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text('id').primaryKey(),
    hubId: hubId(),
    cooperativeId: cooperativeId(),
    url: text('url').notNull(),
    /** What calls are signed with; it is needed as it is, and shown once. */
    secret: text('secret').notNull(),
    createdAt: text('created_at').notNull(),
    removedAt: text('removed_at'),
  },
  (table) => [index('webhooks_hub').on(table.hubId)],
);

/** The state of each request that webhooks were told last. */
export const webhookStates = sqliteTable('webhook_states', {
  requestId: text('request_id')
    .primaryKey()
    .references(() => requests.id),
  state: text('state').notNull(),
});

/** How far the event log was read for webhooks. */
export const webhookCursors = sqliteTable('webhook_cursors', {
  hubId: text('hub_id')
    .primaryKey()
    .references(() => hubs.id),
  seq: integer('seq').notNull(),
});

/** Calls to be made, and what came of them. */
export const webhookCalls = sqliteTable(
  'webhook_calls',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id),
    event: text('event').notNull(),
    requestId: text('request_id')
      .notNull()
      .references(() => requests.id),
    /** As it is sent every time. */
    body: text('body').notNull(),
    createdAt: text('created_at').notNull(),
    tries: integer('tries').notNull().default(0),
    /** When it is tried next; null: no more. */
    dueAt: text('due_at'),
    deliveredAt: text('delivered_at'),
    triedAt: text('tried_at'),
    /** HTTP status of the last try; null: there was no answer. */
    status: integer('status'),
    /** Why the last try failed. */
    failure: text('failure'),
  },
  (table) => [
    uniqueIndex('webhook_calls_id').on(table.id),
    index('webhook_calls_due').on(table.dueAt),
    index('webhook_calls_webhook').on(table.webhookId),
  ],
);
