import type { Member, MemberDraft } from '#server/contract/cooperative.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq } from 'drizzle-orm';
import { needCooperative } from './cooperative-store.ts';
import type { Executor } from './database.ts';
import { erasePhotos } from './member-photos.ts';
import { bookings, members } from './members-schema.ts';
import type { MemberStore } from './port.ts';
import { cooperatives } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeMemberStore({ db, write, now }: Writer): MemberStore {
  return {
    async list(hub) {
      return selectMembers(db)
        .where(eq(cooperatives.hubId, hub))
        .orderBy(asc(members.name))
        .all()
        .map(memberOf);
    },
    async get(hub, id) {
      return readMember(db, hub, id);
    },
    async add(hub, id, draft) {
      return write(({ tx, append }) => {
        const row = { id, ...columnsOf(tx, hub, draft), createdAt: now() };
        tx.insert(members).values(row).run();
        append(hub, { type: 'people.changed', data: {} });
        return memberOf(row);
      });
    },
    async update(hub, id, draft) {
      return write(({ tx, append }) => {
        const { created_at } = needMember(tx, hub, id);
        const columns = columnsOf(tx, hub, draft);
        tx.update(members).set(columns).where(eq(members.id, id)).run();
        append(hub, { type: 'people.changed', data: {} });
        return memberOf({ id, ...columns, createdAt: created_at });
      });
    },
    async remove(hub, id) {
      write(({ tx, append }) => {
        needMember(tx, hub, id);
        // Her places, links and phones go with her; her bookings stay without a name.
        erasePhotos(tx, id, () => {
          eraseWords(tx, id);
          tx.delete(members).where(eq(members.id, id)).run();
        });
        append(hub, { type: 'people.changed', data: {} });
      });
    },
  };
}

/** What was written and photographed of where a member lives. */
function eraseWords(tx: Executor, member: string): void {
  tx.update(bookings).set({ landmark: '', photoId: null }).where(eq(bookings.memberId, member)).run();
}

type MemberRow = typeof members.$inferSelect;

function selectMembers(db: Executor) {
  return db
    .select({
      id: members.id,
      cooperativeId: members.cooperativeId,
      name: members.name,
      phone: members.phone,
      locale: members.locale,
      role: members.role,
      createdAt: members.createdAt,
    })
    .from(members)
    .innerJoin(cooperatives, eq(cooperatives.id, members.cooperativeId))
    .$dynamic();
}

/** Null where the hub has no such member. */
function readMember(db: Executor, hub: string, id: string): Member | null {
  const row = selectMembers(db)
    .where(and(eq(cooperatives.hubId, hub), eq(members.id, id)))
    .get();
  return row ? memberOf(row) : null;
}

/** Throws UserError MEMBER_UNKNOWN. */
export function needMember(db: Executor, hub: string, id: string): Member {
  const member = readMember(db, hub, id);
  if (member) return member;
  throw new UserError('MEMBER_UNKNOWN', `There is no member with id ${id}.`, { ids: [id] });
}

function columnsOf(db: Executor, hub: string, { cooperative, ...same }: MemberDraft) {
  return { ...same, cooperativeId: Number(needCooperative(db, hub, cooperative).id) };
}

export const memberOf = ({ cooperativeId, createdAt, ...row }: MemberRow): Member => ({
  id: row.id,
  cooperative: String(cooperativeId),
  name: row.name,
  phone: row.phone,
  locale: row.locale,
  role: row.role,
  created_at: createdAt,
});
