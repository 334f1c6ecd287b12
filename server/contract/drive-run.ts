import { z } from 'zod';
import { id, instant, localDate } from './basics.ts';
import { runEvent } from './drive.ts';
import { product, region } from './hub.ts';
import { frozenRun } from './publication.ts';

/** `waiting`: the desk is asked. `replaced`: another phone has the run now; what it noted before still counts. */
export const phoneState = z.enum(['bound', 'waiting', 'refused', 'replaced']);
export type PhoneState = z.infer<typeof phoneState>;

/** A run as one revision has it; `frozen` null: it was withdrawn. */
const runVersion = z.object({ revision: z.int(), frozen: frozenRun.nullable() });
export type RunVersion = z.infer<typeof runVersion>;

/** Whose a request is and how her place is found. It is told to the phone that has the run and never frozen. */
const runContact = z.object({
  request: id,
  /** Of the member who booked it, or of the cooperative. */
  name: z.string(),
  /** '' : not known. */
  phone: z.string(),
  /** In her words; '' : she said nothing. */
  landmark: z.string(),
  /** Id of the photo of her place, which getDrivenPhoto gives; null: there is none. */
  photo: id.nullable(),
});
export type RunContact = z.infer<typeof runContact>;

const toldVersion = runVersion.extend({ contacts: z.array(runContact) });
export type ToldVersion = z.infer<typeof toldVersion>;

/** All that a phone needs to work a run without signal; directions come apart, by language. */
export const drivenRunWire = z.object({
  run: id,
  number: z.int(),
  date: localDate,
  phone: phoneState,
  hub: z.object({
    name: z.string(),
    lat: z.number(),
    lon: z.number(),
    /** '' : not known. */
    phone: z.string(),
    timezone: z.string(),
    currency: z.string(),
  }),
  products: z.array(
    product
      .pick({ name: true, kg_per_crate: true, kg_per_parcel: true })
      // Absent where a phone took the run along before there were any.
      .extend({ names: product.shape.names.optional() }),
  ),
  latest: toldVersion,
  /** Those that events name. */
  earlier: z.array(runVersion),
  /** From all phones. */
  events: z.array(runEvent),
});
export type DrivenRunWire = z.infer<typeof drivenRunWire>;

export const syncOrder = z.object({
  events: z.array(runEvent).max(500),
  /** The last revision that the phone knows. */
  revision: z.int().min(0),
});

export const syncAnswer = z.object({
  /** By the server's clock, so that the phone can measure its own. */
  now: instant,
  phone: phoneState,
  /** Null: the phone knows it. */
  latest: toldVersion.nullable(),
  /** How many events of other phones there are. */
  others: z.int(),
});
export type SyncAnswer = z.infer<typeof syncAnswer>;

/** A turn, and where it is. */
export const drivenLeg = z.object({
  to: z.string(),
  seconds: z.int(),
  metres: z.int(),
  steps: z.array(
    z.object({ text: z.string(), metres: z.int(), seconds: z.int(), lon: z.number(), lat: z.number() }),
  ),
});
export type DrivenLeg = z.infer<typeof drivenLeg>;

/** The map along a run: what a phone needs of it without signal, 5 MB at most with the program that draws it. */
export const runMap = region.pick({ bounds: true, built: true, attribution: true }).extend({
  revision: z.int(),
  /** Coarse ones first; `bytes` as they are sent, 0 where a tile is empty. */
  tiles: z.array(z.object({ z: z.int(), x: z.int(), y: z.int(), bytes: z.int() })),
});
export type RunMap = z.infer<typeof runMap>;

/** A run and its phones, as the desk sees them. */
export const deskDrivenRun = drivenRunWire.pick({ run: true, number: true, earlier: true }).extend({
  latest: runVersion,
  events: z.array(runEvent.extend({ received_at: instant })),
  phones: z.array(z.object({ id, label: z.string(), state: phoneState, asked_at: instant })),
  /** Until when a link of it lets a phone in; null: none does. */
  link_until: instant.nullable(),
});
export type DeskDrivenRun = z.infer<typeof deskDrivenRun>;

export const runLink = z.object({ run: id, number: z.int(), url: z.url(), expires_at: instant });
export type RunLink = z.infer<typeof runLink>;
