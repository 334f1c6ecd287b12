import type { Cooperative } from '#server/contract/cooperative.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import { cooperativeContacts } from './members-schema.ts';
import type { CooperativeStore } from './port.ts';
import { prepared } from './prepared.ts';
import { cooperatives } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeCooperativeStore({ db, write }: Writer): CooperativeStore {
  return {
    async list(hub) {
      return selectCooperatives(db)
        .where(eq(cooperatives.hubId, hub))
        .orderBy(asc(cooperatives.name))
        .all()
        .map(cooperativeOf);
    },
    async get(hub, id) {
      return findCooperative(db, hub, id) ?? null;
    },
    async add(hub, draft) {
      return write(({ tx, append }) => {
        assertHub(tx, hub);
        assertNameIsFree(tx, hub, draft.name, null);
        const row = tx
          .insert(cooperatives)
          .values({ hubId: hub, name: draft.name })
          .returning({ id: cooperatives.id })
          .get();
        putContact(tx, row.id, draft);
        append(hub, { type: 'people.changed', data: {} });
        return { id: String(row.id), ...draft };
      });
    },
    async update(hub, id, draft) {
      return write(({ tx, append }) => {
        const rowId = Number(needCooperative(tx, hub, id).id);
        assertNameIsFree(tx, hub, draft.name, id);
        tx.update(cooperatives).set({ name: draft.name }).where(eq(cooperatives.id, rowId)).run();
        putContact(tx, rowId, draft);
        append(hub, { type: 'people.changed', data: {} });
        return { id, ...draft };
      });
    },
  };
}

function selectCooperatives(db: Executor) {
  return db
    .select({
      id: cooperatives.id,
      name: cooperatives.name,
      phone: cooperativeContacts.phone,
      locale: cooperativeContacts.locale,
      divides_by: cooperativeContacts.dividesBy,
    })
    .from(cooperatives)
    .leftJoin(cooperativeContacts, eq(cooperativeContacts.cooperativeId, cooperatives.id))
    .$dynamic();
}

const cooperativeOf = (row: {
  id: number;
  name: string;
  phone: string | null;
  locale: Cooperative['locale'];
  divides_by: Cooperative['divides_by'];
}): Cooperative => ({ ...row, id: String(row.id), phone: row.phone ?? '' });

function putContact(
  tx: Executor,
  cooperativeId: number,
  { phone, locale, divides_by: dividesBy }: Pick<Cooperative, 'phone' | 'locale' | 'divides_by'>,
) {
  const columns = { phone, locale, dividesBy };
  tx.insert(cooperativeContacts)
    .values({ cooperativeId, ...columns })
    .onConflictDoUpdate({ target: cooperativeContacts.cooperativeId, set: columns })
    .run();
}

/** Throws UserError COOPERATIVE_UNKNOWN. */
export function needCooperative(db: Executor, hub: string, id: string): Cooperative {
  const found = findCooperative(db, hub, id);
  if (found) return found;
  throw new UserError('COOPERATIVE_UNKNOWN', `There is no cooperative with id ${id}.`, { ids: [id] });
}

/** Asked for at every booking. */
const oneOfHub = prepared((db) =>
  selectCooperatives(db)
    .where(and(eq(cooperatives.hubId, sql.placeholder('hub')), eq(cooperatives.id, sql.placeholder('id'))))
    .prepare(),
);

function findCooperative(db: Executor, hub: string, id: string): Cooperative | undefined {
  const row = oneOfHub(db).get({ hub, id: Number(id) });
  return row && cooperativeOf(row);
}

function assertNameIsFree(db: Executor, hub: string, name: string, own: string | null): void {
  const row = db
    .select({ id: cooperatives.id })
    .from(cooperatives)
    .where(and(eq(cooperatives.hubId, hub), eq(cooperatives.name, name)))
    .get();
  if (!row || String(row.id) === own) return;
  throw new UserError('NAME_TAKEN', `There is a cooperative called ${name}.`, { ids: [String(row.id)] });
}
