import { and, asc, eq, exists, gt, lt, lte, type SQL } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { memberOf } from './member-store.ts';
import { members, memberSessions } from './members-schema.ts';
import type { PushStore, StoredSubscription } from './port.ts';
import { pushKeys, pushSubscriptions } from './push-schema.ts';
import { cooperatives, eventLog } from './schema.ts';
import type { Writer } from './writer.ts';

export function makePushStore({ db, write, now }: Writer): PushStore {
  return {
    async keys(make) {
      const columns = { publicKey: pushKeys.publicKey, privateKey: pushKeys.privateKey };
      const kept = db.select(columns).from(pushKeys).get();
      if (kept) return kept;
      return write(({ tx }) => tx.insert(pushKeys).values(make()).returning(columns).get());
    },
    async subscribe(session, { endpoint, keys, locale, seq, told }) {
      const row = { endpoint, ...keys, locale, seq, told: { ...told }, tries: 0, dueAt: now() };
      write(({ tx }) =>
        tx
          .insert(pushSubscriptions)
          .values({ sessionId: session, ...row })
          .onConflictDoUpdate({ target: pushSubscriptions.sessionId, set: row })
          .run(),
      );
    },
    async listDue(at) {
      const unread = db
        .select({ seq: eventLog.seq })
        .from(eventLog)
        .where(and(eq(eventLog.hubId, cooperatives.hubId), gt(eventLog.seq, pushSubscriptions.seq)));
      return selectBound(db, at, and(lte(pushSubscriptions.dueAt, at), exists(unread)))
        .orderBy(asc(pushSubscriptions.dueAt))
        .limit(atOnce)
        .all()
        .map(toStored);
    },
    async get(session, at) {
      const row = selectBound(db, at, eq(pushSubscriptions.sessionId, session)).get();
      return row ? toStored(row) : null;
    },
    async noteTold(of, { seq, told, tries, dueAt }) {
      const isSame = and(
        eq(pushSubscriptions.sessionId, of.session),
        eq(pushSubscriptions.endpoint, of.endpoint),
        eq(pushSubscriptions.seq, of.seq),
      );
      write(({ tx }) =>
        tx
          .update(pushSubscriptions)
          .set({ seq, told: { ...told }, tries, dueAt })
          .where(isSame)
          .run(),
      );
    },
    async noteRead(all) {
      if (all.length === 0) return;
      const dueAt = now();
      write(({ tx }) => {
        for (const { session, seq } of all) {
          const isBehind = and(eq(pushSubscriptions.sessionId, session), lt(pushSubscriptions.seq, seq));
          tx.update(pushSubscriptions).set({ seq, tries: 0, dueAt }).where(isBehind).run();
        }
      });
    },
    async unsubscribe(session, endpoint) {
      const isIt = and(
        eq(pushSubscriptions.sessionId, session),
        endpoint === undefined ? undefined : eq(pushSubscriptions.endpoint, endpoint),
      );
      write(({ tx }) => tx.delete(pushSubscriptions).where(isIt).run());
    },
  };
}

/** Phones that are told in one turn. */
const atOnce = 200;

/** Of phones that are bound at an instant. */
function selectBound(db: Executor, at: string, which: SQL | undefined) {
  return db
    .select({ subscription: pushSubscriptions, member: members, hub: cooperatives.hubId })
    .from(pushSubscriptions)
    .innerJoin(memberSessions, eq(memberSessions.id, pushSubscriptions.sessionId))
    .innerJoin(members, eq(members.id, memberSessions.memberId))
    .innerJoin(cooperatives, eq(cooperatives.id, members.cooperativeId))
    .where(and(gt(memberSessions.expiresAt, at), which));
}

function toStored({
  subscription: { sessionId, p256dh, auth, dueAt: _dueAt, ...row },
  member,
  hub,
}: ReturnType<ReturnType<typeof selectBound>['all']>[number]): StoredSubscription {
  return { ...row, session: sessionId, keys: { p256dh, auth }, member: memberOf(member), hub };
}
