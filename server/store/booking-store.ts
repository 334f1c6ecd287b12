import { UserError } from '#server/domain/user-error.ts';
import { isUntold, type Request } from '#server/contract/request.ts';
import {
  aliasedTable,
  and,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  lt,
  or,
  type Placeholder,
  sql,
  type SQL,
} from 'drizzle-orm';
import { assertNotCarried, standInFor } from './carried-links.ts';
import type { Executor } from './database.ts';
import { toUtc } from './instants.ts';
import { deleteUnnamed } from './member-photos.ts';
import { bookings, bookingSettings, memberPhotos, memberPlaces, members } from './members-schema.ts';
import type { BookingStore, NewBooking, StoredBooking } from './port.ts';
import { prepared } from './prepared.ts';
import { keepQuote, oweQuote } from './quote-store.ts';
import { noteReplaced } from './replaced-bookings.ts';
import { assertAllFree, referenceAfter } from './request-references.ts';
import {
  appendChanged,
  insertAll,
  readRequest,
  readRequests,
  selectRequests,
  toRequest,
} from './request-rows.ts';
import { places, requests } from './schema.ts';
import type { Write, Writer } from './writer.ts';

export function makeBookingStore({ db, write, writeTogether, now }: Writer): BookingStore {
  return {
    async listOfDay(hub, date) {
      return readBookings(db, hub, eq(requests.date, date));
    },
    async listOfMember(hub, member, from) {
      const ids = selectOfMember(db, member, gte(requests.date, from))
        .all()
        .map(({ id }) => id);
      return readBookings(db, hub, inArray(requests.id, ids));
    },
    async listOfCooperative(hub, cooperative, from) {
      const ofIt = eq(requests.cooperativeId, Number(cooperative));
      return readBookings(db, hub, and(gte(requests.date, from), ofIt));
    },
    async get(hub, request) {
      const one = { hub, id: request };
      const [row, found] = [statements(db).booking.get(one), statements(db).request.get(one)];
      return row && found ? toBooking(row, toRequest(found)) : null;
    },
    async has(hub, request) {
      return statements(db).idOf.get({ hub, id: request }) !== undefined;
    },
    async listAlike(hub, member, from, { product, kind }) {
      return statements(db).alike.all({ hub, member, from, product, kind });
    },
    async add(hub, { request, replaces, quote, ...words }) {
      return writeTogether((writing) => {
        const { tx, append } = writing;
        const known = statements(tx).whose.get({ id: request.id });
        if (known) {
          // Sent again by the same phone, it is booked already.
          if (known.byId === words.by) return;
          throw new UserError('REFERENCE_TAKEN', 'Ids in use already: this one.', { ids: [request.id] });
        }
        const before = replaces === null ? null : giveWay(tx, hub, replaces);
        const booked = {
          ...request,
          reference: before ? referenceAfter(before, request.id) : request.reference,
        };
        assertAllFree(tx, hub, [booked]);
        insertAll(tx, hub, [booked], now());
        if (before) {
          standInFor(tx, before.id, booked.id);
          noteReplaced(tx, before.id, booked.id);
        }
        insertBooking(writing, booked, { ...words, at: now() });
        if (quote === 'due') oweQuote(tx, booked.id);
        else if (quote) keepQuote(tx, booked.id, quote, now());
        appendChanged(append, hub, before && before.date !== booked.date ? [before, booked] : [booked]);
      });
    },
    async listPlaces(member) {
      return db
        .select({
          name: places.name,
          lat: places.lat,
          lon: places.lon,
          landmark: memberPlaces.landmark,
          photo: memberPlaces.photoId,
        })
        .from(memberPlaces)
        .innerJoin(places, eq(places.id, memberPlaces.placeId))
        .where(eq(memberPlaces.memberId, member))
        .orderBy(desc(memberPlaces.usedAt))
        .limit(12)
        .all();
    },
    async addPhoto(member, { id, type, bytes }) {
      write(({ tx }) => {
        const at = now();
        const row = { id, memberId: member, type, bytes, receivedAt: at };
        tx.insert(memberPhotos).values(row).onConflictDoNothing().run();
        deleteUnnamed(tx, and(eq(memberPhotos.memberId, member), isOld(at)));
      });
    },
    async forgetPhotos() {
      write(({ tx }) => deleteUnnamed(tx, isOld(now())));
    },
    async getPhoto(hub, request) {
      const row = db
        .select({ id: memberPhotos.id, type: memberPhotos.type, bytes: memberPhotos.bytes })
        .from(memberPhotos)
        .innerJoin(bookings, eq(bookings.photoId, memberPhotos.id))
        .innerJoin(requests, eq(requests.id, bookings.requestId))
        .where(and(eq(requests.hubId, hub), eq(requests.id, request)))
        .get();
      return row ?? null;
    },
    async listPhotos(member) {
      return db
        .select({ id: memberPhotos.id, type: memberPhotos.type, bytes: memberPhotos.bytes })
        .from(memberPhotos)
        .where(eq(memberPhotos.memberId, member))
        .all();
    },
    async settle(hub, request, by) {
      write(({ tx, append }) => {
        const found = needBooked(tx, hub, request);
        tx.update(bookings)
          .set({ settledAt: now(), settledBy: by })
          .where(eq(bookings.requestId, request))
          .run();
        appendChanged(append, hub, [found]);
      });
    },
    async setOffer(hub, request, offer) {
      write(({ tx, append }) => {
        const found = needBooked(tx, hub, request);
        tx.update(bookings).set({ offer }).where(eq(bookings.requestId, request)).run();
        appendChanged(append, hub, [found]);
      });
    },
    async settings(hub) {
      const row = db.select().from(bookingSettings).where(eq(bookingSettings.hubId, hub)).get();
      return { keep_days: row?.keepDays ?? null };
    },
    async saveSettings(hub, { keep_days: keepDays }) {
      write(({ tx, append }) => {
        tx.insert(bookingSettings)
          .values({ hubId: hub, keepDays })
          .onConflictDoUpdate({ target: bookingSettings.hubId, set: { keepDays } })
          .run();
        append(hub, { type: 'people.changed', data: {} });
      });
    },
    async forget(hub, before) {
      return write(({ tx }) => {
        const old = tx
          .select({ id: requests.id })
          .from(requests)
          .where(and(eq(requests.hubId, hub), lt(requests.date, before)));
        const named = or(isNotNull(bookings.memberId), isNotNull(bookings.byId));
        return tx
          .update(bookings)
          .set({ memberId: null, byId: null, landmark: '', photoId: null })
          .where(and(inArray(bookings.requestId, old), named))
          .returning({ id: bookings.requestId })
          .all().length;
      });
    },
  };
}

