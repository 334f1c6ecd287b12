import type { HubEvent } from '#server/contract/event.ts';
import type { ProposalWire } from '#server/contract/desk.ts';
import type { Driver, VehicleTerms } from '#server/contract/fleet.ts';
import type { HubSettings, Product, ProductPicture } from '#server/contract/hub.ts';
import type { Locale, LoadWire, Role, VehicleClass } from '#server/contract/basics.ts';
import type { PlanDocument, PlanFix, PlanLeg, PlanRun, UnassignedCode } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  blob,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

// Instants are text, ISO 8601 in UTC ("…Z"); dates are the hub's local days; money is in minor units.

/** Terms that few vehicles have. */
type RunLimitTerms = Pick<VehicleTerms, 'most_trips' | 'most_stops' | 'most_km' | 'most_hours' | 'break'>;

const flag = (name: string) => integer(name, { mode: 'boolean' }).notNull();
const hubId = () =>
  text('hub_id')
    .notNull()
    .references(() => hubs.id);

export const hubs = sqliteTable('hubs', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull().unique(),
  name: text('name').notNull().unique(),
  lat: real('lat').notNull(),
  lon: real('lon').notNull(),
  timezone: text('timezone').notNull(),
  currency: text('currency').notNull(),
  /** Name of the imported region; regions live in folders, not here. */
  region: text('region').notNull(),
  phone: text('phone').notNull().default(''),
  /** From Monday; null: vehicles are unloaded at any time. */
  receiving: text('receiving', { mode: 'json' })
    .$type<HubSettings['receiving']>()
    .notNull()
    .default([null, null, null, null, null, null, null]),
  docks: integer('docks'),
  unloadingMinutes: integer('unloading_minutes').notNull().default(0),
  /** HH:MM local. */
  cutOff: text('cut_off'),
  keepPositionsDays: integer('keep_positions_days').notNull().default(30),
  createdAt: text('created_at').notNull(),
});

/** Where requests are; a row never changes, so that past requests stay where they were. */
export const places = sqliteTable(
  'places',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    hubId: hubId(),
    name: text('name').notNull(),
    lat: real('lat').notNull(),
    lon: real('lon').notNull(),
  },
  (table) => [uniqueIndex('places_identity').on(table.hubId, table.name, table.lat, table.lon)],
);

export const cooperatives = sqliteTable(
  'cooperatives',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    hubId: hubId(),
    name: text('name').notNull(),
  },
  (table) => [uniqueIndex('cooperatives_name').on(table.hubId, table.name)],
);

export const products = sqliteTable(
  'products',
  {
    hubId: hubId(),
    id: text('id').notNull(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    names: text('names', { mode: 'json' }).$type<Product['names']>().notNull().default({}),
    picture: text('picture').$type<ProductPicture>().notNull().default('crate'),
    kgPerCrate: real('kg_per_crate').notNull(),
    kgPerParcel: real('kg_per_parcel').notNull(),
    freshnessHours: real('freshness_hours'),
  },
  (table) => [
    primaryKey({ columns: [table.hubId, table.id] }),
    uniqueIndex('products_name').on(table.hubId, table.name),
  ],
);

export const requests = sqliteTable(
  'requests',
  {
    /** Order in which they were booked. */
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    hubId: hubId(),
    reference: text('reference').notNull(),
    kind: text('kind').$type<Request['kind']>().notNull(),
    state: text('state').$type<Request['state']>().notNull(),
    date: text('date').notNull(),
    placeId: integer('place_id')
      .notNull()
      .references(() => places.id),
    product: text('product').notNull(),
    kg: real('kg').notNull(),
    crates: integer('crates').notNull(),
    cratesDerived: flag('crates_derived'),
    parcels: integer('parcels').notNull(),
    parcelsDerived: flag('parcels_derived'),
    readyFrom: text('ready_from').notNull(),
    readyUntil: text('ready_until').notNull(),
    harvestedAt: text('harvested_at'),
    serviceMinutes: real('service_minutes').notNull(),
    largestVehicle: text('largest_vehicle').$type<VehicleClass>().notNull(),
    priority: integer('priority').notNull(),
    cooperativeId: integer('cooperative_id').references(() => cooperatives.id),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    index('requests_day').on(table.hubId, table.date),
    // A cancelled request gives its reference free.
    uniqueIndex('requests_reference')
      .on(table.hubId, table.date, table.reference)
      .where(sql`"state" <> 'cancelled'`),
  ],
);

/** What vehicles of a type have in common. */
export const vehicleTypes = sqliteTable('vehicle_types', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  hubId: hubId(),
  name: text('name').notNull(),
  profile: text('profile').$type<VehicleClass>().notNull(),
  capacityKg: real('capacity_kg').notNull(),
  capacityCrates: integer('capacity_crates'),
  capacityParcels: integer('capacity_parcels'),
  fixedCost: integer('fixed_cost').notNull(),
  costPerKm: integer('cost_per_km').notNull(),
  costPerHour: integer('cost_per_hour').notNull(),
  /** HH:MM local. */
  shiftStart: text('shift_start').notNull().default('06:00'),
  shiftEnd: text('shift_end').notNull().default('18:00'),
  limits: text('limits', { mode: 'json' }).$type<RunLimitTerms>().notNull().default({}),
  retiredAt: text('retired_at'),
});

