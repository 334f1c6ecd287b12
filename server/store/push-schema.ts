import type { Locale } from '#server/contract/basics.ts';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { memberSessions } from './members-schema.ts';

/** The server's own key pair, by which push services know it; made once. */
export const pushKeys = sqliteTable('push_keys', {
  id: integer('id').primaryKey(),
  /** Of the curve P-256, uncompressed, base64url: what browsers are given. */
  publicKey: text('public_key').notNull(),
  privateKey: text('private_key').notNull(),
});

/** Where the browser of a bound phone takes notices, and what it was told last. It goes with the phone. */
export const pushSubscriptions = sqliteTable(
  'push_subscriptions',
  {
    sessionId: text('session_id')
      .primaryKey()
      .references(() => memberSessions.id, { onDelete: 'cascade' }),
    endpoint: text('endpoint').notNull(),
    /** The browser's public key and its secret, base64url: notices are encrypted for it. */
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    locale: text('locale').$type<Locale>().notNull(),
    /** The hub's log is read so far. */
    seq: integer('seq').notNull(),
    /** By request: what it was told of it last. */
    told: text('told', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** Tries in a row that failed. */
    tries: integer('tries').notNull().default(0),
    dueAt: text('due_at').notNull(),
  },
  (table) => [index('push_subscriptions_due').on(table.dueAt)],
);
