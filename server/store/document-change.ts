import { and, eq, inArray } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Executor } from './database.ts';
import {
  findRequests,
  requestsOf,
  servedBy,
  setStates,
  vehicleIdsByName,
  type PlanRow,
} from './plan-names.ts';
import { insertRun, insertUnassigned, type PlanNames } from './plan-rows.ts';
import type { DocumentChange } from './port.ts';
import { drivers, plans, planUnassigned, runs, stopRequests } from './schema.ts';

/** Writes what an edit changes of a plan's document, with the states of its requests. */
export function writeDocumentChange(
  tx: Executor,
  head: PlanRow,
  { removed, written, unassigned, totals }: DocumentChange,
): void {
  const before = requestsOf(tx, head.id, inArray(runs.vehicle, [...removed]));
  const requestIds = findRequests(tx, head.hubId, head.date, {
    runs: written.map(({ run }) => run),
    unassigned: [...unassigned],
  });
  const vehicleIds = vehicleIdsByName(tx, head.hubId);
  const names: PlanNames = {
    requestId: (name) => requestIds.get(name)!, // findRequests has refused what it did not find
    vehicleId: (name) => vehicleIds.get(name) ?? null,
  };
  tx.delete(runs)
    .where(and(eq(runs.planId, head.id), inArray(runs.vehicle, [...removed])))
    .run();
  tx.delete(planUnassigned).where(eq(planUnassigned.planId, head.id)).run();
  for (const { number, driver, run } of written) {
    insertRun(tx, head.id, { number, driverId: idOfDriver(tx, head.hubId, driver) }, run, names);
  }
  insertUnassigned(tx, head.id, [...unassigned], names);
  // What it says of the legs of a run is about those that were.
  const warnings = head.warnings.filter(
    ({ code, ids }) => code !== 'LEG_DIFFERS' || !ids.some((id) => removed.includes(id)),
  );
  tx.update(plans).set({ totals, warnings }).where(eq(plans.id, head.id)).run();
  // A request in parts may be in other runs too.
  const after = new Set(requestsOf(tx, head.id, inArray(stopRequests.requestId, before)));
  const gone = before.filter((id) => !after.has(id));
  setStates(tx, gone, 'planned', 'booked');
  setStates(tx, servedBy({ runs: written.map(({ run }) => run) }, requestIds), 'booked', 'planned');
}

/** Of the hub's driver of this name, who is known from now on; null where nobody is named. */
export function idOfDriver(tx: Executor, hubId: string, name: string | null): string | null {
  if (name === null) return null;
  const known = tx
    .select({ id: drivers.id })
    .from(drivers)
    .where(and(eq(drivers.hubId, hubId), eq(drivers.name, name)))
    .get();
  if (known) return known.id;
  const id = randomUUID();
  tx.insert(drivers).values({ id, hubId, name }).run();
  return id;
}
