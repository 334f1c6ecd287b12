import type { PlanRun } from '#server/contract/plan.ts';
import type { FrozenRun } from '#server/contract/publication.ts';
import type { Request } from '#server/contract/request.ts';
import type { RunDriver } from '../run-drivers.ts';

/** A run as it is told to its driver, with its requests by their ids and all that is known of them. */
export function freezeRun(
  run: PlanRun,
  { driver, phone }: RunDriver,
  requestOf: (name: string) => Request,
): FrozenRun {
  const id = (name: string) => requestOf(name).id;
  const trips = run.trips.map((trip) => ({
    ...trip,
    stops: trip.stops.map(({ parts, ...stop }) => ({
      ...stop,
      requests: stop.requests.map(id),
      ...(parts && { parts: parts.map((part) => ({ ...part, request: id(part.request) })) }),
    })),
  }));
  const violations = run.violations.map((each) => ({ ...each, requests: each.requests.map(id) }));
  const served = new Set(run.trips.flatMap(({ stops }) => stops.flatMap(({ requests }) => requests)));
  const requests = [...served].map((name) => {
    const { state: _, ...request } = requestOf(name);
    return request;
  });
  return { driver, phone, run: { ...run, trips, violations }, requests };
}
