import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, getTableColumns, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import { toUtc } from './instants.ts';
import type { RequestStore } from './port.ts';
import { cooperatives, places, requests } from './schema.ts';
import type { Write, Writer } from './writer.ts';

/** Ids per question, below SQLite's limit of variables. */
const idsAtOnce = 1000;

export function makeRequestStore({ db, write, now }: Writer): RequestStore {
  return {
    async listByDay(hub, date) {
      return readRequests(db, and(eq(requests.hubId, hub), eq(requests.date, date)));
    },
    async get(hub, id) {
      return readRequest(db, hub, id);
    },
    async addAll(hub, added) {
      if (added.length === 0) return;
      write(({ tx, append }) => {
        assertHub(tx, hub);
        assertFree(tx, hub, added);
        insertAll(tx, hub, added, now());
        appendChanged(append, hub, added);
      });
    },
    async setState(hub, id, state) {
      return write(({ tx, append }) => {
        const before = readRequest(tx, hub, id);
        if (before === null) {
          throw new UserError('REQUEST_UNKNOWN', `There is no request with id ${id}.`, { ids: [id] });
        }
        if (before.state === state) return before;
        if (before.state === 'cancelled') assertReferencesFree(tx, hub, [before]);
        tx.update(requests).set({ state }).where(eq(requests.id, id)).run();
        appendChanged(append, hub, [before]);
        return { ...before, state };
      });
    },
  };
}

/** One event per day concerned; a list is of one day, so mostly one. */
function appendChanged(append: Write['append'], hub: string, changed: readonly Request[]): void {
  for (const date of new Set(changed.map((request) => request.date))) {
    const count = changed.filter((request) => request.date === date).length;
    append(hub, { type: 'requests.changed', data: { date, count } });
  }
}

function assertFree(tx: Executor, hub: string, added: readonly Request[]): void {
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

function assertReferencesFree(tx: Executor, hub: string, added: readonly Request[]): void {
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

function insertAll(tx: Executor, hubId: string, added: readonly Request[], createdAt: string): void {
  const placeId = findOrCreatePlace(tx, hubId);
  const cooperativeId = findOrCreateCooperative(tx, hubId);
  const insert = preparedInsert(tx);
  const rows = added.map((request) => ({
    id: request.id,
    hubId,
    reference: request.reference,
    kind: request.kind,
    state: request.state,
    date: request.date,
    placeId: placeId(request),
    product: request.product,
    kg: request.kg,
    crates: request.crates,
    cratesDerived: request.crates_derived,
    parcels: request.parcels,
    parcelsDerived: request.parcels_derived,
    readyFrom: toUtc(request.ready_from),
    readyUntil: toUtc(request.ready_until),
    harvestedAt: request.harvested_at === null ? null : toUtc(request.harvested_at),
    serviceMinutes: request.service_minutes,
    largestVehicle: request.largest_vehicle,
    priority: request.priority,
    cooperativeId: request.cooperative === null ? null : cooperativeId(request.cooperative),
    createdAt,
  }));
  for (const row of rows) insert.run(row);
}

/** One statement for every row: putting a statement together takes longer than running it. */
function preparedInsert(tx: Executor) {
  const { seq: _seq, ...columns } = getTableColumns(requests);
  const placeholders = Object.keys(columns).map((name) => [name, sql.placeholder(name)]);
  // Every column but the one SQLite numbers, each with a placeholder of its own name.
  const values = Object.fromEntries(placeholders) as typeof requests.$inferInsert;
  return tx.insert(requests).values(values).prepare();
}

function findOrCreatePlace(tx: Executor, hubId: string): (request: Request) => number {
  const ids = new Map<string, number>();
  return ({ place: name, lat, lon }) => {
    const key = `${lat} ${lon} ${name}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const isSame = and(
      eq(places.hubId, hubId),
      eq(places.name, name),
      eq(places.lat, lat),
      eq(places.lon, lon),
    );
    const found = tx.select({ id: places.id }).from(places).where(isSame).get();
    const { id } =
      found ?? tx.insert(places).values({ hubId, name, lat, lon }).returning({ id: places.id }).get();
    ids.set(key, id);
    return id;
  };
}

function findOrCreateCooperative(tx: Executor, hubId: string): (name: string) => number {
  const rows = tx.select().from(cooperatives).where(eq(cooperatives.hubId, hubId)).all();
  const ids = new Map(rows.map((row) => [row.name, row.id]));
  return (name) => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const { id } = tx.insert(cooperatives).values({ hubId, name }).returning({ id: cooperatives.id }).get();
    ids.set(name, id);
    return id;
  };
}

function readRequest(db: Executor, hub: string, id: string): Request | null {
  return readRequests(db, and(eq(requests.hubId, hub), eq(requests.id, id)))[0] ?? null;
}

function readRequests(db: Executor, where: SQL | undefined): Request[] {
  return db
    .select({
      id: requests.id,
      reference: requests.reference,
      kind: requests.kind,
      state: requests.state,
      date: requests.date,
      place: places.name,
      lat: places.lat,
      lon: places.lon,
      product: requests.product,
      kg: requests.kg,
      crates: requests.crates,
      crates_derived: requests.cratesDerived,
      parcels: requests.parcels,
      parcels_derived: requests.parcelsDerived,
      ready_from: requests.readyFrom,
      ready_until: requests.readyUntil,
      harvested_at: requests.harvestedAt,
      service_minutes: requests.serviceMinutes,
      largest_vehicle: requests.largestVehicle,
      priority: requests.priority,
      cooperative: cooperatives.name,
    })
    .from(requests)
    .innerJoin(places, eq(places.id, requests.placeId))
    .leftJoin(cooperatives, eq(cooperatives.id, requests.cooperativeId))
    .where(where)
    .orderBy(asc(requests.seq))
    .all();
}
