import type { RunEventWire } from '#server/contract/drive.ts';
import type { PhoneState } from '#server/contract/drive-run.ts';
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { publishedRuns } from './publication-schema.ts';
import { users } from './schema.ts';

const runId = () =>
  text('run_id')
    .notNull()
    .references(() => publishedRuns.id, { onDelete: 'cascade' });

/** What lets a phone in to one run. Each time a link is shown it is another; those before stand until they end. */
export const runLinks = sqliteTable(
  'run_links',
  {
    /** SHA-256 of the secret in the link. */
    tokenHash: text('token_hash').primaryKey(),
    runId: runId(),
    createdAt: text('created_at').notNull(),
    createdBy: text('created_by').references(() => users.id),
    expiresAt: text('expires_at').notNull(),
    revokedAt: text('revoked_at'),
  },
  (table) => [index('run_links_run').on(table.runId)],
);

/** Phones that opened a run's link and tapped. Its id and key are made by the phone. */
export const runPhones = sqliteTable(
  'run_phones',
  {
    id: text('id').primaryKey(),
    runId: runId(),
    /** SHA-256. */
    keyHash: text('key_hash').notNull(),
    state: text('state').$type<PhoneState>().notNull(),
    /** As the phone describes itself. */
    label: text('label').notNull(),
    askedAt: text('asked_at').notNull(),
    decidedAt: text('decided_at'),
    decidedBy: text('decided_by').references(() => users.id),
  },
  (table) => [index('run_phones_run').on(table.runId)],
);

/** Every tap, as the phone sent it. Rows are added, and change only where a tap comes of which there was but a text. */
export const runEvents = sqliteTable(
  'run_events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    runId: runId(),
    phoneId: text('phone_id')
      .notNull()
      .references(() => runPhones.id),
    event: text('event', { mode: 'json' }).$type<RunEventWire>().notNull(),
    /** The request that it speaks of; null: none. */
    request: text('request'),
    receivedAt: text('received_at').notNull(),
    /** Who pasted it at the desk; null: the phone sent it. */
    enteredBy: text('entered_by').references(() => users.id),
  },
  (table) => [
    index('run_events_run').on(table.runId, table.seq),
    index('run_events_request').on(table.request),
  ],
);

/** Photos and marks that events name. */
export const runPictures = sqliteTable(
  'run_pictures',
  {
    runId: runId(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.id] })],
);
