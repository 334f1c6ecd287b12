import { z } from 'zod';
import { id, instant, localDate, locale, localTime } from './basics.ts';
import { deskTextDraft } from './booking-text.ts';
import { member, memberRole } from './cooperative.ts';
import { product, region } from './hub.ts';
import { moneyLine } from './money.ts';
import { keptQuote } from './quote.ts';
import { request } from './request.ts';

/** What the desk should look at before it plans a booking. */
const bookingDoubt = z.discriminatedUnion('code', [
  /** `metres` to the nearest road its vehicles may use; null: none was found. */
  z.object({ code: z.literal('off_road'), metres: z.number().nullable() }),
  /** More than twice what the member has mostly booked of the product. */
  z.object({ code: z.literal('twice_usual'), usual_kg: z.number() }),
  /** Like one that she has booked for the day already. */
  z.object({ code: z.literal('duplicate'), of: id }),
  /** Made in time by the phone's clock, but come in after the hub's cut-off. */
  z.object({ code: z.literal('late') }),
  /** Routing did not answer, so nobody knows how far it is from a road. */
  z.object({ code: z.literal('unchecked') }),
  /**
   * The driver of a run took it along and nobody had booked it. `grower`: as he wrote it, or ''; `is_placed`: his phone knew
   * where that was.
   */
  z.object({ code: z.literal('unplanned'), run: z.int(), grower: z.string(), is_placed: z.boolean() }),
]);
export type BookingDoubt = z.infer<typeof bookingDoubt>;

/** Another day or time that the desk proposes; nothing changes until she takes it. */
const bookingOffer = z.object({
  date: localDate,
  ready_from: instant,
  ready_until: instant,
  at: instant,
  /** One that was taken is gone with the booking it was made for. */
  answer: z.literal('declined').nullable(),
});
export type BookingOffer = z.infer<typeof bookingOffer>;

/** What is told of a booking from a phone. */
export const bookingDraft = z.object({
  kind: request.shape.kind,
  date: localDate,
  /** A name, or a plus code; a plus code alone needs no lat and lon. */
  place: z.string().trim().max(200),
  lat: z.number().min(-90).max(90).nullable(),
  lon: z.number().min(-180).max(180).nullable(),
  /** How to find it, in her words. */
  landmark: z.string().trim().max(300),
  /** Of the place, sent before; null: there is none. */
  photo: id.nullable().default(null),
  product: z.string().trim().max(100),
  kg: z.number().positive().max(100_000),
  /** Null: worked out from kg. */
  crates: z.int().min(0).max(10_000).nullable(),
  parcels: z.int().min(0).max(10_000).nullable(),
  /** On the hub's clock. */
  ready_from: localTime,
  ready_until: localTime,
  harvested_at: instant.nullable(),
  /** Made by the phone: sent again, it is the same booking. */
  id: z.uuid(),
  /** Her booking that this one takes the place of; null: it is a new one. */
  replaces: id.nullable(),
  /** For whom; null: for herself. */
  member: id.nullable(),
  /** When she tapped, by the phone. */
  made_at: instant,
});
export type BookingDraft = z.infer<typeof bookingDraft>;

/** A booking as a phone shows it. */
export const booking = z.object({
  ...request.pick({
    id: true,
    kind: true,
    state: true,
    date: true,
    place: true,
    lat: true,
    lon: true,
    product: true,
    kg: true,
    crates: true,
    crates_derived: true,
    parcels: true,
    parcels_derived: true,
    ready_from: true,
    ready_until: true,
    harvested_at: true,
  }).shape,
  /** Whose it is. */
  member: z.object({ id, name: z.string() }).nullable(),
  landmark: z.string(),
  photo: id.nullable(),
  /** When she tapped; null: it came to the hub another way. */
  made_at: instant.nullable(),
  /** Whether she may still change or cancel it herself. */
  is_open: z.boolean(),
  /**
   * When the truck is to be there. `planned`: by a plan that may still change. `told`: as its driver has it. `on_the_way`:
   * it is out, and is expected by what its driver has tapped. `here`: it is at the place since `from`. `phone`: the
   * driver's, or ''. Null: nobody knows, or it is over.
   */
  arrival: z
    .object({
      status: z.enum(['planned', 'told', 'on_the_way', 'here']),
      from: instant,
      until: instant,
      phone: z.string(),
    })
    .nullable(),
  /** What the hub's scale said, or before it the driver's; null: not weighed yet. */
  collected_kg: z.number().nullable(),
  /** What she was told before she booked; null: no price could be made. */
  quote: keptQuote.pick({ amount: true, low: true, high: true, basis: true, binding_kg: true }).nullable(),
  /** What she is billed, with corrections, in minor units, once the day is settled. */
  price: z.number().nullable(),
  /** Null also once a driver has it. It may be taken after the cut-off too. */
  offer: bookingOffer.nullable(),
});
export type Booking = z.infer<typeof booking>;

