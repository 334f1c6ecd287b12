import { and, asc, eq, gt, isNull, lte, max, sql } from 'drizzle-orm';
import { toUtc } from './instants.ts';
import { memberLinks, members, memberSessions } from './members-schema.ts';
import { memberOf, needMember } from './member-store.ts';
import type { MemberSessionStore } from './port.ts';
import { prepared } from './prepared.ts';
import { cooperatives } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeMemberSessionStore({ db, write }: Writer): MemberSessionStore {
  return {
    async addLink({ tokenHash, member, expiresAt }) {
      write(({ tx }) => {
        tx.delete(memberLinks)
          .where(and(eq(memberLinks.memberId, member), isNull(memberLinks.usedAt)))
          .run();
        tx.insert(memberLinks)
          .values({ tokenHash, memberId: member, expiresAt: toUtc(expiresAt) })
          .run();
      });
    },
    async findLink(tokenHash) {
      const row = db
        .select({
          expiresAt: memberLinks.expiresAt,
          usedAt: memberLinks.usedAt,
          member: members,
          cooperative: cooperatives.name,
          hub: cooperatives.hubId,
        })
        .from(memberLinks)
        .innerJoin(members, eq(members.id, memberLinks.memberId))
        .innerJoin(cooperatives, eq(cooperatives.id, members.cooperativeId))
        .where(eq(memberLinks.tokenHash, tokenHash))
        .get();
      return row ? { ...row, member: memberOf(row.member) } : null;
    },
    async useLink(tokenHash, session) {
      return write(({ tx, append }) => {
        const used = tx
          .update(memberLinks)
          .set({ usedAt: toUtc(session.createdAt) })
          .where(and(eq(memberLinks.tokenHash, tokenHash), isNull(memberLinks.usedAt)))
          .returning({ memberId: memberLinks.memberId })
          .get();
        if (!used) return false;
        tx.insert(memberSessions)
          .values({
            id: session.id,
            tokenHash: session.tokenHash,
            memberId: used.memberId,
            device: session.device,
            createdAt: toUtc(session.createdAt),
            seenOn: session.createdAt.slice(0, 10),
            expiresAt: toUtc(session.expiresAt),
          })
          .run();
        append(session.hub, { type: 'people.changed', data: {} });
        return true;
      });
    },
    async find(tokenHash, now) {
      const row = whoseToken(db).get({ tokenHash, now: toUtc(now) });
      if (!row) return null;
      const today = now.slice(0, 10);
      // Once a day, so that most calls write nothing.
      if (row.seenOn < today) {
        write(({ tx }) =>
          tx.update(memberSessions).set({ seenOn: today }).where(eq(memberSessions.id, row.id)).run(),
        );
      }
      return { id: row.id, hub: row.hub, member: memberOf(row.member) };
    },
    async list(hub, now) {
      const ofHub = eq(cooperatives.hubId, hub);
      const sessions = db
        .select({
          member: memberSessions.memberId,
          id: memberSessions.id,
          device: memberSessions.device,
          created_at: memberSessions.createdAt,
          seen_on: memberSessions.seenOn,
          expires_at: memberSessions.expiresAt,
        })
        .from(memberSessions)
        .innerJoin(members, eq(members.id, memberSessions.memberId))
        .innerJoin(cooperatives, eq(cooperatives.id, members.cooperativeId))
        .where(and(ofHub, gt(memberSessions.expiresAt, toUtc(now))))
        .orderBy(asc(memberSessions.createdAt))
        .all();
      const links = db
        .select({ member: memberLinks.memberId, until: max(memberLinks.expiresAt) })
        .from(memberLinks)
        .innerJoin(members, eq(members.id, memberLinks.memberId))
        .innerJoin(cooperatives, eq(cooperatives.id, members.cooperativeId))
        .where(and(ofHub, isNull(memberLinks.usedAt), gt(memberLinks.expiresAt, toUtc(now))))
        .groupBy(memberLinks.memberId)
        .all();
      return { sessions, links: new Map(links.map(({ member, until }) => [member, until!])) };
    },
    async remove(hub, member, session) {
      write(({ tx, append }) => {
        needMember(tx, hub, member);
        tx.delete(memberSessions)
          .where(and(eq(memberSessions.memberId, member), eq(memberSessions.id, session)))
          .run();
        append(hub, { type: 'people.changed', data: {} });
      });
    },
    async removeByToken(tokenHash) {
      write(({ tx }) => tx.delete(memberSessions).where(eq(memberSessions.tokenHash, tokenHash)).run());
    },
    async removeExpired(now) {
      const before = toUtc(now);
      write(({ tx }) => {
        tx.delete(memberSessions).where(lte(memberSessions.expiresAt, before)).run();
        tx.delete(memberLinks).where(lte(memberLinks.expiresAt, before)).run();
      });
    },
  };
}

/** Asked for at every call of a phone. */
const whoseToken = prepared((db) =>
  db
    .select({
      id: memberSessions.id,
      seenOn: memberSessions.seenOn,
      member: members,
      hub: cooperatives.hubId,
    })
    .from(memberSessions)
    .innerJoin(members, eq(members.id, memberSessions.memberId))
    .innerJoin(cooperatives, eq(cooperatives.id, members.cooperativeId))
    .where(
      and(
        eq(memberSessions.tokenHash, sql.placeholder('tokenHash')),
        gt(memberSessions.expiresAt, sql.placeholder('now')),
      ),
    )
    .prepare(),
);
