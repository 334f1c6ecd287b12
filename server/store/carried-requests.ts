import { canComeBack, isMissed, type Request } from '#server/contract/request.ts';
import { type PartAtStop, roundKg } from '#server/domain/edits/loose-parts.ts';
import type { Load } from '#server/domain/load.ts';
import { and, eq, inArray, ne } from 'drizzle-orm';
import { carryBooking } from './booking-store.ts';
import { carriedRequests, carriedRests } from './carried-schema.ts';
import type { Executor } from './database.ts';
import { findPlan } from './plan-names.ts';
import type { CarriedRequest } from './port.ts';
import { carryQuote } from './quote-store.ts';
import { referenceAfter } from './request-references.ts';
import { appendChanged, insertAll, readRequest } from './request-rows.ts';
import { requests } from './schema.ts';
import type { Write } from './writer.ts';

/** As `RequestStore.carryOver`. */
export function carryOver(
  { tx, append }: Write,
  hub: string,
  carried: readonly CarriedRequest[],
  on: { readonly date: string; readonly editVersion: number | null },
  at: string,
): number | null {
  if ((findPlan(tx, hub, on.date)?.editVersion ?? null) !== on.editVersion) return null;
  const going = carried.flatMap((each) => {
    const was = readRequest(tx, hub, each.from);
    const isGoing = each.stops ? was && isServed(was) : was && (was.state === 'booked' || isMissed(was));
    return was && isGoing ? [{ ...each, was }] : [];
  });
  const free = freeReferences(tx, hub);
  const copies = going.map(({ request, was }) => ({
    ...request,
    reference: free(request.date, referenceAfter(was, request.id)),
  }));
  const missed = going.filter(({ stops }) => !stops).map(({ was }) => was);
  setState(tx, missed, 'missed');
  insertAll(tx, hub, copies, at);
  for (const [index, { was, stops }] of going.entries()) {
    const copy = copies[index]!; // one for each
    tx.insert(carriedRequests)
      .values({ requestId: copy.id, fromId: was.id, firstDate: was.carried?.first_date ?? was.date })
      .run();
    carryBooking(tx, was.id, copy.id);
    carryQuote(tx, was, copy);
    if (!stops) continue;
    const { kg, crates, parcels, service_minutes: serviceMinutes } = copy;
    tx.insert(carriedRests)
      .values({ requestId: copy.id, kg, crates, parcels, serviceMinutes, stops: [...stops] })
      .run();
    addLoad(tx, was, { kg: -kg, crates: -crates, parcels: -parcels, serviceMinutes: -serviceMinutes });
  }
  appendChanged(append, hub, [...going.map(({ was }) => was), ...copies]);
  return going.length;
}

/** In a run, and nobody has come for it yet. */
const isServed = ({ state }: Request): boolean => state === 'planned' || state === 'published';

/** As `RequestStore.bringBack`. */
export function bringBack(
  { tx, append }: Write,
  hub: string,
  ids: readonly string[],
): { readonly count: number; readonly kept: number } {
  const asked = [...new Set(ids)].flatMap((id) => readRequest(tx, hub, id) ?? []).filter(canComeBack);
  const back = asked.flatMap((request) => {
    const free = standingFor(tx, hub, request.id).filter(isFree);
    const wholes = free.filter(({ id }) => !takeRestBack(tx, request.id, id));
    setState(tx, free, 'cancelled');
    if (wholes.length > 0) setState(tx, [request], 'booked');
    return free.length > 0 ? [request, ...free] : [];
  });
  appendChanged(append, hub, back);
  const count = asked.filter((request) => back.includes(request)).length;
  return { count, kept: asked.length - count };
}

/** What stands for a request on later days. */
function standingFor(tx: Executor, hub: string, id: string): Request[] {
  return tx
    .select({ id: requests.id })
    .from(carriedRequests)
    .innerJoin(requests, eq(requests.id, carriedRequests.requestId))
    .where(and(eq(carriedRequests.fromId, id), ne(requests.state, 'cancelled')))
    .all()
    .flatMap((copy) => readRequest(tx, hub, copy.id) ?? []);
}

/** No driver has it, or came for it, and nothing of it stands on a day that is later still. */
const isFree = ({ state, carried }: Request): boolean =>
  (state === 'booked' || state === 'planned') && !carried?.to;

/** Where a copy stands for a rest, the request has it again, and the copy stands for nothing; returns whether it does. */
function takeRestBack(tx: Executor, id: string, copy: string): boolean {
  const rest = tx.select().from(carriedRests).where(eq(carriedRests.requestId, copy)).get();
  if (!rest) return false;
  const request = tx.select().from(requests).where(eq(requests.id, id)).get();
  if (!request) throw new Error(`the rest ${copy} is of no request`);
  addLoad(tx, { ...request, service_minutes: request.serviceMinutes }, rest);
  tx.delete(carriedRests).where(eq(carriedRests.requestId, copy)).run();
  return true;
}

function addLoad(
  tx: Executor,
  request: Pick<Request, 'id' | 'kg' | 'crates' | 'parcels' | 'service_minutes'>,
  more: Load & { readonly serviceMinutes: number },
): void {
  tx.update(requests)
    .set({
      kg: roundKg(request.kg + more.kg),
      crates: request.crates + more.crates,
      parcels: request.parcels + more.parcels,
      serviceMinutes: roundKg(request.service_minutes + more.serviceMinutes),
    })
    .where(eq(requests.id, request.id))
    .run();
}

/** As `RequestStore.listRests`; whatever became of what went on. */
export function readRests(db: Executor, hub: string, date: string): Map<string, PartAtStop[]> {
  const rows = db
    .select({ from: requests.id, stops: carriedRests.stops })
    .from(carriedRests)
    .innerJoin(carriedRequests, eq(carriedRequests.requestId, carriedRests.requestId))
    .innerJoin(requests, eq(requests.id, carriedRequests.fromId))
    .where(and(eq(requests.hubId, hub), eq(requests.date, date)))
    .all();
  const rests = new Map<string, PartAtStop[]>();
  for (const { from, stops } of rows) rests.set(from, [...(rests.get(from) ?? []), ...stops]);
  return rests;
}

function setState(tx: Executor, which: readonly Request[], state: Request['state']): void {
  const ids = which.map(({ id }) => id);
  tx.update(requests).set({ state }).where(inArray(requests.id, ids)).run();
}

/** Gives each request its reference, or one like it where another of its day is called so. */
function freeReferences(tx: Executor, hub: string): (date: string, reference: string) => string {
  const takenOn = new Map<string, Set<string>>();
  return (date, reference) => {
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
