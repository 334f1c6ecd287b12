import type { BookingDoubt, BookingOffer } from '#server/contract/booking.ts';
import type { Locale } from '#server/contract/basics.ts';
import type { MemberRole } from '#server/contract/cooperative.ts';
import type { ShareBasis } from '#server/contract/money.ts';
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { cooperatives, hubs, places, requests, users } from './schema.ts';

/** How a cooperative is reached and divides what it owes; one that a list named first has none yet. */
export const cooperativeContacts = sqliteTable('cooperative_contacts', {
  cooperativeId: integer('cooperative_id')
    .primaryKey()
    .references(() => cooperatives.id),
  phone: text('phone').notNull(),
  /** Null: nobody has said. */
  locale: text('locale').$type<Locale>(),
  /** Null: as the hub bills. */
  dividesBy: text('divides_by').$type<ShareBasis>(),
});

/** Growers, leaders and agents of cooperatives: who books from a phone, without an account. */
export const members = sqliteTable(
  'members',
  {
    id: text('id').primaryKey(),
    cooperativeId: integer('cooperative_id')
      .notNull()
      .references(() => cooperatives.id),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    locale: text('locale').$type<Locale>().notNull(),
    role: text('role').$type<MemberRole>().notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('members_cooperative').on(table.cooperativeId)],
);

const memberId = () =>
  text('member_id')
    .notNull()
    .references(() => members.id, { onDelete: 'cascade' });

/** What a member took of her places, so that a driver finds them. */
export const memberPhotos = sqliteTable(
  'member_photos',
  {
    /** Made by the phone: sent again, it is the same photo. */
    id: text('id').primaryKey(),
    memberId: memberId(),
    type: text('type').notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [index('member_photos_member').on(table.memberId)],
);

/** Where a member has booked before, so that she finds it again. */
export const memberPlaces = sqliteTable(
  'member_places',
  {
    memberId: memberId(),
    placeId: integer('place_id')
      .notNull()
      .references(() => places.id),
    landmark: text('landmark').notNull(),
    photoId: text('photo_id').references(() => memberPhotos.id, { onDelete: 'set null' }),
    usedAt: text('used_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.placeId] })],
);

/** One-time links that bind a phone: sent by somebody, or made by the phone itself for its other browser. */
export const memberLinks = sqliteTable(
  'member_links',
  {
    /** SHA-256 of the link's secret. */
    tokenHash: text('token_hash').primaryKey(),
    memberId: memberId(),
    expiresAt: text('expires_at').notNull(),
    usedAt: text('used_at'),
  },
  (table) => [index('member_links_member').on(table.memberId)],
);

/** Phones that are bound. */
export const memberSessions = sqliteTable(
  'member_sessions',
  {
    /** By which the desk names it. */
    id: text('id').primaryKey(),
    /** SHA-256 of the cookie's secret. */
    tokenHash: text('token_hash').notNull().unique(),
    memberId: memberId(),
    /** Browser and system in a few words. */
    device: text('device').notNull(),
    createdAt: text('created_at').notNull(),
    /** The last day, in UTC, on which it called. */
    seenOn: text('seen_on').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [index('member_sessions_member').on(table.memberId)],
);

/** What is known of a request that came from a phone, besides the request. */
export const bookings = sqliteTable(
  'bookings',
  {
    requestId: text('request_id')
      .primaryKey()
      .references(() => requests.id),
    /** Whose it is; null after her data were deleted. */
    memberId: text('member_id').references(() => members.id, { onDelete: 'set null' }),
    /** Who tapped. */
    byId: text('by_id').references(() => members.id, { onDelete: 'set null' }),
    /** How to find the place, in her words. */
    landmark: text('landmark').notNull(),
    photoId: text('photo_id').references(() => memberPhotos.id, { onDelete: 'set null' }),
    /** When she tapped, by her phone. */
    madeAt: text('made_at').notNull(),
    arrivedAt: text('arrived_at').notNull(),
    doubts: text('doubts', { mode: 'json' }).$type<BookingDoubt[]>().notNull(),
    /** When a person at the desk looked at its doubts. */
    settledAt: text('settled_at'),
    settledBy: text('settled_by').references(() => users.id),
    /** Another day or time the desk proposes. */
    offer: text('offer', { mode: 'json' }).$type<BookingOffer>(),
  },
  (table) => [index('bookings_member').on(table.memberId)],
);

/** Bookings that another took the place of, and the one that did so last. */
export const replacedBookings = sqliteTable(
  'replaced_bookings',
  {
    requestId: text('request_id')
      .primaryKey()
      .references(() => requests.id),
    byId: text('by_id')
      .notNull()
      .references(() => requests.id),
  },
  (table) => [index('replaced_bookings_by').on(table.byId)],
);

/** How a hub keeps what phones sent. */
export const bookingSettings = sqliteTable('booking_settings', {
  hubId: text('hub_id')
    .primaryKey()
    .references(() => hubs.id),
  /** Days after its day that a booking keeps a name; null: for as long as the request is there. */
  keepDays: integer('keep_days'),
});
