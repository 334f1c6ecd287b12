import type { User } from '#server/contract/people.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { toUtc } from './instants.ts';
import type { PeopleStore } from './port.ts';
import { userRoles, users } from './schema.ts';
import type { Writer } from './writer.ts';

type UserRow = typeof users.$inferSelect;

/** Addresses are compared trimmed and in lower case, and kept so. */
const foldEmail = (email: string) => email.trim().toLowerCase();

export function makePeopleStore({ db, write }: Writer): PeopleStore {
  return {
    async list() {
      return toUsers(db, db.select().from(users).orderBy(asc(users.seq)).all());
    },
    async get(id) {
      return readUser(db, id);
    },
    async findByEmail(email) {
      const row = db
        .select()
        .from(users)
        .where(eq(users.email, foldEmail(email)))
        .get();
      const [user] = toUsers(db, row === undefined ? [] : [row]);
      return row === undefined || user === undefined ? null : { ...user, passwordHash: row.passwordHash };
    },
    async add(user) {
      return write(({ tx }) => {
        const email = foldEmail(user.email);
        assertEmailFree(tx, user.id, email);
        tx.insert(users)
          .values({
            id: user.id,
            name: user.name,
            email,
            locale: user.locale,
            isDisabled: user.is_disabled,
            createdAt: toUtc(user.created_at),
          })
          .run();
        writeRoles(tx, user.id, user.roles);
        return needUser(tx, user.id);
      });
    },
    async update(id, change) {
      return write(({ tx }) => {
        needUser(tx, id);
        const columns = { name: change.name, locale: change.locale, isDisabled: change.is_disabled };
        if (Object.values(columns).some((value) => value !== undefined)) {
          tx.update(users).set(columns).where(eq(users.id, id)).run();
        }
        if (change.roles !== undefined) writeRoles(tx, id, change.roles);
        return needUser(tx, id);
      });
    },
    async setPassword(id, passwordHash) {
      write(({ tx }) => {
        needUser(tx, id);
        tx.update(users).set({ passwordHash }).where(eq(users.id, id)).run();
      });
    },
  };
}

/** The user of an id, or null. */
export function readUser(db: Executor, id: string): User | null {
  return toUsers(db, db.select().from(users).where(eq(users.id, id)).all())[0] ?? null;
}

function needUser(db: Executor, id: string): User {
  const user = readUser(db, id);
  if (user === null) throw new UserError('USER_UNKNOWN', `There is nobody with id ${id}.`, { ids: [id] });
  return user;
}

function assertEmailFree(tx: Executor, id: string, email: string): void {
  const other = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), ne(users.id, id)))
    .get();
  if (other !== undefined) {
    throw new UserError('EMAIL_TAKEN', `${email} is the address of somebody else.`, { ids: [other.id] });
  }
}

function writeRoles(tx: Executor, userId: string, roles: User['roles']): void {
  tx.delete(userRoles).where(eq(userRoles.userId, userId)).run();
  if (roles.length === 0) return;
  tx.insert(userRoles)
    .values(roles.map(({ role, hub }, position) => ({ userId, position, role, hubId: hub })))
    .run();
}

function toUsers(db: Executor, rows: readonly UserRow[]): User[] {
  const ids = rows.map((row) => row.id);
  const roles = db
    .select()
    .from(userRoles)
    .where(inArray(userRoles.userId, ids))
    .orderBy(asc(userRoles.position))
    .all();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    roles: roles.filter((role) => role.userId === row.id).map(({ role, hubId }) => ({ role, hub: hubId })),
    is_disabled: row.isDisabled,
    has_password: row.passwordHash !== null,
    created_at: row.createdAt,
  }));
}
