import type { Vehicle, VehicleTerms } from '#server/contract/fleet.ts';
import { and, eq, isNull, notInArray } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { vehicles, vehicleTypes } from './schema.ts';

type TypeRow = typeof vehicleTypes.$inferSelect;

/** The terms of a type's row. */
export function termsOf(row: TypeRow): VehicleTerms {
  return {
    profile: row.profile,
    capacity_kg: row.capacityKg,
    capacity_crates: row.capacityCrates,
    capacity_parcels: row.capacityParcels,
    fixed_cost: row.fixedCost,
    cost_per_km: row.costPerKm,
    cost_per_hour: row.costPerHour,
    shift_start: row.shiftStart,
    shift_end: row.shiftEnd,
    ...row.limits,
  };
}

/** The columns of a type's terms. */
export function termColumns(terms: VehicleTerms) {
  const { most_trips, most_stops, most_km, most_hours, break: rest } = terms;
  return {
    profile: terms.profile,
    capacityKg: terms.capacity_kg,
    capacityCrates: terms.capacity_crates,
    capacityParcels: terms.capacity_parcels,
    fixedCost: terms.fixed_cost,
    costPerKm: terms.cost_per_km,
    costPerHour: terms.cost_per_hour,
    shiftStart: terms.shift_start,
    shiftEnd: terms.shift_end,
    limits: {
      ...(most_trips !== undefined && { most_trips }),
      ...(most_stops !== undefined && { most_stops }),
      ...(most_km !== undefined && { most_km }),
      ...(most_hours !== undefined && { most_hours }),
      ...(rest !== undefined && { break: rest }),
    },
  };
}

const termKeys = [
  'profile',
  'capacity_kg',
  'capacity_crates',
  'capacity_parcels',
  'fixed_cost',
  'cost_per_km',
  'cost_per_hour',
  'shift_start',
  'shift_end',
  'most_trips',
  'most_stops',
  'most_km',
  'most_hours',
  'break',
] as const satisfies readonly (keyof VehicleTerms)[];

/** A vehicle's own terms in one order only, so that equal ones are the same JSON. */
export function ownTermsOf(own: Partial<VehicleTerms>): Partial<VehicleTerms> {
  return Object.fromEntries(termKeys.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]])));
}

/**
 * Writes the types of a list of vehicles. A type has the terms of the first of its vehicles, and what else it had before
 * where lists do not say; others have what differs of their own.
 */
export function typeWriter(tx: Executor, hubId: string, now: string) {
  const written = new Map<string, { readonly id: number; readonly terms: VehicleTerms }>();
  const known = tx
    .select()
    .from(vehicleTypes)
    .where(and(eq(vehicleTypes.hubId, hubId), isNull(vehicleTypes.retiredAt)))
    .all();
  const writeType = (vehicle: Vehicle) => {
    const before = known.find(({ name }) => name === vehicle.type);
    const terms = { ...before?.limits, ...listedTerms(vehicle) };
    const columns = termColumns(terms);
    if (before) {
      const isSame = JSON.stringify(termsOf(before)) === JSON.stringify(termsOf({ ...before, ...columns }));
      if (!isSame) {
        tx.update(vehicleTypes).set(columns).where(eq(vehicleTypes.id, before.id)).run();
        tx.update(vehicles).set({ changedAt: now }).where(eq(vehicles.typeId, before.id)).run();
      }
      return { id: before.id, terms };
    }
    const { id } = tx
      .insert(vehicleTypes)
      .values({ hubId, name: vehicle.type, ...columns })
      .returning({ id: vehicleTypes.id })
      .get();
    return { id, terms };
  };
  return {
    typeAndOwn(vehicle: Vehicle): { typeId: number; own: Partial<VehicleTerms> } {
      const type = written.get(vehicle.type) ?? writeType(vehicle);
      written.set(vehicle.type, type);
      const listed = listedTerms(vehicle);
      const own = Object.fromEntries(
        Object.entries(listed).filter(([key, value]) => type.terms[key as keyof VehicleTerms] !== value), // its keys
      );
      return { typeId: type.id, own: ownTermsOf(own) };
    },
    /** Types that no vehicle of the fleet has any more go. */
    retireUnused(): void {
      const used = tx
        .select({ id: vehicles.typeId })
        .from(vehicles)
        .where(and(eq(vehicles.hubId, hubId), isNull(vehicles.retiredAt)));
      tx.update(vehicleTypes)
        .set({ retiredAt: now })
        .where(
          and(
            eq(vehicleTypes.hubId, hubId),
            isNull(vehicleTypes.retiredAt),
            notInArray(vehicleTypes.id, used),
          ),
        )
        .run();
    },
  };
}

/** What a vehicle of a list says of its terms. */
function listedTerms(vehicle: Vehicle): VehicleTerms {
  return Object.fromEntries(
    termKeys.flatMap((key) => (vehicle[key] === undefined ? [] : [[key, vehicle[key]]])),
  ) as VehicleTerms; // those of a vehicle that are there
}
