import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, eq, inArray, ne, or } from 'drizzle-orm';
import { carriedRequests, carriedRests } from './carried-schema.ts';
import type { Executor } from './database.ts';
import { requests } from './schema.ts';

/** Where one was carried over, what takes its place stands for the same; what was a rest is one. */
export function standInFor(tx: Executor, before: string, id: string): void {
  const carried = tx.select().from(carriedRequests).where(eq(carriedRequests.requestId, before)).get();
  if (!carried) return;
  // The one before stays its twin, so that it is not booked again beside it.
  tx.insert(carriedRequests)
    .values({ ...carried, requestId: id })
    .run();
  tx.update(carriedRests).set({ requestId: id }).where(eq(carriedRests.requestId, before)).run();
}

/** What stands on another day must not stand here too. @throws UserError CARRIED_OVER */
export function assertNotCarried(tx: Executor, { id, carried }: Request, next: Request['state']): void {
  const standing = carried?.to ?? (next === 'cancelled' ? null : standingElsewhere(tx, id));
  if (standing === null) return;
  throw new UserError('CARRIED_OVER', `The request stands on ${standing}.`, { ids: [id] });
}

/** The day on which what a request took over stands by itself or by another copy; null: on none. */
function standingElsewhere(tx: Executor, id: string): string | null {
  const own = tx.select().from(carriedRequests).where(eq(carriedRequests.requestId, id)).get();
  const isRest = tx.select().from(carriedRests).where(eq(carriedRests.requestId, id)).get() !== undefined;
  // What stands elsewhere beside a rest is another load.
  if (!own || isRest) return null;
  const twins = tx
    .select({ id: carriedRequests.requestId })
    .from(carriedRequests)
    .where(and(eq(carriedRequests.fromId, own.fromId), ne(carriedRequests.requestId, id)));
  const isOrigin = and(eq(requests.id, own.fromId), ne(requests.state, 'missed'));
  const isTwin = and(inArray(requests.id, twins), ne(requests.state, 'cancelled'));
  const standing = tx.select({ date: requests.date }).from(requests).where(or(isOrigin, isTwin)).get();
  return standing?.date ?? null;
}
