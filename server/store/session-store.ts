import { and, eq, gt, isNull, lte } from 'drizzle-orm';
import { toUtc } from './instants.ts';
import { readUser } from './people-store.ts';
import type { SessionStore } from './port.ts';
import { invites, sessions } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeSessionStore({ db, write }: Writer): SessionStore {
  return {
    async add({ tokenHash, user, createdAt, expiresAt }) {
      write(({ tx }) => {
        tx.insert(sessions)
          .values({ tokenHash, userId: user, createdAt: toUtc(createdAt), expiresAt: toUtc(expiresAt) })
          .run();
      });
    },
    async find(tokenHash, now) {
      const row = db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, toUtc(now))))
        .get();
      const user = row === undefined ? null : readUser(db, row.userId);
      return row === undefined || user === null ? null : { user, expiresAt: row.expiresAt };
    },
    async remove(tokenHash) {
      write(({ tx }) => tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).run());
    },
    async removeOfUser(user) {
      write(({ tx }) => tx.delete(sessions).where(eq(sessions.userId, user)).run());
    },
    async removeExpired(now) {
      write(({ tx }) =>
        tx
          .delete(sessions)
          .where(lte(sessions.expiresAt, toUtc(now)))
          .run(),
      );
    },
    async addInvite({ tokenHash, user, expiresAt }) {
      write(({ tx }) => {
        tx.insert(invites)
          .values({ tokenHash, userId: user, expiresAt: toUtc(expiresAt) })
          .run();
      });
    },
    async findInvite(tokenHash) {
      const row = db.select().from(invites).where(eq(invites.tokenHash, tokenHash)).get();
      const user = row === undefined ? null : readUser(db, row.userId);
      return row === undefined || user === null
        ? null
        : { user, expiresAt: row.expiresAt, usedAt: row.usedAt };
    },
    async useInvite(tokenHash, now) {
      const used = write(({ tx }) =>
        tx
          .update(invites)
          .set({ usedAt: toUtc(now) })
          .where(and(eq(invites.tokenHash, tokenHash), isNull(invites.usedAt)))
          .returning({ tokenHash: invites.tokenHash })
          .all(),
      );
      return used.length === 1;
    },
    async removeInvitesOfUser(user) {
      write(({ tx }) =>
        tx
          .delete(invites)
          .where(and(eq(invites.userId, user), isNull(invites.usedAt)))
          .run(),
      );
    },
  };
}