/** What a request took over from another keeps its booking. */
export function carryBooking(tx: Executor, from: string, to: string): void {
  const row = tx.select().from(bookings).where(eq(bookings.requestId, from)).get();
  if (row) {
    tx.insert(bookings)
      .values({ ...row, requestId: to })
      .run();
  }
}

function insertBooking(
  { tx }: Write,
  request: Request,
  {
    member,
    by,
    landmark,
    photo,
    madeAt,
    doubts,
    at,
  }: Omit<NewBooking, 'request' | 'replaces' | 'quote'> & { readonly at: string },
): void {
  const photoId = photo === null ? null : photoOfMates(tx, photo, member);
  const { insert, placeOf, usePlace } = statements(tx);
  const words = { landmark, photoId };
  insert.run({
    ...words,
    requestId: request.id,
    memberId: member,
    byId: by,
    madeAt: toUtc(madeAt),
    arrivedAt: at,
    doubts,
  });
  const { placeId } = placeOf.get({ id: request.id })!; // inserted just now
  usePlace.run({ ...words, memberId: member, placeId, usedAt: at });
}

/** Asked for at every booking. */
const statements = prepared((db) => {
  const id = sql.placeholder('id');
  const one = and(eq(requests.hubId, sql.placeholder('hub')), eq(requests.id, id));
  const values = {
    memberId: sql.placeholder('memberId'),
    landmark: sql.placeholder('landmark'),
    photoId: sql.placeholder('photoId'),
  };
  // A booking that does not say how to find the place leaves what was said before.
  const said = {
    landmark: sql`coalesce(nullif(excluded.landmark, ''), ${memberPlaces.landmark})`,
    photoId: sql`coalesce(excluded.photo_id, ${memberPlaces.photoId})`,
  };
  return {
    idOf: db.select({ id: requests.id }).from(requests).where(one).prepare(),
    booking: selectBookings(db, one).prepare(),
    request: selectRequests(db, one).prepare(),
    alike: selectAlike(db).prepare(),
    whose: db.select({ byId: bookings.byId }).from(bookings).where(eq(bookings.requestId, id)).prepare(),
    insert: db
      .insert(bookings)
      .values({
        ...values,
        requestId: sql.placeholder('requestId'),
        byId: sql.placeholder('byId'),
        madeAt: sql.placeholder('madeAt'),
        arrivedAt: sql.placeholder('arrivedAt'),
        doubts: sql.placeholder('doubts'),
      })
      .prepare(),
    placeOf: db.select({ placeId: requests.placeId }).from(requests).where(eq(requests.id, id)).prepare(),
    usePlace: db
      .insert(memberPlaces)
      .values({ ...values, placeId: sql.placeholder('placeId'), usedAt: sql.placeholder('usedAt') })
      .onConflictDoUpdate({
        target: [memberPlaces.memberId, memberPlaces.placeId],
        set: { ...said, usedAt: sql`excluded.used_at` },
      })
      .prepare(),
  };
});

