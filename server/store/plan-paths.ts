import { and, eq } from 'drizzle-orm';
import type { Executor } from './database.ts';
import type { PlanRow } from './plan-names.ts';
import type { RunPath } from './port.ts';
import { runs, trips } from './schema.ts';

/** Writes paths into legs that have none, where seconds and metres are still the same; returns the vehicles of those runs. */
export function addRunPaths(tx: Executor, plan: PlanRow, paths: readonly RunPath[]): string[] {
  const filled = new Set<string>();
  const keyOf = ({ vehicle, trip }: RunPath) => `${trip} ${vehicle}`;
  for (const key of new Set(paths.map(keyOf))) {
    const ofTrip = paths.filter((path) => keyOf(path) === key);
    const { vehicle, trip } = ofTrip[0]!; // the key is of one of them
    const row = tx
      .select({ id: trips.id, legs: trips.legs })
      .from(trips)
      .innerJoin(runs, eq(runs.id, trips.runId))
      .where(and(eq(runs.planId, plan.id), eq(runs.vehicle, vehicle), eq(trips.position, trip)))
      .get();
    if (row === undefined) continue;
    const legs = row.legs.map((leg, index) => {
      const path = ofTrip.find((each) => each.leg === index);
      const isIt = path && leg.geometry.coordinates.length === 0 && leg.seconds === path.seconds;
      if (!isIt || leg.metres !== path.metres) return leg;
      filled.add(vehicle);
      return { ...leg, geometry: { ...leg.geometry, coordinates: path.coordinates } };
    });
    tx.update(trips).set({ legs }).where(eq(trips.id, row.id)).run();
  }
  return [...filled];
}
