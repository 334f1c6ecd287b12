import { z } from 'zod';
import { vehicleClass } from './basics.ts';

/*
 * VROOM's JSON (docs/API.md of its repository, 1.15) with the fields of docs/vroom.md that are ours. Coordinates are
 * [lon, lat]; times and durations are seconds, distances metres, costs whole units of the caller's choice. Fields that are
 * not listed are refused.
 */

/** Above any real day, and such that sums stay exact. */
const mostSeconds = 2 ** 29;
const mostAmount = 2 ** 30 - 1;
const uint32 = 2 ** 32 - 1;

const id = z.int().min(0);
const description = z.string().max(1000).optional();
const coordinates = z.tuple([z.number(), z.number()]);
const index = z.int().min(0).max(1_000_000);
const moment = z.int().min(0).max(uint32);
const duration = z.int().min(0).max(mostSeconds);
const durationPerType = z.record(z.string().min(1), duration);
const money = z.int().min(0).max(uint32);
const timeWindow = z.tuple([moment, moment]);
const timeWindows = z.array(timeWindow).min(1).max(100);
const amounts = z.array(z.int().min(0).max(mostAmount)).max(32);
const skills = z.array(z.int().min(0).max(uint32)).max(1000);
const priority = z.int().min(0).max(100);
const ids = z.array(id).min(1).max(10_000);

const task = {
  id,
  description,
  location: coordinates.optional(),
  location_index: index.optional(),
  setup: duration.optional(),
  service: duration.optional(),
  setup_per_type: durationPerType.optional(),
  service_per_type: durationPerType.optional(),
  time_windows: timeWindows.optional(),
};

/** What jobs and shipments have in common. */
const service = {
  skills: skills.optional(),
  priority: priority.optional(),
  /** Ours: it may be left out at this price, and then does not count as missed. */
  penalty: money.optional(),
  /** Ours: ids of the only vehicles that may serve it. */
  vehicles: ids.optional(),
  /** Ours: the largest kind of vehicle that may come. */
  largest_vehicle: vehicleClass.optional(),
};

export const vroomJob = z.strictObject({
  ...task,
  ...service,
  delivery: amounts.optional(),
  pickup: amounts.optional(),
  /** VROOM's older name of `delivery`. */
  amount: amounts.optional(),
  /** Ours: its trip is back at this moment or before it. */
  latest_at_hub: moment.optional(),
  /** Ours: seconds from the end of its service to its trip's arrival. */
  max_time_on_board: duration.optional(),
  /** Ours: only vehicles of this hub may come. */
  hub: id.optional(),
  /** Ours: the vehicle that serves it in the plan of record (prices.stay). */
  record_vehicle: id.optional(),
  /** Ours: it may be served in parts. */
  split: z
    .strictObject({
      /** Index of the dimension that is cut in whole units; 0. */
      dimension: z.int().min(0).max(31).optional(),
      /** Units in the least part; 1. */
      least: z.int().min(1).max(mostAmount).optional(),
      max_visits: z.int().min(2).max(100),
      /** Only where no vehicle carries it whole, or also where some do not; needed. */
      when: z.enum(['needed', 'useful']).optional(),
    })
    .optional(),
});
export type VroomJob = z.infer<typeof vroomJob>;

const vroomShipmentEnd = z.strictObject(task);

export const vroomShipment = z.strictObject({
  pickup: vroomShipmentEnd,
  delivery: vroomShipmentEnd,
  amount: amounts.optional(),
  ...service,
});
export type VroomShipment = z.infer<typeof vroomShipment>;

const taskType = z.enum(['job', 'pickup', 'delivery']);

const vroomStep = z.strictObject({
  type: z.enum([...taskType.options, 'start', 'break', 'end', 'hub']),
  id: id.optional(),
  service_at: moment.optional(),
  service_after: moment.optional(),
  service_before: moment.optional(),
});
export type VroomStep = z.infer<typeof vroomStep>;

