import type { Webhook, WebhookBody, WebhookCall, WebhookEvent } from '#server/contract/program.ts';
import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, max } from 'drizzle-orm';
import { needCooperative } from './cooperative-store.ts';
import type { Executor } from './database.ts';
import { settlements } from './money-schema.ts';
import type { WebhookStore } from './port.ts';
import { webhookCalls, webhookCursors, webhooks, webhookStates } from './program-schema.ts';
import { readRequests } from './request-rows.ts';
import { requestsUnderWay } from './requests-under-way.ts';
import { cooperatives, eventLog, requests } from './schema.ts';
import type { Writer } from './writer.ts';

/** Events of the log that are read at once. */
const eventsAtOnce = 200;
const listedCalls = 200;

export function makeWebhookStore({ db, write, now }: Writer): WebhookStore {
  return {
    async list(hub) {
      return readWebhooks(db, hub).map(webhookOf);
    },
    async add(hub, { id, cooperative, url, secret }) {
      return write(({ tx }) => {
        const { id: cooperativeId, name } = needCooperative(tx, hub, cooperative);
        const isFirst = readWebhooks(tx, hub).length === 0;
        const row = tx
          .insert(webhooks)
          .values({ id, hubId: hub, cooperativeId: Number(cooperativeId), url, secret, createdAt: now() })
          .returning()
          .get();
        if (isFirst) putCursor(tx, hub, lastSeq(tx, hub));
        const standing = readRequests(tx, and(eq(requests.hubId, hub), eq(cooperatives.name, name)));
        const days = readDays(tx, hub, [...new Set(standing.map(({ date }) => date))]);
        for (const request of standing) {
          const state = stateOf(request, days);
          if (state !== null) putState(tx, request.id, state);
        }
        return webhookOf(row);
      });
    },
    async remove(hub, id) {
      write(({ tx }) => {
        const isIt = and(eq(webhooks.hubId, hub), eq(webhooks.id, id), isNull(webhooks.removedAt));
        const removed = tx.update(webhooks).set({ removedAt: now() }).where(isIt).returning().all();
        if (removed.length === 0)
          throw new UserError('WEBHOOK_UNKNOWN', `There is no webhook with id ${id}.`, { ids: [id] });
        tx.update(webhookCalls).set({ dueAt: null }).where(eq(webhookCalls.webhookId, id)).run();
      });
    },
    async listCalls(hub) {
      return db
        .select({ call: webhookCalls })
        .from(webhookCalls)
        .innerJoin(webhooks, eq(webhooks.id, webhookCalls.webhookId))
        .where(eq(webhooks.hubId, hub))
        .orderBy(desc(webhookCalls.seq))
        .limit(listedCalls)
        .all()
        .map(({ call }) => callOf(call));
    },
    async retryCall(hub, id) {
      return write(({ tx }) => {
        const ofHub = tx
          .select({ id: webhooks.id })
          .from(webhooks)
          .where(and(eq(webhooks.hubId, hub), isNull(webhooks.removedAt)));
        const isIt = and(
          eq(webhookCalls.id, id),
          isNull(webhookCalls.deliveredAt),
          inArray(webhookCalls.webhookId, ofHub),
        );
        const row = tx.update(webhookCalls).set({ dueAt: now() }).where(isIt).returning().get();
        if (row) return callOf(row);
        throw new UserError('WEBHOOK_CALL_UNKNOWN', `There is no call ${id} that was not delivered.`, {
          ids: [id],
        });
      });
    },
    async readOn(hub, newId) {
      const hooks = readWebhooks(db, hub);
      if (hooks.length === 0 || lastSeq(db, hub) <= readCursor(db, hub)) return false;
      return write(({ tx }) => {
        const events = tx
          .select({ seq: eventLog.seq, event: eventLog.event })
          .from(eventLog)
          .where(and(eq(eventLog.hubId, hub), gt(eventLog.seq, readCursor(tx, hub))))
          .orderBy(asc(eventLog.seq))
          .limit(eventsAtOnce)
          .all();
        const dates = events.flatMap(({ event: { data } }) => ('date' in data ? [data.date] : []));
        layOutCalls(tx, hub, [...new Set(dates)], readWebhooks(tx, hub), { newId, at: now() });
        putCursor(tx, hub, events.at(-1)?.seq ?? readCursor(tx, hub));
        return events.length === eventsAtOnce;
      });
    },
    async listDue(at, limit) {
      const isWaiting = and(isNotNull(webhookCalls.dueAt), isNull(webhooks.removedAt));
      return db
        .select({
          id: webhookCalls.id,
          url: webhooks.url,
          secret: webhooks.secret,
          event: webhookCalls.event,
          body: webhookCalls.body,
          tries: webhookCalls.tries,
        })
        .from(webhookCalls)
        .innerJoin(webhooks, eq(webhooks.id, webhookCalls.webhookId))
        .where(and(isWaiting, lte(webhookCalls.dueAt, at)))
        .orderBy(asc(webhookCalls.seq))
        .limit(limit)
        .all();
    },
    async noteResult(id, { status, failure, dueAt }) {
      write(({ tx }) => {
        const row = tx
          .select({ tries: webhookCalls.tries })
          .from(webhookCalls)
          .where(eq(webhookCalls.id, id))
          .get();
        const at = now();
        tx.update(webhookCalls)
          .set({
            tries: (row?.tries ?? 0) + 1,
            triedAt: at,
            status,
            failure,
            dueAt,
            deliveredAt: failure === null ? at : null,
          })
          .where(eq(webhookCalls.id, id))
          .run();
      });
    },
  };
}

