import { and, eq, inArray, isNotNull, notInArray, type SQL } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { bookings, memberPhotos, memberPlaces } from './members-schema.ts';

/** Deletes those of some photos that no booking and no place of a member names. */
export function deleteUnnamed(tx: Executor, which: SQL | undefined): void {
  const named = [bookings, memberPlaces].map((table) =>
    notInArray(memberPhotos.id, tx.select({ id: table.photoId }).from(table).where(isNotNull(table.photoId))),
  );
  tx.delete(memberPhotos)
    .where(and(which, ...named))
    .run();
}

/** Deletes what a member's bookings and places alone have named, by whomever it was taken, once `erase` took it off them. */
export function erasePhotos(tx: Executor, member: string, erase: () => void): void {
  const ids = [bookings, memberPlaces].flatMap((table) =>
    tx
      .select({ id: table.photoId })
      .from(table)
      .where(and(eq(table.memberId, member), isNotNull(table.photoId)))
      .all()
      .flatMap(({ id }) => id ?? []),
  );
  erase();
  deleteUnnamed(tx, inArray(memberPhotos.id, ids));
}
