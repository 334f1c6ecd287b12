import type { Vehicle } from '#server/contract/fleet.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import type { FleetStore } from './port.ts';
import { vehicles, vehicleTypes } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeFleetStore({ db, write }: Writer): FleetStore {
  return {
    async list(hub) {
      return readVehicles(db, eq(vehicles.hubId, hub));
    },
    async replace(hub, fleet) {
      write(({ tx, append }) => {
        assertHub(tx, hub);
        assertNamesDiffer(fleet);
        replaceAll(tx, hub, fleet);
        append(hub, { type: 'fleet.changed', data: { count: fleet.length } });
      });
    },
    async setAvailable(hub, id, isAvailable) {
      return write(({ tx, append }) => {
        const [before] = readVehicles(tx, and(eq(vehicles.hubId, hub), eq(vehicles.id, id)));
        if (before === undefined) {
          throw new UserError('VEHICLE_UNKNOWN', `There is no vehicle with id ${id}.`, { ids: [id] });
        }
        if (before.is_available === isAvailable) return before;
        tx.update(vehicles).set({ isAvailable }).where(eq(vehicles.id, id)).run();
        append(hub, { type: 'fleet.changed', data: { count: 1 } });
        return { ...before, is_available: isAvailable };
      });
    },
  };
}

function assertNamesDiffer(fleet: readonly Vehicle[]): void {
  const seen = new Set<string>();
  const twice = fleet.map((vehicle) => vehicle.name).filter((name) => seen.has(name) || !seen.add(name));
  if (twice.length > 0) {
    throw new UserError('NAME_TAKEN', `Several vehicles are called ${twice.join(', ')}.`, { ids: twice });
  }
}

/** Rows of vehicles that stay are updated, not replaced, so that runs keep pointing at them. */
function replaceAll(tx: Executor, hubId: string, fleet: readonly Vehicle[]): void {
  const before = tx
    .select({ id: vehicles.id, name: vehicles.name, typeId: vehicles.typeId })
    .from(vehicles)
    .where(eq(vehicles.hubId, hubId))
    .all();
  const idByName = new Map(before.map((row) => [row.name, row.id]));
  const names = new Set(fleet.map((vehicle) => vehicle.name));
  const gone = before.filter((row) => !names.has(row.name)).map((row) => row.id);
  tx.delete(vehicles).where(inArray(vehicles.id, gone)).run();

  const typeId = typeWriter(tx, hubId);
  for (const [position, vehicle] of fleet.entries()) {
    const columns = {
      hubId,
      typeId: typeId(vehicle),
      position,
      name: vehicle.name,
      shiftStart: vehicle.shift_start,
      shiftEnd: vehicle.shift_end,
      startLat: vehicle.start_lat,
      startLon: vehicle.start_lon,
      isAvailable: vehicle.is_available,
    };
    const id = idByName.get(vehicle.name);
    if (id === undefined) {
      tx.insert(vehicles)
        .values({ id: vehicle.id, ...columns })
        .run();
    } else {
      tx.update(vehicles).set(columns).where(eq(vehicles.id, id)).run();
    }
  }
  const oldTypes = before.map((row) => row.typeId);
  tx.delete(vehicleTypes).where(inArray(vehicleTypes.id, oldTypes)).run();
}

/** Vehicles of equal type name and terms share a row. */
function typeWriter(tx: Executor, hubId: string): (vehicle: Vehicle) => number {
  const ids = new Map<string, number>();
  return (vehicle) => {
    const terms = {
      name: vehicle.type,
      profile: vehicle.profile,
      capacityKg: vehicle.capacity_kg,
      capacityCrates: vehicle.capacity_crates,
      capacityParcels: vehicle.capacity_parcels,
      fixedCost: vehicle.fixed_cost,
      costPerKm: vehicle.cost_per_km,
      costPerHour: vehicle.cost_per_hour,
    };
    const key = JSON.stringify(terms);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const { id } = tx
      .insert(vehicleTypes)
      .values({ hubId, ...terms })
      .returning({ id: vehicleTypes.id })
      .get();
    ids.set(key, id);
    return id;
  };
}

function readVehicles(db: Executor, where: SQL | undefined): Vehicle[] {
  return db
    .select({
      id: vehicles.id,
      name: vehicles.name,
      type: vehicleTypes.name,
      profile: vehicleTypes.profile,
      capacity_kg: vehicleTypes.capacityKg,
      capacity_crates: vehicleTypes.capacityCrates,
      capacity_parcels: vehicleTypes.capacityParcels,
      fixed_cost: vehicleTypes.fixedCost,
      cost_per_km: vehicleTypes.costPerKm,
      cost_per_hour: vehicleTypes.costPerHour,
      shift_start: vehicles.shiftStart,
      shift_end: vehicles.shiftEnd,
      start_lat: vehicles.startLat,
      start_lon: vehicles.startLon,
      is_available: vehicles.isAvailable,
    })
    .from(vehicles)
    .innerJoin(vehicleTypes, eq(vehicleTypes.id, vehicles.typeId))
    .where(where)
    .orderBy(asc(vehicles.position))
    .all();
}