export const vehicles = sqliteTable(
  'vehicles',
  {
    id: text('id').primaryKey(),
    hubId: hubId(),
    typeId: integer('type_id')
      .notNull()
      .references(() => vehicleTypes.id),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    /** Terms in which it differs from its type. */
    own: text('own', { mode: 'json' }).$type<Partial<VehicleTerms>>().notNull().default({}),
    startLat: real('start_lat'),
    startLon: real('start_lon'),
    isAvailable: flag('is_available'),
    changedAt: text('changed_at').notNull().default('1970-01-01T00:00:00Z'),
    /** It is no longer of the fleet; its runs of before still name it. */
    retiredAt: text('retired_at'),
  },
  (table) => [uniqueIndex('vehicles_name').on(table.hubId, table.name)],
);

export const drivers = sqliteTable(
  'drivers',
  {
    id: text('id').primaryKey(),
    hubId: hubId(),
    name: text('name').notNull(),
    userId: text('user_id').references(() => users.id),
    phone: text('phone').notNull().default(''),
    languages: text('languages', { mode: 'json' }).$type<string[]>().notNull().default([]),
    classes: text('classes', { mode: 'json' }).$type<VehicleClass[]>().notNull().default([]),
    usualVehicleId: text('usual_vehicle_id').references((): AnySQLiteColumn => vehicles.id),
    /** From Monday; null: off. One whose name was only written at the desk is off every day. */
    week: text('week', { mode: 'json' })
      .$type<Driver['week']>()
      .notNull()
      .default([null, null, null, null, null, null, null]),
    days: text('days', { mode: 'json' }).$type<Driver['days']>().notNull().default([]),
    retiredAt: text('retired_at'),
  },
  (table) => [uniqueIndex('drivers_name').on(table.hubId, table.name)],
);

/** A day's plan of record: its head. Runs, trips, stops and the unassigned hang below it. */
export const plans = sqliteTable(
  'plans',
  {
    id: text('id').primaryKey(),
    hubId: hubId(),
    date: text('date').notNull(),
    /** Zone in which the document writes its instants. */
    timezone: text('timezone').notNull(),
    currency: text('currency').notNull(),
    hub: text('hub', { mode: 'json' }).$type<PlanDocument['hub']>().notNull(),
    routing: text('routing', { mode: 'json' }).$type<PlanDocument['routing']>().notNull(),
    totals: text('totals', { mode: 'json' }).$type<PlanDocument['totals']>().notNull(),
    warnings: text('warnings', { mode: 'json' }).$type<PlanDocument['warnings']>().notNull(),
    editVersion: integer('edit_version').notNull(),
    /** The last one; null before the first publishing. */
    publishedRevision: integer('published_revision'),
    createdAt: text('created_at').notNull(),
    createdBy: text('created_by').references(() => users.id),
  },
  (table) => [uniqueIndex('plans_day').on(table.hubId, table.date)],
);

const planId = () =>
  text('plan_id')
    .notNull()
    .references(() => plans.id, { onDelete: 'cascade' });

/** Every edit version as it was saved, the present one included; what is published is one of them. */
export const planRevisions = sqliteTable(
  'plan_revisions',
  {
    planId: planId(),
    editVersion: integer('edit_version').notNull(),
    /** The document's JSON, gzipped: its geometry makes it large. */
    document: blob('document', { mode: 'buffer' }).notNull(),
    createdAt: text('created_at').notNull(),
    createdBy: text('created_by').references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.planId, table.editVersion] })],
);

export const runs = sqliteTable(
  'runs',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    planId: planId(),
    position: integer('position').notNull(),
    /** The vehicle's name then; `vehicleId` while the fleet still has it. */
    vehicle: text('vehicle').notNull(),
    vehicleId: text('vehicle_id').references(() => vehicles.id, { onDelete: 'set null' }),
    driverId: text('driver_id').references(() => drivers.id, { onDelete: 'set null' }),
    type: text('type').notNull(),
    profile: text('profile').$type<VehicleClass>().notNull(),
    capacity: text('capacity', { mode: 'json' }).$type<PlanRun['capacity']>().notNull(),
    loadPeak: text('load_peak', { mode: 'json' }).$type<LoadWire>().notNull(),
    carriedKg: real('carried_kg').notNull(),
    carriedCrates: integer('carried_crates').notNull(),
    carriedParcels: integer('carried_parcels').notNull(),
    drivingSeconds: integer('driving_seconds').notNull(),
    waitingSeconds: integer('waiting_seconds').notNull(),
    serviceSeconds: integer('service_seconds').notNull(),
    unloadingSeconds: integer('unloading_seconds').notNull().default(0),
    breakSeconds: integer('break_seconds').notNull().default(0),
    /** Its times are instants in UTC. */
    breaks: text('breaks', { mode: 'json' }).$type<NonNullable<PlanRun['breaks']>>(),
    leavesAt: text('leaves_at'),
    metres: integer('metres').notNull(),
    costFixed: integer('cost_fixed').notNull(),
    costDistance: integer('cost_distance').notNull(),
    costTime: integer('cost_time').notNull(),
    costOther: integer('cost_other').notNull(),
    costTotal: integer('cost_total').notNull(),
    violations: text('violations', { mode: 'json' }).$type<PlanRun['violations']>().notNull(),
  },
  (table) => [index('runs_plan').on(table.planId), index('runs_vehicle').on(table.vehicleId)],
);