/** A photo that somebody of a member's own cooperative has sent; null: there is none. */
function photoOfMates(tx: Executor, photo: string, member: string): string | null {
  const mate = aliasedTable(members, 'mate');
  const row = tx
    .select({ id: memberPhotos.id })
    .from(memberPhotos)
    .innerJoin(members, eq(members.id, memberPhotos.memberId))
    .innerJoin(mate, eq(mate.cooperativeId, members.cooperativeId))
    .where(and(eq(memberPhotos.id, photo), eq(mate.id, member)))
    .get();
  return row?.id ?? null;
}

/** A booking that another takes the place of: it is cancelled, and no longer shown as hers. Throws UserError BOOKING_CLOSED, CARRIED_OVER. */
function giveWay(tx: Executor, hub: string, id: string): Request {
  const before = needBooked(tx, hub, id);
  // Since it was looked at, its driver may have been told.
  if (!isUntold(before)) {
    throw new UserError('BOOKING_CLOSED', `The booking ${id} is ${before.state} by now.`, { ids: [id] });
  }
  assertNotCarried(tx, before, 'cancelled');
  tx.update(requests).set({ state: 'cancelled' }).where(eq(requests.id, id)).run();
  tx.delete(bookings).where(eq(bookings.requestId, id)).run();
  return before;
}

/** Throws UserError REQUEST_UNKNOWN. */
function needBooked(tx: Executor, hub: string, id: string): Request {
  const booked = tx.select().from(bookings).where(eq(bookings.requestId, id)).get();
  const found = booked && readRequest(tx, hub, id);
  if (found) return found;
  throw new UserError('REQUEST_UNKNOWN', `There is no booking with id ${id}.`, { ids: [id] });
}

/** Requests with what is known of them besides, the latest booked first. */
function readBookings(db: Executor, hub: string, which: SQL | undefined): StoredBooking[] {
  const rows = selectBookings(db, and(eq(requests.hubId, hub), which))
    .limit(mostRows)
    .all();
  const ids = rows.map(({ id }) => id);
  const found = new Map(
    readRequests(db, and(eq(requests.hubId, hub), inArray(requests.id, ids))).map((each) => [each.id, each]),
  );
  return rows.map((row) => toBooking(row, found.get(row.id)!)); // of the same rows
}

function selectBookings(db: Executor, which: SQL | undefined) {
  const who = aliasedTable(members, 'who');
  const by = aliasedTable(members, 'by');
  return db
    .select({ id: requests.id, booking: bookings, who, by, cooperative: requests.cooperativeId })
    .from(requests)
    .leftJoin(bookings, eq(bookings.requestId, requests.id))
    .leftJoin(who, eq(who.id, bookings.memberId))
    .leftJoin(by, eq(by.id, bookings.byId))
    .where(which)
    .orderBy(desc(requests.seq));
}

type BookingRow = ReturnType<ReturnType<typeof selectBookings>['all']>[number];

function toBooking({ booking, who, by, cooperative }: BookingRow, request: Request): StoredBooking {
  return {
    request,
    cooperative: cooperative === null ? null : String(cooperative),
    member: who && nameOf(who),
    by: by && nameOf(by),
    landmark: booking?.landmark ?? '',
    photo: booking?.photoId ?? null,
    madeAt: booking?.madeAt ?? null,
    arrivedAt: booking?.arrivedAt ?? null,
    doubts: booking?.doubts ?? [],
    settledAt: booking?.settledAt ?? null,
    offer: booking?.offer ?? null,
  };
}

/** What is like a given booking, the latest booked first. */
function selectAlike(db: Executor) {
  return selectOfMember(
    db,
    sql.placeholder('member'),
    and(
      eq(requests.hubId, sql.placeholder('hub')),
      gte(requests.date, sql.placeholder('from')),
      eq(requests.product, sql.placeholder('product')),
      eq(requests.kind, sql.placeholder('kind')),
    ),
  );
}

/** By a cross join, since SQLite would else look through all that the hub has had since the day. */
function selectOfMember(db: Executor, member: string | Placeholder, which: SQL | undefined) {
  const { id, state, date, kg } = requests;
  return db
    .select({ id, state, date, kg, place: places.name })
    .from(bookings)
    .crossJoin(requests)
    .innerJoin(places, eq(places.id, requests.placeId))
    .where(and(eq(id, bookings.requestId), eq(bookings.memberId, member), which))
    .orderBy(desc(requests.seq));
}

/** A photo waits so long for the booking that names it: a phone without signal sends both together. */
const unnamedMs = 7 * 86_400_000;

const isOld = (at: string): SQL =>
  lt(memberPhotos.receivedAt, new Date(Date.parse(at) - unnamedMs).toISOString());

/** A day has no more; a phone is not to be sent more. */
const mostRows = 10_000;

const nameOf = ({ id, name, phone }: typeof members.$inferSelect) => ({ id, name, phone });
