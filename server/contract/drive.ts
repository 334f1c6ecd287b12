import { z } from 'zod';
import { id, instant, point } from './basics.ts';
import { mostOfTap } from './tap-bounds.ts';

// Deeds are named and ordered as in domain/drive, whose code reads them as they are.

const note = z.string().max(500);
const reason = z.string().trim().max(300);
const kg = z.number().min(0).max(mostOfTap.kg);
const count = z.int().min(0).max(mostOfTap.count);
const pictureId = z.string().min(1).max(64);
const km = z.number().min(0).max(mostOfTap.km);
const paid = z.int().min(0).max(mostOfTap.paid);

const item = z.object({ request: id, visit: z.int().min(1).max(100) });

const proof = {
  note,
  photo: pictureId.nullable(),
  consent: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('drawn'), picture: pictureId }),
      z.object({ kind: z.literal('spoken') }),
    ])
    .nullable(),
};

const amounts = { kg, crates: count, parcels: count };

const collected = {
  ...amounts,
  ...proof,
  tare_kg: kg,
  crates_back: count,
  products: z.array(z.object({ product: z.string().max(100), kg })).max(20),
};

/** Why less was taken than was there. */
const partlyReason = z.enum(['not_ready', 'no_room', 'quality', 'other']);
const missedReason = z.enum(['nobody', 'not_ready', 'no_room', 'no_way', 'quality', 'not_wanted', 'other']);
const vehicleFault = z.enum(['tyres', 'brakes', 'lights', 'load_space', 'papers', 'fuel', 'other']);

/** What a driver taps; domain/drive/run-event.ts says what each means. */
const runDeed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted') }),
  z.object({ kind: z.literal('declined'), reason }),
  z.object({ kind: z.literal('seen') }),
  z.object({
    kind: z.literal('checked'),
    odometer_km: km.nullable(),
    faults: z.array(vehicleFault).max(10),
    note,
  }),
  z.object({ kind: z.literal('left_hub'), trip: z.int().min(0).max(50) }),
  z.object({ kind: z.literal('at_hub'), trip: z.int().min(0).max(50) }),
  z.object({ kind: z.literal('arrived'), items: z.array(item).min(1).max(200) }),
  z.object({ kind: z.literal('departed'), items: z.array(item).min(1).max(200) }),
  z.object({ kind: z.literal('collected'), item, partly: partlyReason.nullable(), ...collected }),
  z.object({ kind: z.literal('missed'), item, reason: missedReason, ...proof }),
  z.object({ kind: z.literal('goods_refused'), item, reason, ...amounts, ...proof }),
  z.object({ kind: z.literal('delivered'), item, to: z.string().trim().max(100), ...amounts, ...proof }),
  z.object({
    kind: z.literal('unplanned'),
    // With the run's id it makes that of a request.
    pickup: z.string().min(1).max(20),
    place: z.string().trim().max(200),
    grower: z.string().trim().max(100),
    product: z.string().trim().max(100),
    ...collected,
  }),
  z.object({ kind: z.literal('undone'), event: z.uuid() }),
  z.object({
    kind: z.literal('back'),
    odometer_km: km.nullable(),
    fuel_litres: z.number().min(0).max(mostOfTap.litres).nullable(),
    fuel_paid: paid.nullable(),
    tolls_paid: paid.nullable(),
    waiting_minutes: z.int().min(0).max(mostOfTap.minutes).nullable(),
    note,
  }),
  z.object({ kind: z.literal('position') }),
]);

/** A tap of a driver: `at` by the phone's clock, whatever it was. */
export const runEvent = z.object({
  id: z.uuid(),
  phone: id,
  order: z.int().min(1).max(100_000),
  at: instant,
  clock_offset_ms: z.int().min(-mostOfTap.clockOffsetMs).max(mostOfTap.clockOffsetMs).nullable(),
  position: point.extend({ accuracy_metres: z.number().min(0).max(1e7) }).nullable(),
  /** Of the run as it was on the phone. */
  revision: z.int().min(0),
  deed: runDeed,
});
export type RunEventWire = z.infer<typeof runEvent>;

// Without zod, so that phones need not load it.
export { drivenEvent, drivenRun } from './driven-run.ts';