export const trips = sqliteTable(
  'trips',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    runId: integer('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    startAt: text('start_at').notNull(),
    endAt: text('end_at').notNull(),
    /** Where it waits at the hub before its end. */
    arrivalAt: text('arrival_at'),
    loadAtStart: text('load_at_start', { mode: 'json' }).$type<LoadWire>().notNull(),
    /** With their geometry; one more than the trip has stops. */
    legs: text('legs', { mode: 'json' }).$type<PlanLeg[]>().notNull(),
  },
  (table) => [index('trips_run').on(table.runId)],
);

export const stops = sqliteTable(
  'stops',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    place: text('place').notNull(),
    lat: real('lat').notNull(),
    lon: real('lon').notNull(),
    arrivalAt: text('arrival_at').notNull(),
    startAt: text('start_at').notNull(),
    departureAt: text('departure_at').notNull(),
    kgAfter: real('kg_after').notNull(),
    cratesAfter: integer('crates_after').notNull(),
    parcelsAfter: integer('parcels_after').notNull(),
  },
  (table) => [index('stops_trip').on(table.tripId)],
);

/** The requests served at a stop, as the document names them. */
export const stopRequests = sqliteTable(
  'stop_requests',
  {
    stopId: integer('stop_id')
      .notNull()
      .references(() => stops.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    requestId: text('request_id')
      .notNull()
      .references(() => requests.id),
    /** How much of it is handled here, where that is not all. */
    part: text('part', { mode: 'json' }).$type<LoadWire>(),
  },
  (table) => [
    primaryKey({ columns: [table.stopId, table.position] }),
    index('stop_requests_request').on(table.requestId),
  ],
);

export const planUnassigned = sqliteTable(
  'plan_unassigned',
  {
    planId: planId(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    requestId: text('request_id')
      .notNull()
      .references(() => requests.id),
    code: text('code').$type<UnassignedCode>().notNull(),
    reason: text('reason').notNull(),
    /** What is left of it, where the rest is in runs. */
    left: text('left', { mode: 'json' }).$type<LoadWire>(),
    fix: text('fix', { mode: 'json' }).$type<PlanFix>(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.position] }),
    index('plan_unassigned_request').on(table.requestId),
  ],
);

export const solves = sqliteTable(
  'solves',
  {
    id: text('id').primaryKey(),
    hubId: hubId(),
    date: text('date').notNull(),
    startedAt: text('started_at').notNull(),
    startedBy: text('started_by').references(() => users.id),
    /** Of what is neither pinned nor locked, and not of the whole day. */
    isRest: integer('is_rest', { mode: 'boolean' }).notNull().default(false),
    /** Whose rest it is; null: that of the plan of record. It may be gone. */
    scenario: text('scenario'),
    endedAt: text('ended_at'),
    outcome: text('outcome').$type<Extract<HubEvent, { type: 'solve.ended' }>['data']['outcome']>(),
    code: text('code'),
    /** What it proposes, until it is too old. */
    proposal: text('proposal', { mode: 'json' }).$type<ProposalWire>(),
  },
  (table) => [
    uniqueIndex('solves_running')
      .on(table.hubId, table.date)
      .where(sql`"ended_at" is null`),
  ],
);

export const users = sqliteTable('users', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull().unique(),
  name: text('name').notNull(),
  /** Trimmed and in lower case. */
  email: text('email').notNull().unique(),
  locale: text('locale').$type<Locale>().notNull(),
  isDisabled: flag('is_disabled'),
  passwordHash: text('password_hash'),
  createdAt: text('created_at').notNull(),
});

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

export const userRoles = sqliteTable(
  'user_roles',
  {
    userId: userId(),
    position: integer('position').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** Null only for administrators, who hold their role everywhere. */
    hubId: text('hub_id').references(() => hubs.id),
  },
  (table) => [primaryKey({ columns: [table.userId, table.position] })],
);

export const sessions = sqliteTable(
  'sessions',
  {
    /** SHA-256 of the cookie's secret. */
    tokenHash: text('token_hash').primaryKey(),
    userId: userId(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

export const invites = sqliteTable(
  'invites',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: userId(),
    expiresAt: text('expires_at').notNull(),
    usedAt: text('used_at'),
  },
  (table) => [index('invites_user').on(table.userId)],
);

/** What others must see, in order and without gaps per hub; appended in the transaction of the write. */
export const eventLog = sqliteTable(
  'event_log',
  {
    hubId: hubId(),
    seq: integer('seq').notNull(),
    at: text('at').notNull(),
    event: text('event', { mode: 'json' }).$type<HubEvent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.hubId, table.seq] })],
);
