import type { Driver, DriverDraft } from '#server/contract/fleet.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import type { DriverStore } from './port.ts';
import { drivers, vehicles } from './schema.ts';
import type { Writer } from './writer.ts';

type DriverRow = typeof drivers.$inferSelect;

export function makeDriverStore({ db, write, now }: Writer): DriverStore {
  return {
    async list(hub) {
      return db
        .select()
        .from(drivers)
        .where(and(eq(drivers.hubId, hub), isNull(drivers.retiredAt)))
        .orderBy(asc(drivers.name))
        .all()
        .map(driverOf);
    },
    async add(hub, id, draft) {
      return write(({ tx, append }) => {
        assertHub(tx, hub);
        assertVehicle(tx, hub, draft.usual_vehicle);
        const namesake = findByName(tx, hub, draft.name);
        if (namesake && namesake.retiredAt === null) throw nameTaken(draft.name, namesake.id);
        const columns = { ...columnsOf(draft), retiredAt: null };
        // One that was here before keeps his id, and with it his runs.
        if (namesake) tx.update(drivers).set(columns).where(eq(drivers.id, namesake.id)).run();
        else {
          tx.insert(drivers)
            .values({ id, hubId: hub, ...columns })
            .run();
        }
        append(hub, { type: 'fleet.changed', data: { count: 0 } });
        return driverOf(needDriver(tx, hub, namesake?.id ?? id));
      });
    },
    async update(hub, id, draft) {
      return write(({ tx, append }) => {
        needDriver(tx, hub, id);
        assertVehicle(tx, hub, draft.usual_vehicle);
        const namesake = findByName(tx, hub, draft.name);
        if (namesake && namesake.id !== id) throw nameTaken(draft.name, namesake.id);
        tx.update(drivers).set(columnsOf(draft)).where(eq(drivers.id, id)).run();
        append(hub, { type: 'fleet.changed', data: { count: 0 } });
        return driverOf(needDriver(tx, hub, id));
      });
    },
    async setRetired(hub, id, isRetired) {
      return write(({ tx, append }) => {
        needDriver(tx, hub, id);
        tx.update(drivers)
          .set({ retiredAt: isRetired ? now() : null })
          .where(eq(drivers.id, id))
          .run();
        append(hub, { type: 'fleet.changed', data: { count: 0 } });
        return driverOf(needDriver(tx, hub, id));
      });
    },
  };
}

function driverOf(row: DriverRow): Driver {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    languages: row.languages,
    classes: row.classes,
    usual_vehicle: row.usualVehicleId,
    week: row.week,
    days: row.days,
  };
}

function columnsOf(draft: DriverDraft) {
  return {
    name: draft.name,
    phone: draft.phone,
    languages: draft.languages,
    classes: draft.classes,
    usualVehicleId: draft.usual_vehicle,
    week: draft.week,
    days: draft.days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

function needDriver(db: Executor, hub: string, id: string): DriverRow {
  const row = db
    .select()
    .from(drivers)
    .where(and(eq(drivers.hubId, hub), eq(drivers.id, id)))
    .get();
  if (!row) throw new UserError('DRIVER_UNKNOWN', `There is no driver with id ${id}.`, { ids: [id] });
  return row;
}

function findByName(db: Executor, hub: string, name: string): DriverRow | undefined {
  return db
    .select()
    .from(drivers)
    .where(and(eq(drivers.hubId, hub), eq(drivers.name, name)))
    .get();
}

const nameTaken = (name: string, id: string) =>
  new UserError('NAME_TAKEN', `There is a driver called ${name}.`, { ids: [id] });

function assertVehicle(db: Executor, hub: string, id: string | null): void {
  if (id === null) return;
  const row = db
    .select({ id: vehicles.id })
    .from(vehicles)
    .where(and(eq(vehicles.hubId, hub), eq(vehicles.id, id)))
    .get();
  if (!row) throw new UserError('VEHICLE_UNKNOWN', `There is no vehicle with id ${id}.`, { ids: [id] });
}
