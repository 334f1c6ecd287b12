import { z } from 'zod';
import { id, instant, localDate, vehicleClass } from './basics.ts';
import { deskPlan, edit } from './edit.ts';
import { planFix, unassignedCode } from './plan.ts';
import { rateTerms } from './rates.ts';

/** Loads in the order kg, crates, parcels. */
const amounts = z.array(z.number());
/** Seconds from the plan's origin. */
const seconds = z.int();
const window = z.object({ start: seconds, end: seconds });

/** One step of a plan's history. */
export const planStep = z.object({
  /** The version that the plan has with it. */
  edit_version: z.int(),
  /** Made by the page that sent it; null: none was. */
  id: z.uuid().nullable(),
  kind: z.enum(['edit', 'undo', 'redo', 'solve', 'adopt']),
  /** Of undo and redo: the version of the step that was taken back, or made again. */
  of: z.int().nullable(),
  /** What was done to the plan before it. */
  edit,
  /** Minor units. */
  cost_change: z.int(),
  at: instant,
  by: z.object({ id, name: z.string() }).nullable(),
});
export type PlanStep = z.infer<typeof planStep>;

/** Where a plan stands after a step; `step` is null where nothing had to change. */
export const stepDone = z.object({ edit_version: z.int(), step: planStep.nullable() });

/** What a stop needs, as domain/desk reads it. */
const dayStop = z.object({
  stop: id,
  label: z.string(),
  lat: z.number(),
  lon: z.number(),
  place: z.int(),
  windows: z.array(window).min(1),
  setup_seconds: z.int(),
  service_seconds: z.int(),
  pickup: amounts,
  delivery: amounts,
  /** Its requests, or the parts of them that are handled there. */
  parts: z.array(z.object({ request: id, pickup: amounts, delivery: amounts, service_seconds: z.int() })),
  largest_access: z.int(),
  /** Absent: no limit. */
  latest_at_hub: seconds.optional(),
  is_cancelled: z.boolean(),
});

const dayVehicle = z.object({
  vehicle: z.string(),
  type: z.string(),
  /** Index into `tables.profiles`. */
  table: z.int(),
  access: z.int(),
  capacity: amounts,
  rates: rateTerms,
  shift: window,
  start_place: z.int(),
  end_place: z.int(),
  most_trips: z.int(),
  limits: z.object({
    mostStops: z.int().optional(),
    mostMetres: z.int().optional(),
    mostSecondsOut: z.int().optional(),
  }),
  /** Rest of the driver; absent: none. */
  break: z.object({ windows: z.array(window).min(1), seconds }).optional(),
  is_available: z.boolean(),
  /** Who drives it on the day, where nothing else is said. */
  driver: z.string().nullable(),
  /** Why it is not available; null where it is. */
  out: z.enum(['gone', 'not_in_use', 'no_driver', 'off_road']).nullable(),
  /** It is not any more as it was when the plan was made. */
  has_changed: z.boolean(),
});

/** All that the desk needs to apply and price edits by itself, the tables of legs aside. */
export const desk = z.object({
  plan: id,
  scenario: id.nullable(),
  edit_version: z.int(),
  arrangement: deskPlan,
  /** The instant that seconds are counted from. */
  origin: instant,
  hub_place: z.int(),
  /** Unloading: so long a trip with pickups holds a dock, and a vehicle stays between two trips. */
  turnaround_seconds: z.int(),
  /** Unloading begins inside one of them; absent: at any time. */
  receiving: z.array(window).optional(),
  /** Vehicles unloaded at once; absent: any number. */
  docks: z.int().optional(),
  /** `getDeskTables` has them under this key; they change when places, roads or paths do. */
  tables: z.object({ key: z.string(), size: z.int(), profiles: z.array(vehicleClass) }),
  stops: z.array(dayStop),
  vehicles: z.array(dayVehicle),
  /** Numbers that drivers know, each with the vehicle that was told last: a new run of another one gets none of them. */
  told_runs: z.array(z.object({ number: z.int(), vehicle: z.string() })),
  /** Requests that are no stop, since no road of the fleet leads near them. */
  off_road: z.array(id),
  /** The steps that undo and redo would take; null where there is none. */
  undo: planStep.nullable(),
  redo: planStep.nullable(),
});
export type DeskWire = z.infer<typeof desk>;

/** What a plan comes to, for comparing. */
export const planFigures = z.object({
  runs: z.int(),
  cost: z.int(),
  metres: z.int(),
  seconds: z.int(),
  unserved: z.int(),
  late_seconds: z.int(),
  violations: z.int(),
});
export type PlanFiguresWire = z.infer<typeof planFigures>;

/** A named copy of a plan that is edited by itself. */
export const scenario = z.object({
  id,
  name: z.string(),
  edit_version: z.int(),
  created_at: instant,
  created_by: z.string().nullable(),
  figures: planFigures,
});

export type ScenarioWire = z.infer<typeof scenario>;

/** What "plan the rest" may change: the rest stays as it is. */
export const restScope = z.object({
  date: localDate,
  scenario: id.nullable().default(null),
  edit_version: z.int(),
  /** Null: all that are not locked. */
  runs: z.array(z.int()).max(10_000).nullable().default(null),
  /** Unassigned stops that may be put in; null: all. */
  stops: z.array(id).max(10_000).nullable().default(null),
  /** Whether vehicles without a run may get one. */
  may_open_runs: z.boolean().default(true),
  /** How much may change: minor units that a stop must save to leave its run; null: no stop leaves its run. */
  stay_cost: z.int().min(0).max(1_000_000_000).nullable().default(0),
  seconds: z.int().min(1).max(600).default(5),
});
export type RestScope = z.infer<typeof restScope>;

/** Whose rest is planned; null: that of the plan of record. */
const plannedRest = restScope.pick({ scenario: true });
export type PlannedRest = z.output<typeof plannedRest>;

/** A solve that was interrupted. */
export const interruptedSolve = z.object({
  solve: id,
  /** Null: the whole day was being planned. */
  rest: plannedRest.nullable(),
});
export type InterruptedSolve = z.infer<typeof interruptedSolve>;

/** A plan that the optimiser proposes: one edit of the version it was made on. */
export const proposal = z.object({
  scenario: id.nullable(),
  edit_version: z.int(),
  edit,
  /** Stops that come into another run, out of one or into one. */
  moved: z.array(z.object({ stop: id, from: z.int().nullable(), to: z.int().nullable() })),
  /** Runs in which only the order changes. */
  reordered: z.array(z.int()),
  before: planFigures,
  after: planFigures,
});
export type ProposalWire = z.infer<typeof proposal>;

/** Why a stop is in no run, with what would bring it into one, the best first. */
export const unassignedStop = z.object({
  stop: id,
  code: unassignedCode,
  reason: z.string(),
  fixes: z.array(planFix.extend({ /** Makes it so; null where no edit can. */ edit: edit.nullable() })),
});
export type UnassignedStopWire = z.infer<typeof unassignedStop>;

/** What one more vehicle of a type would serve of what is left out, on a run of its own. */
export const moreVehicle = z.object({
  type: z.string(),
  /** One without a run, or, where `edit` is null, one to go by. */
  vehicle: z.string(),
  stops: z.array(id).min(1),
  /** Of the run, minor units. */
  cost: z.int(),
  /** Makes it so; null where every vehicle of the type has a run. */
  edit: edit.nullable(),
});
export type MoreVehicleWire = z.infer<typeof moreVehicle>;

/** A leg to draw, by rows of the desk's tables. */
export const legRow = z.object({ table: z.int().min(0), from: z.int().min(0), to: z.int().min(0) });