const vroomBreak = z.strictObject({
  id,
  description,
  time_windows: timeWindows.optional(),
  service: duration.optional(),
  max_load: amounts.optional(),
});

export const vroomVehicle = z.strictObject({
  id,
  description,
  profile: z.string().min(1).max(100).optional(),
  type: z.string().max(100).optional(),
  start: coordinates.optional(),
  start_index: index.optional(),
  end: coordinates.optional(),
  end_index: index.optional(),
  capacity: z.array(z.int().min(0).max(uint32)).max(32).optional(),
  costs: z
    .strictObject({
      fixed: money.optional(),
      per_hour: money.optional(),
      per_task_hour: money.optional(),
      per_km: money.optional(),
      /** Ours: per hour out of the hub, whatever is done in it. */
      per_hour_out: money.optional(),
      /** Ours, in place of per_km: metres of a trip from `from` on, at this price. */
      km_bands: z
        .array(z.strictObject({ from: z.int().min(0).max(mostAmount), per_km: money }))
        .min(1)
        .max(100)
        .optional(),
    })
    .optional(),
  skills: skills.optional(),
  time_window: timeWindow.optional(),
  breaks: z.array(vroomBreak).max(100).optional(),
  speed_factor: z.number().gt(0).max(5).optional(),
  max_tasks: z.int().min(0).max(1_000_000).optional(),
  max_travel_time: duration.optional(),
  max_distance: z.int().min(0).max(mostAmount).optional(),
  steps: z.array(vroomStep).max(100_000).optional(),
  /** Ours: its kind, held against largest_vehicle; motorbike, which may go anywhere. */
  access: vehicleClass.optional(),
  /** Ours: where it loads and unloads; without it what it delivers is on board at its start, as VROOM has it. */
  hub: id.optional(),
  /** Ours: trips with the hub between them. */
  trips: z
    .strictObject({
      max: z.int().min(1).max(100),
      /** Seconds at the hub between two trips. */
      turnaround: duration.optional(),
      /** Paid for each trip. */
      cost: money.optional(),
    })
    .optional(),
  /** Ours: how many seconds after its time window it may be back, and at which price. */
  overtime: z.strictObject({ max: duration, per_hour: money.optional() }).optional(),
  /** Ours: seconds from departure to the end. */
  max_time_out: duration.optional(),
  /** Ours: what its first trip begins with, in this order. */
  fixed_start: z
    .array(z.strictObject({ type: taskType, id }))
    .max(100_000)
    .optional(),
  /** Ours: nothing is added behind fixed_start. */
  locked: z.boolean().optional(),
});
export type VroomVehicle = z.infer<typeof vroomVehicle>;

export const vroomHub = z.strictObject({
  id,
  location: coordinates.optional(),
  location_index: index.optional(),
  /** Unloading begins inside one of them. */
  receiving: timeWindows.optional(),
  docks: z.int().min(1).max(1000).optional(),
  /** Seconds for which a trip with pickups holds a dock. */
  dock_time: duration.optional(),
});
export type VroomHub = z.infer<typeof vroomHub>;

export const vroomPrices = z.strictObject({
  balance: z.strictObject({ around: duration, per_hour: money }).optional(),
  compactness: z.strictObject({ per_km: money }).optional(),
  stub: z.strictObject({ least: z.int().min(1).max(1000), cost: money }).optional(),
  stay: z.strictObject({ cost: money }).optional(),
});

export const vroomOptions = z.strictObject({
  /** Plan mode: the steps as they stand, with times and violations. */
  c: z.boolean().nullable().optional(),
  /** Geometry of every route. */
  g: z.boolean().nullable().optional(),
  /** Seconds of search. */
  l: z.number().gt(0).max(86_400).nullable().optional(),
  /** Effort from 0 to 5: where `l` is absent, the share of the time that is usual here. */
  x: z.int().min(0).max(5).nullable().optional(),
  /** Threads. */
  t: z.int().min(1).max(64).nullable().optional(),
  /** Ours: of the random numbers; 1. */
  seed: z.int().min(0).nullable().optional(),
  /** Ours: iterations after which the search ends. */
  iterations: z.int().min(1).nullable().optional(),
  /** Ours: the imported region whose roads are used where there are no matrices. */
  region: z.string().max(100).nullable().optional(),
});
export type VroomOptions = z.infer<typeof vroomOptions>;

