import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { requests } from './schema.ts';

/** Ids per question, below SQLite's limit of variables. */
const idsAtOnce = 1000;

/** Throws UserError REFERENCE_TAKEN where an id or a reference of the day is in use. */
export function assertAllFree(tx: Executor, hub: string, added: readonly Request[]): void {
  const ids = added.map((request) => request.id);
  const seen = new Set<string>();
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const some = inArray(requests.id, ids.slice(from, from + idsAtOnce));
    for (const { id } of tx.select({ id: requests.id }).from(requests).where(some).all()) seen.add(id);
  }
  const refused = ids.filter((id) => seen.has(id) || !seen.add(id));
  if (refused.length > 0) refuse(refused);
  assertReferencesFree(tx, hub, added);
}

/** Throws UserError REFERENCE_TAKEN where a reference of the day is in use. */
export function assertReferencesFree(tx: Executor, hub: string, added: readonly Request[]): void {
  const key = (request: Pick<Request, 'date' | 'reference'>) => `${request.date} ${request.reference}`;
  const dates = [...new Set(added.map((request) => request.date))];
  const seen = new Set(
    tx
      .select({ date: requests.date, reference: requests.reference })
      .from(requests)
      .where(and(eq(requests.hubId, hub), inArray(requests.date, dates), ne(requests.state, 'cancelled')))
      .all()
      .map(key),
  );
  const taken = added.filter((request) => seen.has(key(request)) || !seen.add(key(request)));
  if (taken.length > 0) refuse(taken.map((request) => request.reference));
}

function refuse(ids: string[]): never {
  throw new UserError('REFERENCE_TAKEN', `Ids in use already: ${ids.slice(0, 10).join(', ')}.`, { ids });
}
