import { z } from 'zod';
import { vehicleClass } from '#server/contract/basics.ts';
import { vehicle } from '#server/contract/fleet.ts';
import { requestDraft } from '#server/contract/request.ts';

const { shape: draft } = requestDraft;
const { shape: car } = vehicle;
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A row of requests.csv in canonical form: absent cells are absent keys, numbers are numbers. */
export const requestRow = z
  .strictObject({
    id: draft.reference,
    kind: draft.kind,
    place: draft.place,
    lat: draft.lat,
    lon: draft.lon,
    product: draft.product,
    kg: draft.kg,
    crates: draft.crates,
    parcels: draft.parcels,
    ready_from: draft.ready_from,
    ready_until: draft.ready_until,
    harvested_at: draft.harvested_at,
    service_minutes: draft.service_minutes,
    largest_vehicle: draft.largest_vehicle,
    priority: draft.priority,
    cooperative: draft.cooperative,
  })
  .describe('One row of requests.csv (docs/lists.md). Needs kg, and place or both lat and lon.');

const major = z.number().min(0).optional().describe('Major units of the hub’s currency');

/** A row of fleet.csv in canonical form. */
export const fleetRow = z
  .strictObject({
    id: z.string().min(1).max(64),
    type: car.type.optional(),
    profile: vehicleClass,
    capacity_kg: car.capacity_kg,
    capacity_crates: z.int().min(0).optional(),
    capacity_parcels: z.int().min(0).optional(),
    fixed_cost: major,
    cost_per_km: major,
    cost_per_hour: major,
    shift_start: localTime.optional(),
    shift_end: localTime.optional(),
    most_trips: car.most_trips,
    most_stops: car.most_stops,
    most_km: car.most_km,
    most_hours: car.most_hours,
    start_lat: z.number().min(-90).max(90).optional(),
    start_lon: z.number().min(-180).max(180).optional(),
    count: z.int().min(1).optional(),
  })
  .describe('One row of fleet.csv (docs/lists.md).');
