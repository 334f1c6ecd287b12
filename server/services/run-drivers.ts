import type { DeskRun } from '#server/domain/edits/desk-plan.ts';
import type { DriverStore, FleetStore } from '#server/store/port.ts';
import { fleetOfDay } from './fleet-of-day.ts';

/** Who drives a run. */
export interface RunDriver {
  /** As named at the desk, or else as the day has it; null: nobody is named. */
  readonly driver: string | null;
  /** His; null: not known. */
  readonly phone: string | null;
}

/** Who drives the runs of a day (YYYY-MM-DD). */
export async function runDriversOn(
  store: { readonly fleet: Pick<FleetStore, 'list'>; readonly drivers: Pick<DriverStore, 'list'> },
  hub: string,
  date: string,
): Promise<(run: DeskRun) => RunDriver> {
  const ofVehicle = new Map((await fleetOfDay(store, hub, date)).map(({ name, driver }) => [name, driver]));
  const phones = new Map((await store.drivers.list(hub)).map(({ name, phone }) => [name, phone]));
  return (run) => {
    const driver = run.driver ?? ofVehicle.get(run.vehicle) ?? null;
    return { driver, phone: (driver !== null && phones.get(driver)) || null };
  };
}
