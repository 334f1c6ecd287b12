import type { VehicleClass } from '#server/contract/basics.ts';
import type { FleetVehicle, Vehicle, VehicleDraft } from '#server/contract/fleet.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, isNull, max, sql } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import type { FleetStore } from './port.ts';
import { prepared } from './prepared.ts';
import { vehicles, vehicleTypes } from './schema.ts';
import { ownTermsOf, termsOf, typeWriter } from './vehicle-terms.ts';
import { restoreType } from './vehicle-type-store.ts';
import type { Writer } from './writer.ts';

type VehicleRow = typeof vehicles.$inferSelect;

export function makeFleetStore({ db, write, now }: Writer): FleetStore {
  return {
    async list(hub) {
      return readVehicles(db, hub);
    },
    async classes(hub) {
      return new Set(
        classesOfHub(db)
          .all({ hub })
          .map(({ profile }) => profile),
      );
    },
    async replace(hub, fleet) {
      write(({ tx, append }) => {
        assertHub(tx, hub);
        assertNamesDiffer(fleet);
        replaceAll(tx, hub, fleet, now());
        append(hub, { type: 'fleet.changed', data: { count: fleet.length } });
      });
    },
    async add(hub, id, draft) {
      return write(({ tx, append }) => {
        assertHub(tx, hub);
        assertType(tx, hub, draft.type_id);
        const namesake = findByName(tx, hub, draft.name);
        if (namesake && namesake.retiredAt === null) throw nameTaken(draft.name, namesake.id);
        const columns = { ...columnsOf(draft), changedAt: now(), retiredAt: null };
        // One that was of the fleet before keeps its id, and with it its runs.
        if (namesake) tx.update(vehicles).set(columns).where(eq(vehicles.id, namesake.id)).run();
        else {
          tx.insert(vehicles)
            .values({ id, hubId: hub, position: nextPosition(tx, hub), ...columns })
            .run();
        }
        append(hub, { type: 'fleet.changed', data: { count: 1 } });
        return needVehicle(tx, hub, namesake?.id ?? id);
      });
    },
    async update(hub, id, change) {
      return write(({ tx, append }) => {
        const before = needVehicle(tx, hub, id);
        const draft = { ...draftOf(before), ...change };
        assertType(tx, hub, draft.type_id);
        const namesake = findByName(tx, hub, draft.name);
        if (namesake && namesake.id !== id) throw nameTaken(draft.name, namesake.id);
        const columns = columnsOf(draft);
        const was = columnsOf(draftOf(before));
        if (JSON.stringify(columns) === JSON.stringify(was)) return before;
        // In use or not, it is the vehicle that it was.
        const isSame =
          JSON.stringify(columns) === JSON.stringify({ ...was, isAvailable: columns.isAvailable });
        tx.update(vehicles)
          .set({ ...columns, ...(!isSame && { changedAt: now() }) })
          .where(eq(vehicles.id, id))
          .run();
        append(hub, { type: 'fleet.changed', data: { count: 1 } });
        return needVehicle(tx, hub, id);
      });
    },
    async retire(hub, id) {
      write(({ tx, append }) => {
        needVehicle(tx, hub, id);
        tx.update(vehicles).set({ retiredAt: now() }).where(eq(vehicles.id, id)).run();
        append(hub, { type: 'fleet.changed', data: { count: 1 } });
      });
    },
    async restore(hub, id) {
      return write(({ tx, append }) => {
        const row = tx
          .select()
          .from(vehicles)
          .where(and(eq(vehicles.hubId, hub), eq(vehicles.id, id)))
          .get();
        if (!row) throw vehicleUnknown(id);
        // Its type may have gone after it.
        restoreType(tx, hub, String(row.typeId));
        tx.update(vehicles).set({ retiredAt: null }).where(eq(vehicles.id, id)).run();
        append(hub, { type: 'fleet.changed', data: { count: 1 } });
        return needVehicle(tx, hub, id);
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

/** Rows of vehicles that stay are updated, and of those that go are retired, so that runs keep pointing at them. */
function replaceAll(tx: Executor, hubId: string, fleet: readonly Vehicle[], now: string): void {
  const before = tx.select().from(vehicles).where(eq(vehicles.hubId, hubId)).all();
  const rowByName = new Map(before.map((row) => [row.name, row]));
  const names = new Set(fleet.map((vehicle) => vehicle.name));
  for (const row of before) {
    if (names.has(row.name) || row.retiredAt !== null) continue;
    tx.update(vehicles).set({ retiredAt: now }).where(eq(vehicles.id, row.id)).run();
  }
  const write = typeWriter(tx, hubId, now);
  for (const [position, vehicle] of fleet.entries()) {
    const row = rowByName.get(vehicle.name);
    const columns = {
      hubId,
      ...write.typeAndOwn(vehicle),
      position,
      name: vehicle.name,
      startLat: vehicle.start_lat,
      startLon: vehicle.start_lon,
      isAvailable: vehicle.is_available,
      retiredAt: null,
    };
    if (row === undefined) {
      tx.insert(vehicles)
        .values({ id: vehicle.id, changedAt: now, ...columns })
        .run();
    } else
      tx.update(vehicles)
        .set({ ...columns, changedAt: changedAt(row, columns, now) })
        .where(eq(vehicles.id, row.id))
        .run();
  }
  write.retireUnused();
}

/** A list that says the same again changes nothing. */
function changedAt(
  row: VehicleRow,
  { typeId, own, startLat, startLon }: Pick<VehicleRow, 'typeId' | 'own' | 'startLat' | 'startLon'>,
  now: string,
): string {
  const isSame =
    row.typeId === typeId &&
    JSON.stringify(row.own) === JSON.stringify(own) &&
    row.startLat === startLat &&
    row.startLon === startLon;
  return isSame ? row.changedAt : now;
}

const vehiclesOfHub = prepared((db) =>
  db
    .select({ vehicle: vehicles, type: vehicleTypes })
    .from(vehicles)
    .innerJoin(vehicleTypes, eq(vehicleTypes.id, vehicles.typeId))
    .where(and(eq(vehicles.hubId, sql.placeholder('hub')), isNull(vehicles.retiredAt)))
    .orderBy(asc(vehicles.position))
    .prepare(),
);

/** Asked for at every booking, which needs nothing else of them. */
const classesOfHub = prepared((db) =>
  db
    .select({
      profile: sql<VehicleClass>`coalesce(${vehicles.own} ->> '$.profile', ${vehicleTypes.profile})`,
    })
    .from(vehicles)
    .innerJoin(vehicleTypes, eq(vehicleTypes.id, vehicles.typeId))
    .where(and(eq(vehicles.hubId, sql.placeholder('hub')), isNull(vehicles.retiredAt)))
    .prepare(),
);

function readVehicles(db: Executor, hub: string): FleetVehicle[] {
  return vehiclesOfHub(db)
    .all({ hub })
    .map(({ vehicle, type }) => ({
      id: vehicle.id,
      name: vehicle.name,
      type: type.name,
      ...termsOf(type),
      ...vehicle.own,
      start_lat: vehicle.startLat,
      start_lon: vehicle.startLon,
      is_available: vehicle.isAvailable,
      type_id: String(type.id),
      own: vehicle.own,
      changed_at: vehicle.changedAt,
    }));
}

function needVehicle(db: Executor, hub: string, id: string): FleetVehicle {
  const vehicle = readVehicles(db, hub).find((each) => each.id === id);
  if (!vehicle) throw vehicleUnknown(id);
  return vehicle;
}

const vehicleUnknown = (id: string) =>
  new UserError('VEHICLE_UNKNOWN', `There is no vehicle with id ${id}.`, { ids: [id] });

const nameTaken = (name: string, id: string) =>
  new UserError('NAME_TAKEN', `There is a vehicle called ${name}.`, { ids: [id] });

function findByName(db: Executor, hub: string, name: string): VehicleRow | undefined {
  return db
    .select()
    .from(vehicles)
    .where(and(eq(vehicles.hubId, hub), eq(vehicles.name, name)))
    .get();
}

function assertType(db: Executor, hub: string, id: string): void {
  const type = db
    .select({ id: vehicleTypes.id })
    .from(vehicleTypes)
    .where(and(eq(vehicleTypes.hubId, hub), eq(vehicleTypes.id, Number(id)), isNull(vehicleTypes.retiredAt)))
    .get();
  if (!type) throw new UserError('VEHICLE_TYPE_UNKNOWN', `There is no vehicle type ${id}.`, { ids: [id] });
}

function draftOf({
  name,
  type_id,
  own,
  start_lat: lat,
  start_lon: lon,
  is_available,
}: FleetVehicle): VehicleDraft {
  return { name, type_id, own, start: lat === null || lon === null ? null : { lat, lon }, is_available };
}

function columnsOf({ name, type_id: type, own, start, is_available: isAvailable }: VehicleDraft) {
  return {
    name,
    typeId: Number(type),
    own: ownTermsOf(own),
    startLat: start?.lat ?? null,
    startLon: start?.lon ?? null,
    isAvailable,
  };
}

function nextPosition(db: Executor, hub: string): number {
  const last = db
    .select({ position: max(vehicles.position) })
    .from(vehicles)
    .where(eq(vehicles.hubId, hub))
    .get();
  return (last?.position ?? -1) + 1;
}
