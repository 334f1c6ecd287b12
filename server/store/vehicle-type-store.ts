import type { VehicleType, VehicleTypeDraft } from '#server/contract/fleet.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import type { VehicleTypeStore } from './port.ts';
import { vehicles, vehicleTypes } from './schema.ts';
import { termColumns, termsOf } from './vehicle-terms.ts';
import type { Writer } from './writer.ts';

export function makeVehicleTypeStore({ db, write, now }: Writer): VehicleTypeStore {
  return {
    async list(hub) {
      return readTypes(db, hub);
    },
    async add(hub, draft) {
      return write(({ tx, append }) => {
        assertHub(tx, hub);
        assertNameIsFree(tx, hub, draft.name, null);
        const { id } = tx
          .insert(vehicleTypes)
          .values({ hubId: hub, name: draft.name, ...termColumns(draft) })
          .returning({ id: vehicleTypes.id })
          .get();
        append(hub, { type: 'fleet.changed', data: { count: 0 } });
        return needType(tx, hub, String(id));
      });
    },
    async update(hub, id, draft) {
      return write(({ tx, append }) => {
        const before = needType(tx, hub, id);
        assertNameIsFree(tx, hub, draft.name, id);
        tx.update(vehicleTypes)
          .set({ name: draft.name, ...termColumns(draft) })
          .where(eq(vehicleTypes.id, Number(id)))
          .run();
        const after = needType(tx, hub, id);
        if (JSON.stringify(after) === JSON.stringify(before)) return after;
        tx.update(vehicles)
          .set({ changedAt: now() })
          .where(eq(vehicles.typeId, Number(id)))
          .run();
        append(hub, { type: 'fleet.changed', data: { count: after.vehicles } });
        return after;
      });
    },
    async retire(hub, id) {
      write(({ tx, append }) => {
        const { name, vehicles: used } = needType(tx, hub, id);
        if (used > 0) {
          throw new UserError('VEHICLE_TYPE_IN_USE', `${used} vehicles are of type ${name}.`, { ids: [id] });
        }
        tx.update(vehicleTypes)
          .set({ retiredAt: now() })
          .where(eq(vehicleTypes.id, Number(id)))
          .run();
        append(hub, { type: 'fleet.changed', data: { count: 0 } });
      });
    },
    async restore(hub, id) {
      return write(({ tx, append }) => {
        restoreType(tx, hub, id);
        append(hub, { type: 'fleet.changed', data: { count: 0 } });
        return needType(tx, hub, id);
      });
    },
  };
}

/** @throws UserError VEHICLE_TYPE_UNKNOWN; NAME_TAKEN where another has its name by now */
export function restoreType(tx: Executor, hub: string, id: string): void {
  const row = tx
    .select()
    .from(vehicleTypes)
    .where(and(eq(vehicleTypes.hubId, hub), eq(vehicleTypes.id, Number(id))))
    .get();
  if (!row) throw typeUnknown(id);
  assertNameIsFree(tx, hub, row.name, id);
  tx.update(vehicleTypes).set({ retiredAt: null }).where(eq(vehicleTypes.id, row.id)).run();
}

function readTypes(db: Executor, hub: string): VehicleType[] {
  return db
    .select({ type: vehicleTypes, vehicles: count(vehicles.id) })
    .from(vehicleTypes)
    .leftJoin(vehicles, and(eq(vehicles.typeId, vehicleTypes.id), isNull(vehicles.retiredAt)))
    .where(and(eq(vehicleTypes.hubId, hub), isNull(vehicleTypes.retiredAt)))
    .groupBy(vehicleTypes.id)
    .orderBy(asc(vehicleTypes.id))
    .all()
    .map(({ type, vehicles: used }) => ({
      id: String(type.id),
      name: type.name,
      ...termsOf(type),
      vehicles: used,
    }));
}

function needType(db: Executor, hub: string, id: string): VehicleType {
  const type = readTypes(db, hub).find((each) => each.id === id);
  if (!type) throw typeUnknown(id);
  return type;
}

const typeUnknown = (id: string) =>
  new UserError('VEHICLE_TYPE_UNKNOWN', `There is no vehicle type ${id}.`, { ids: [id] });

function assertNameIsFree(
  db: Executor,
  hub: string,
  name: VehicleTypeDraft['name'],
  own: string | null,
): void {
  const namesake = readTypes(db, hub).find((type) => type.name === name && type.id !== own);
  if (namesake) {
    throw new UserError('NAME_TAKEN', `There is a vehicle type called ${name}.`, { ids: [namesake.id] });
  }
}