const matrix = z.array(z.array(z.int().min(0).max(uint32)));

/** Square, one for each profile in use or none at all. */
const vroomMatrices = z.record(
  z.string(),
  z.strictObject({
    durations: matrix.optional(),
    distances: matrix.optional(),
    costs: matrix.optional(),
  }),
);

/** What is sent; described for readers. It is read part by part, so that an error says where it is. */
export const vroomProblem = z.strictObject({
  vehicles: z.array(vroomVehicle).min(1),
  jobs: z.array(vroomJob).optional(),
  shipments: z.array(vroomShipment).optional(),
  matrices: vroomMatrices.optional(),
  /** VROOM's older name of matrices.car.durations. */
  matrix: matrix.optional(),
  options: vroomOptions.optional(),
  hubs: z.array(vroomHub).min(1).optional(),
  prices: vroomPrices.optional(),
});

const violation = z.object({ cause: z.string(), duration: z.int().optional() });

/** Totals of a route, and of all routes. */
const figures = {
  cost: z.int(),
  setup: z.int(),
  service: z.int(),
  duration: z.int(),
  waiting_time: z.int(),
  priority: z.int(),
  delivery: z.array(z.int()).optional(),
  amount: z.array(z.int()).optional(),
  pickup: z.array(z.int()).optional(),
  distance: z.int().optional(),
  violations: z.array(violation),
};

const place = { location: coordinates.optional(), location_index: z.int().optional() };

const outStep = z.object({
  type: vroomStep.shape.type,
  id: id.optional(),
  job: id.optional(),
  description: z.string().optional(),
  ...place,
  setup: z.int(),
  service: z.int(),
  waiting_time: z.int(),
  /** Ours, at a job served in parts: what this part is. */
  delivery: z.array(z.int()).optional(),
  pickup: z.array(z.int()).optional(),
  load: z.array(z.int()).optional(),
  arrival: z.int(),
  duration: z.int(),
  distance: z.int().optional(),
  violations: z.array(violation),
});
export type VroomOutStep = z.infer<typeof outStep>;

const outRoute = z.object({
  vehicle: id,
  description: z.string().optional(),
  ...figures,
  steps: z.array(outStep),
  /** Encoded polyline of five digits. */
  geometry: z.string().optional(),
});
export type VroomOutRoute = z.infer<typeof outRoute>;

const outUnassigned = z.object({
  id,
  type: taskType,
  description: z.string().optional(),
  ...place,
  /** Ours, for a part of a job that is served in parts. */
  delivery: z.array(z.int()).optional(),
  pickup: z.array(z.int()).optional(),
});

/** The answer. Only `summary.computing_times` differs between two answers to the same problem, seed and iterations. */
export const vroomSolution = z.object({
  code: z.literal(0),
  summary: z.object({
    routes: z.int(),
    unassigned: z.int(),
    ...figures,
    /** Ours: what penalties and prices add to what is minimised; only where the problem has some. */
    penalty: z.int().optional(),
    /** Milliseconds. */
    computing_times: z.object({ loading: z.int(), solving: z.int(), routing: z.int().optional() }),
  }),
  unassigned: z.array(outUnassigned),
  routes: z.array(outRoute),
});
export type VroomSolution = z.infer<typeof vroomSolution>;
export type VroomViolation = z.infer<typeof violation>;

/** Codes as VROOM and vroom-express have them: 1 internal, 2 input, 3 routing, 4 too large. */
export const vroomFailure = z.object({
  code: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  error: z.string(),
});
export type VroomFailure = z.infer<typeof vroomFailure>;
