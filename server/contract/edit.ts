import { z } from 'zod';
import { id, partLoad } from './basics.ts';

// Fields are named and ordered as in domain/edits, whose code reads them as they are.

const count = z.int().min(0);
type ReadonlyDeep<T> = { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> };

/** Read-only, as the domain has them. */
const readOnly = <T extends z.ZodType>(schema: T) =>
  schema as z.ZodType<ReadonlyDeep<z.output<T>>, ReadonlyDeep<z.input<T>>>;

const runNumber = z.int().min(1).max(1_000_000);
const name = z.string().min(1).max(100);
const stops = z.array(id).min(1).max(5_000);

/** A place in a run; `trip` and `position` count from 0. */
const runPlace = z.object({ run: runNumber, trip: count, position: count });

/** A run that an edit makes: a free number, and a vehicle without a run. */
const newRun = z.object({ run: runNumber, vehicle: name });

const pin = z.enum(['run', 'position']);

const plannedStop = z.object({ stop: id, pin: pin.nullable() });

/** A run as the desk arranges it. */
const deskRun = z.object({
  run: runNumber,
  vehicle: name,
  driver: name.nullable(),
  /** Seconds from the plan's origin at which it leaves; null: when it is best. */
  start: z.int().min(-86_400).max(259_200).nullable(),
  state: z.enum(['open', 'locked']),
  trips: z.array(z.array(plannedStop).min(1)).min(1),
});

/** What one visit serves; `part` null: all of the request. */
const deskStop = z.object({
  stop: id,
  requests: z.array(z.object({ request: id, part: partLoad.nullable() })).min(1),
});

/** All that edits change. A stop that stands in no run is unassigned. */
export const deskPlan = readOnly(
  z.object({ stops: z.array(deskStop), runs: z.array(deskRun), barred: z.array(name) }),
);

const singleEdit = z.discriminatedUnion('type', [
  z.object({ type: z.literal('move'), stops, to: z.union([runPlace, newRun]) }),
  z.object({ type: z.literal('unassign'), stops }),
  z.object({ type: z.literal('reorder'), run: runNumber, trip: count, stops }),
  z.object({ type: z.literal('reverse'), run: runNumber, trip: count.nullable() }),
  z.object({ type: z.literal('swap_tails'), from: z.tuple([runPlace, runPlace]) }),
  z.object({ type: z.literal('split'), at: runPlace, to: newRun }),
  z.object({ type: z.literal('merge'), run: runNumber, into: runNumber }),
  z.object({ type: z.literal('change_vehicle'), run: runNumber, vehicle: name }),
  z.object({ type: z.literal('change_driver'), run: runNumber, driver: deskRun.shape.driver }),
  z.object({ type: z.literal('change_start'), run: runNumber, start: deskRun.shape.start }),
  z.object({ type: z.literal('add_return'), at: runPlace }),
  z.object({ type: z.literal('drop_return'), run: runNumber, trip: count }),
  z.object({ type: z.literal('pin'), stops, pin: pin.nullable() }),
  z.object({ type: z.literal('lock'), runs: z.array(runNumber).min(1) }),
  z.object({ type: z.literal('unlock'), runs: z.array(runNumber).min(1) }),
  z.object({ type: z.literal('bar_vehicle'), vehicle: name }),
  z.object({ type: z.literal('admit_vehicle'), vehicle: name }),
  z.object({
    type: z.literal('replace'),
    runs: z.array(z.object({ run: runNumber, becomes: deskRun.nullable() })),
    stops: z.array(z.object({ stop: id, becomes: deskStop.nullable() })),
    vehicles: z.array(z.object({ vehicle: name, becomes: z.enum(['barred', 'admitted']) })),
  }),
]);

/** One step of a plan's history: what a person changes at once. */
export const edit = readOnly(
  z.discriminatedUnion('type', [
    ...singleEdit.options,
    z.object({ type: z.literal('several'), edits: z.array(singleEdit).min(1).max(1_000) }),
  ]),
);
