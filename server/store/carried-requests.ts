import { isMissed, type Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, eq, inArray, ne, or } from 'drizzle-orm';
import { carryBooking } from './booking-store.ts';
import { carriedRequests } from './carried-schema.ts';
import type { Executor } from './database.ts';
import { appendChanged, insertAll, readRequest, standingCopies } from './request-rows.ts';
import { requests } from './schema.ts';
import type { Write } from './writer.ts';

/** Each request that is booked, or was missed by its driver, is missed, and booked on its new day. Returns how many were. */
export function carryOver(
  { tx, append }: Write,
  hub: string,
  carried: readonly { from: string; request: Request }[],
  at: string,
): number {
  const booked = carried.flatMap(({ from, request }) => {
    const was = readRequest(tx, hub, from);
    return was && (was.state === 'booked' || isMissed(was)) ? [{ was, request }] : [];
  });
  const free = freeReferences(tx, hub);
  const copies = booked.map(({ request }) => ({ ...request, reference: free(request) }));
  const missed = booked.map(({ was }) => was);
  setState(tx, missed, 'missed');
  insertAll(tx, hub, copies, at);
  for (const [index, { id, date, carried: before }] of missed.entries()) {
    tx.insert(carriedRequests)
      .values({ requestId: copies[index]!.id, fromId: id, firstDate: before?.first_date ?? date }) // one for each
      .run();
    carryBooking(tx, id, copies[index]!.id);
  }
  appendChanged(append, hub, [...missed, ...copies]);
  return booked.length;
}

/** Carried requests are booked on their own day again, and what stood for them is cancelled. Returns how many were. */
export function bringBack({ tx, append }: Write, hub: string, ids: readonly string[]): number {
  const back = [...new Set(ids)]
    .flatMap((id) => readRequest(tx, hub, id) ?? [])
    .filter(({ state, carried }) => state === 'missed' && carried?.to);
  const copies = back.flatMap(({ id }) => {
    const copies = standingCopies(tx);
    const found = tx.select({ id: copies.id }).from(copies).where(eq(copies.fromId, id)).all();
    return found.flatMap((copy) => readRequest(tx, hub, copy.id) ?? []);
  });
  setState(tx, copies, 'cancelled');
  setState(tx, back, 'booked');
  appendChanged(append, hub, [...back, ...copies]);
  return back.length;
}

function setState(tx: Executor, which: readonly Request[], state: Request['state']): void {
  const ids = which.map(({ id }) => id);
  tx.update(requests).set({ state }).where(inArray(requests.id, ids)).run();
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
  if (!own) return null;
  const twins = tx
    .select({ id: carriedRequests.requestId })
    .from(carriedRequests)
    .where(and(eq(carriedRequests.fromId, own.fromId), ne(carriedRequests.requestId, id)));
  const isOrigin = and(eq(requests.id, own.fromId), ne(requests.state, 'missed'));
  const isTwin = and(inArray(requests.id, twins), ne(requests.state, 'cancelled'));
  const standing = tx.select({ date: requests.date }).from(requests).where(or(isOrigin, isTwin)).get();
  return standing?.date ?? null;
}

/** Gives each request its own reference, or one like it where another of its day is called so. */
function freeReferences(tx: Executor, hub: string): (request: Request) => string {
  const takenOn = new Map<string, Set<string>>();
  return ({ date, reference }) => {
    const taken = takenOn.get(date) ?? referencesOf(tx, hub, date);
    takenOn.set(date, taken);
    let free = reference;
    for (let number = 2; taken.has(free); number++) free = `${reference}-${number}`;
    taken.add(free);
    return free;
  };
}

function referencesOf(tx: Executor, hub: string, date: string): Set<string> {
  const ofDay = and(eq(requests.hubId, hub), eq(requests.date, date), ne(requests.state, 'cancelled'));
  const rows = tx.select({ reference: requests.reference }).from(requests).where(ofDay).all();
  return new Set(rows.map(({ reference }) => reference));
}
