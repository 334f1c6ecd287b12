import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, eq, sql } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { prepared } from './prepared.ts';
import { requests } from './schema.ts';

/** Throws UserError REFERENCE_TAKEN where an id or a reference of the day is in use. */
export function assertAllFree(tx: Executor, hub: string, added: readonly Request[]): void {
  const seen = new Set<string>();
  const isTaken = (id: string) => statements(tx).id.get({ id }) !== undefined;
  const refused = added.map(({ id }) => id).filter((id) => seen.has(id) || !seen.add(id) || isTaken(id));
  if (refused.length > 0) refuse(refused);
  assertReferencesFree(tx, hub, added);
}

/** Throws UserError REFERENCE_TAKEN where a reference of the day is in use. */
export function assertReferencesFree(tx: Executor, hub: string, added: readonly Request[]): void {
  const seen = new Set<string>();
  const taken = added.filter(({ date, reference }) => {
    const key = `${date} ${reference}`;
    return (
      seen.has(key) || !seen.add(key) || statements(tx).reference.get({ hub, date, reference }) !== undefined
    );
  });
  if (taken.length > 0) refuse(taken.map((request) => request.reference));
}

/** How what takes the place of a request is called: as a list calls that one; where none does, by its own id. */
export const referenceAfter = (before: Pick<Request, 'id' | 'reference'>, id: string): string =>
  before.reference === before.id ? id : before.reference;

/** One look for each in an index: a day's list would be read whole for every booking. */
const statements = prepared((db) => {
  const request = () => db.select({ id: requests.id }).from(requests);
  const isOfDay = and(
    eq(requests.hubId, sql.placeholder('hub')),
    eq(requests.date, sql.placeholder('date')),
    eq(requests.reference, sql.placeholder('reference')),
    // As the index says it.
    sql`${requests.state} <> 'cancelled'`,
  );
  return {
    id: request()
      .where(eq(requests.id, sql.placeholder('id')))
      .prepare(),
    reference: request().where(isOfDay).prepare(),
  };
});

function refuse(ids: string[]): never {
  throw new UserError('REFERENCE_TAKEN', `Ids in use already: ${ids.slice(0, 10).join(', ')}.`, { ids });
}