type WebhookRow = typeof webhooks.$inferSelect;

function readWebhooks(db: Executor, hub: string): WebhookRow[] {
  return db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.hubId, hub), isNull(webhooks.removedAt)))
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id))
    .all();
}

/** A call to each of its cooperative's webhooks for every request of these days that is told in another state. */
function layOutCalls(
  tx: Executor,
  hub: string,
  dates: readonly string[],
  hooks: readonly WebhookRow[],
  { newId, at }: { newId: () => string; at: string },
): void {
  const listening = new Set(hooks.map(({ cooperativeId }) => cooperativeId));
  if (dates.length === 0 || listening.size === 0) return;
  const heard = and(
    eq(requests.hubId, hub),
    inArray(requests.date, [...dates]),
    inArray(requests.cooperativeId, [...listening]),
  );
  const days = readDays(tx, hub, dates);
  const told = new Map(
    tx
      .select({ id: webhookStates.requestId, state: webhookStates.state })
      .from(webhookStates)
      .innerJoin(requests, eq(requests.id, webhookStates.requestId))
      .where(heard)
      .all()
      .map(({ id, state }) => [id, state]),
  );
  const cooperativeOf = new Map(
    tx
      .select({ id: requests.id, cooperativeId: requests.cooperativeId })
      .from(requests)
      .where(heard)
      .all()
      .map(({ id, cooperativeId }) => [id, cooperativeId]),
  );
  for (const request of readRequests(tx, heard)) {
    const event = stateOf(request, days);
    if (event === null || event === told.get(request.id)) continue;
    putState(tx, request.id, event);
    for (const hook of hooks.filter(({ cooperativeId }) => cooperativeId === cooperativeOf.get(request.id))) {
      const id = newId();
      const body: WebhookBody = { id, event, at, hub, request };
      tx.insert(webhookCalls)
        .values({
          id,
          webhookId: hook.id,
          event,
          requestId: request.id,
          body: JSON.stringify(body),
          createdAt: at,
          dueAt: at,
        })
        .run();
    }
  }
}

/** What is known of a hub's days besides its requests. */
interface KnownDays {
  readonly settled: ReadonlySet<string>;
  readonly underWay: ReadonlySet<string>;
}

function readDays(db: Executor, hub: string, dates: readonly string[]): KnownDays {
  return {
    settled: settledDays(db, hub),
    underWay: new Set(dates.flatMap((date) => [...requestsUnderWay(db, hub, date)])),
  };
}

/** Null of one that was not served and stands on another day: that one is told. */
function stateOf({ id, state, date }: Request, { settled, underWay }: KnownDays): WebhookEvent | null {
  if (state === 'missed') return null;
  if (state === 'cancelled') return 'cancelled';
  if (state === 'draft' || state === 'booked') return 'booked';
  if (settled.has(date)) return 'settled';
  if (state === 'collected' || state === 'partly_collected') return 'collected';
  return underWay.has(id) ? 'on_the_way' : 'planned';
}

function settledDays(db: Executor, hub: string): Set<string> {
  const rows = db.select({ date: settlements.date }).from(settlements).where(eq(settlements.hubId, hub));
  return new Set(rows.all().map(({ date }) => date));
}

function putState(tx: Executor, requestId: string, state: WebhookEvent): void {
  tx.insert(webhookStates)
    .values({ requestId, state })
    .onConflictDoUpdate({ target: webhookStates.requestId, set: { state } })
    .run();
}

function lastSeq(db: Executor, hub: string): number {
  const row = db
    .select({ seq: max(eventLog.seq) })
    .from(eventLog)
    .where(eq(eventLog.hubId, hub))
    .get();
  return row?.seq ?? 0;
}

function readCursor(db: Executor, hub: string): number {
  return db.select().from(webhookCursors).where(eq(webhookCursors.hubId, hub)).get()?.seq ?? 0;
}

function putCursor(tx: Executor, hubId: string, seq: number): void {
  tx.insert(webhookCursors)
    .values({ hubId, seq })
    .onConflictDoUpdate({ target: webhookCursors.hubId, set: { seq } })
    .run();
}

const webhookOf = (row: WebhookRow): Webhook => ({
  id: row.id,
  cooperative: String(row.cooperativeId),
  url: row.url,
  created_at: row.createdAt,
});

const callOf = (row: typeof webhookCalls.$inferSelect): WebhookCall => ({
  id: row.id,
  webhook: row.webhookId,
  // Written by layOutCalls alone.
  event: row.event as WebhookEvent,
  request: row.requestId,
  created_at: row.createdAt,
  tries: row.tries,
  due_at: row.dueAt,
  delivered_at: row.deliveredAt,
  tried_at: row.triedAt,
  status: row.status,
  failure: row.failure,
});
