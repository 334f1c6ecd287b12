import type { Request } from '#server/contract/request.ts';
import { roundKg } from '#server/domain/edits/loose-parts.ts';
import { and, asc, eq, getTableColumns, max, ne, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { carriedRequests, carriedRests } from './carried-schema.ts';
import type { Executor } from './database.ts';
import { prepared } from './prepared.ts';
import { toUtc } from './instants.ts';
import { cooperatives, places, requests } from './schema.ts';
import type { Write } from './writer.ts';

/** One event per day concerned; a list is of one day, so mostly one. */
export function appendChanged(append: Write['append'], hub: string, changed: readonly Request[]): void {
  for (const date of new Set(changed.map((request) => request.date))) {
    const count = changed.filter((request) => request.date === date).length;
    append(hub, { type: 'requests.changed', data: { date, count } });
  }
}

export function insertAll(tx: Executor, hubId: string, added: readonly Request[], createdAt: string): void {
  const placeId = findOrCreatePlace(tx, hubId);
  const cooperativeId = findOrCreateCooperative(tx, hubId);
  const { insert } = statements(tx);
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

/** For every row of every list and booking. */
const statements = prepared((db) => {
  const { seq: _seq, ...columns } = getTableColumns(requests);
  const placeholders = Object.keys(columns).map((name) => [name, sql.placeholder(name)]);
  // Every column but the one SQLite numbers, each with a placeholder of its own name.
  const values = Object.fromEntries(placeholders) as typeof requests.$inferInsert;
  const isPlace = and(
    eq(places.hubId, sql.placeholder('hubId')),
    eq(places.name, sql.placeholder('name')),
    eq(places.lat, sql.placeholder('lat')),
    eq(places.lon, sql.placeholder('lon')),
  );
  const isCooperative = and(
    eq(cooperatives.hubId, sql.placeholder('hubId')),
    eq(cooperatives.name, sql.placeholder('name')),
  );
  return {
    insert: db.insert(requests).values(values).prepare(),
    place: db.select({ id: places.id }).from(places).where(isPlace).prepare(),
    cooperative: db.select({ id: cooperatives.id }).from(cooperatives).where(isCooperative).prepare(),
  };
});

function findOrCreatePlace(tx: Executor, hubId: string): (request: Request) => number {
  const ids = new Map<string, number>();
  return ({ place: name, lat, lon }) => {
    const key = `${lat} ${lon} ${name}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const found = statements(tx).place.get({ hubId, name, lat, lon });
    const { id } =
      found ?? tx.insert(places).values({ hubId, name, lat, lon }).returning({ id: places.id }).get();
    ids.set(key, id);
    return id;
  };
}

function findOrCreateCooperative(tx: Executor, hubId: string): (name: string) => number {
  const ids = new Map<string, number>();
  return (name) => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const found = statements(tx).cooperative.get({ hubId, name });
    const { id } =
      found ?? tx.insert(cooperatives).values({ hubId, name }).returning({ id: cooperatives.id }).get();
    ids.set(name, id);
    return id;
  };
}

export function readRequest(db: Executor, hub: string, id: string): Request | null {
  return readRequests(db, and(eq(requests.hubId, hub), eq(requests.id, id)))[0] ?? null;
}

export function readRequests(db: Executor, where: SQL | undefined): Request[] {
  return selectRequests(db, where).all().map(toRequest);
}

export function selectRequests(db: Executor, where: SQL | undefined) {
  const later = standingCopies(db);
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
      firstDate: carriedRequests.firstDate,
      to: later.date,
      wholes: later.wholes,
      restKg: later.restKg,
      restCrates: later.restCrates,
      restParcels: later.restParcels,
    })
    .from(requests)
    .innerJoin(places, eq(places.id, requests.placeId))
    .leftJoin(cooperatives, eq(cooperatives.id, requests.cooperativeId))
    .leftJoin(carriedRequests, eq(carriedRequests.requestId, requests.id))
    .leftJoin(later, eq(later.fromId, requests.id))
    .where(where)
    .orderBy(asc(requests.seq));
}

type RequestRow = ReturnType<ReturnType<typeof selectRequests>['all']>[number];

export function toRequest(row: RequestRow): Request {
  const { firstDate, to, wholes, restKg, restCrates, restParcels, ...request } = row;
  if (firstDate === null && to === null) return request;
  const hasRest = wholes === 0 && restKg !== null;
  return {
    ...request,
    carried: {
      first_date: firstDate ?? request.date,
      to,
      ...(hasRest && {
        rest: { kg: roundKg(restKg), crates: restCrates ?? 0, parcels: restParcels ?? 0 },
      }),
    },
  };
}

/** Of requests that were carried over, in whole or in part: the last day where one stands for them, by `fromId`. */
function standingCopies(db: Executor) {
  const sumOf = (column: SQLiteColumn, name: string) => sql<number | null>`sum(${column})`.as(name);
  return db
    .select({
      fromId: carriedRequests.fromId,
      date: max(requests.date).as('last_date'),
      wholes: sql<number>`count(*) - count(${carriedRests.requestId})`.as('wholes'),
      restKg: sumOf(carriedRests.kg, 'rest_kg'),
      restCrates: sumOf(carriedRests.crates, 'rest_crates'),
      restParcels: sumOf(carriedRests.parcels, 'rest_parcels'),
    })
    .from(carriedRequests)
    .innerJoin(requests, and(eq(requests.id, carriedRequests.requestId), ne(requests.state, 'cancelled')))
    .leftJoin(carriedRests, eq(carriedRests.requestId, carriedRequests.requestId))
    .groupBy(carriedRequests.fromId)
    .as('standing_copies');
}
