import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, eq, inArray, ne, or } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { replacedBookings } from './members-schema.ts';
import { requests } from './schema.ts';

/** That a booking took the place of another, and of all that this one had taken the place of. */
export function noteReplaced(tx: Executor, before: string, id: string): void {
  const last = lastOf(tx, before);
  tx.update(replacedBookings).set({ byId: id }).where(eq(replacedBookings.byId, last)).run();
  tx.insert(replacedBookings).values({ requestId: last, byId: id }).run();
}

/**
 * Of bookings that took each other's place one stands.
 *
 * @throws UserError REFERENCE_TAKEN, or CARRIED_OVER where it stands on another day
 */
export function assertNotReplaced(tx: Executor, { id, date }: Request): void {
  const last = lastOf(tx, id);
  const replaced = tx
    .select({ id: replacedBookings.requestId })
    .from(replacedBookings)
    .where(eq(replacedBookings.byId, last));
  const isOfThem = or(eq(requests.id, last), inArray(requests.id, replaced));
  const standing = tx
    .select({ id: requests.id, date: requests.date })
    .from(requests)
    .where(and(isOfThem, ne(requests.id, id), ne(requests.state, 'cancelled')))
    .get();
  if (!standing) return;
  if (standing.date === date) {
    throw new UserError('REFERENCE_TAKEN', `It was changed, and stands as ${standing.id}.`, { ids: [id] });
  }
  throw new UserError('CARRIED_OVER', `The request stands on ${standing.date}.`, { ids: [id] });
}

function lastOf(tx: Executor, id: string): string {
  const row = tx.select().from(replacedBookings).where(eq(replacedBookings.requestId, id)).get();
  return row?.byId ?? id;
}