/** A place where she has booked before. */
const knownPlace = z.object({
  name: z.string(),
  lat: z.number(),
  lon: z.number(),
  landmark: z.string(),
  photo: id.nullable(),
});
export type KnownPlace = z.infer<typeof knownPlace>;

/** All that the booking page needs, in one answer that a phone can keep. */
export const bookingStart = z.object({
  member,
  cooperative: z.object({ name: z.string(), phone: z.string() }),
  hub: z.object({
    name: z.string(),
    phone: z.string(),
    lat: z.number(),
    lon: z.number(),
    timezone: z.string(),
    currency: z.string(),
    cut_off: localTime.nullable(),
  }),
  /** For a map of its region. */
  map: region.pick({ bounds: true, built: true, attribution: true }),
  /** Days that can still be booked, the first first. */
  days: z.array(localDate),
  products: z.array(product),
  /** Last used first. */
  places: z.array(knownPlace),
  /** For whom she may book besides herself; nobody where she is a grower. */
  members: z.array(z.object({ id, name: z.string(), role: memberRole, places: z.array(knownPlace) })),
  /** Of the last weeks and of days to come, the latest made first. */
  bookings: z.array(booking),
  /** By which the browser knows that notices come from this server (VAPID, base64url); null: it sends none. */
  push_key: z.string().nullable(),
  /** Names the days, products and bookings as they are told here: bookingEvents says at once where they are others by then. */
  seen: z.string(),
});
export type BookingStart = z.infer<typeof bookingStart>;

/** A list for many, a line for each; so much is read at once. */
export const linesText = z.string().trim().min(1).max(8000);

/** A line of a list for many: whose it may be (nobody is named, or several are called so), and what it books, if anything. */
export const textLine = z.object({
  line: z.string(),
  members: z.array(z.object({ id, name: z.string() })),
  drafts: z.array(deskTextDraft),
});
export type TextLine = z.infer<typeof textLine>;

/** What a link says to whoever opens it; nothing changes by reading it. */
export const memberInvite = z.object({
  name: z.string(),
  cooperative: z.string(),
  hub: z.string(),
  locale,
  expires_at: instant,
});
export type MemberInvite = z.infer<typeof memberInvite>;

/** A one-time link, whole. */
export const memberLink = z.object({ link: z.string(), expires_at: instant });

/** A booking as the desk sees it, besides its request. */
export const bookingAtDesk = z.object({
  request: id,
  member: z.object({ id, name: z.string(), phone: z.string() }).nullable(),
  /** Who tapped, where that was another. */
  by: z.object({ id, name: z.string(), phone: z.string() }).nullable(),
  landmark: z.string(),
  has_photo: z.boolean(),
  made_at: instant,
  arrived_at: instant,
  doubts: z.array(bookingDoubt),
  settled_at: instant.nullable(),
  offer: bookingOffer.nullable(),
});
export type BookingAtDesk = z.infer<typeof bookingAtDesk>;

const base64url = z.string().regex(/^[\w-]+$/);

/** Where a browser takes notices, as its Push API gives it, and the language she reads. */
export const pushSubscription = z.object({
  endpoint: z.url().max(2000),
  keys: z.object({ p256dh: base64url.length(87), auth: base64url.length(22) }),
  locale,
});
export type PushSubscription = z.infer<typeof pushSubscription>;

/** Her bookings are no longer as they were; it is told on the stream alone and not kept in the log. */
export const bookingsChanged = z.object({ type: z.literal('bookings.changed'), data: z.object({}) });
export type BookingsChanged = z.infer<typeof bookingsChanged>;

export const bookingSettings = z.object({
  /** Days after its day that a booking keeps a name; null: for as long as the request is there. */
  keep_days: z.int().min(7).max(3650).nullable(),
});
export type BookingSettings = z.infer<typeof bookingSettings>;

/** What a booking of a settled day came to, and how; minor units. */
export const bookingReceipt = moneyLine
  .pick({
    booked_kg: true,
    weighed_kg: true,
    products: true,
    parcels: true,
    parts: true,
    alone: true,
    baseline: true,
    quote: true,
    billed: true,
    billed_by: true,
  })
  .extend({
    /** Its cooperative divides its bill otherwise than the hub bills. */
    is_divided: z.boolean(),
    corrections: z.array(z.object({ amount: z.int(), note: z.string() })),
    paid: z.int(),
    /** Runs that it was in: hub, stops and hub as they were visited, to about a kilometre. */
    ways: z.array(
      z.array(z.object({ lat: z.number(), lon: z.number(), kind: z.enum(['hub', 'stop', 'own']) })),
    ),
  });
export type BookingReceipt = z.infer<typeof bookingReceipt>;
