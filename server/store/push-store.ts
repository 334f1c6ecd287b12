import { and, asc, eq, gt, lte, max } from 'drizzle-orm';
import { memberOf } from './member-store.ts';
import { members, memberSessions } from './members-schema.ts';
import type { PushStore } from './port.ts';
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
      const logs = db
        .select({ hubId: eventLog.hubId, last: max(eventLog.seq).as('last') })
        .from(eventLog)
        .groupBy(eventLog.hubId)
        .as('logs');
      return db
        .select({ subscription: pushSubscriptions, member: members, hub: cooperatives.hubId })
        .from(pushSubscriptions)
        .innerJoin(memberSessions, eq(memberSessions.id, pushSubscriptions.sessionId))
        .innerJoin(members, eq(members.id, memberSessions.memberId))
        .innerJoin(cooperatives, eq(cooperatives.id, members.cooperativeId))
        .innerJoin(logs, eq(logs.hubId, cooperatives.hubId))
        .where(
          and(
            lte(pushSubscriptions.dueAt, at),
            gt(logs.last, pushSubscriptions.seq),
            gt(memberSessions.expiresAt, at),
          ),
        )
        .orderBy(asc(pushSubscriptions.dueAt))
        .limit(atOnce)
        .all()
        .map(({ subscription: { sessionId, p256dh, auth, dueAt: _dueAt, ...row }, member, hub }) => ({
          ...row,
          session: sessionId,
          keys: { p256dh, auth },
          member: memberOf(member),
          hub,
        }));
    },
    async noteTold(session, { seq, told, tries, dueAt }) {
      write(({ tx }) =>
        tx
          .update(pushSubscriptions)
          .set({ seq, told: { ...told }, tries, dueAt })
          .where(eq(pushSubscriptions.sessionId, session))
          .run(),
      );
    },
    async unsubscribe(session) {
      write(({ tx }) => tx.delete(pushSubscriptions).where(eq(pushSubscriptions.sessionId, session)).run());
    },
  };
}

/** Phones that are told in one turn. */
const atOnce = 200;
