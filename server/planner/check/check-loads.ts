import type { Problem, ProblemVehicle, SolutionRun } from '../model/problem.ts';
import type { Report } from './violation.ts';

const noLimit = 2 ** 31 - 1;

/** What is on board, per trip and dimension: the first overload of each, and breaks with too much on board. */
export function checkLoads(
  problem: Problem,
  vehicle: ProblemVehicle,
  run: SolutionRun,
  report: Report,
): void {
  const shipments = shipmentsByStop(problem);
  for (const [trip, stops] of run.trips.entries()) {
    for (const [dimension, limit] of vehicle.capacity.entries()) {
      const loads = loadsOnTrip(problem, shipments, stops, dimension);
      checkBreaks(vehicle, run, trip, dimension, loads, report);
      const over = limit === noLimit ? -1 : loads.findIndex((load) => load > limit);
      if (over < 0) continue;
      const amount = loads[over]! - limit;
      const text = `${amount} too much of load ${dimension} after ${over} stops of trip ${trip}.`;
      report('capacity', stops[over - 1] ?? null, amount, text);
    }
  }
}

type ShipmentEnds = ReadonlyMap<number, { readonly other: number; readonly amounts: readonly number[] }>;

function shipmentsByStop(problem: Problem): { readonly froms: ShipmentEnds; readonly tos: ShipmentEnds } {
  const all = problem.shipments ?? [];
  return {
    froms: new Map(all.map(({ from, to, amounts }) => [from, { other: to, amounts }])),
    tos: new Map(all.map(({ from, to, amounts }) => [to, { other: from, amounts }])),
  };
}

/** Entry k: after k stops, with the deliveries of the others still on board. */
function loadsOnTrip(
  problem: Problem,
  { froms, tos }: ReturnType<typeof shipmentsByStop>,
  stops: readonly number[],
  dimension: number,
): number[] {
  let load = 0;
  for (const stop of stops) load += problem.stops[stop]!.delivery[dimension]!;
  const loads = [load];
  const carried = new Set<number>();
  for (const stop of stops) {
    const { pickup, delivery } = problem.stops[stop]!;
    load += pickup[dimension]! - delivery[dimension]!;
    const from = froms.get(stop);
    if (from) {
      load += from.amounts[dimension]!;
      carried.add(stop);
    }
    const to = tos.get(stop);
    if (to && carried.has(to.other)) load -= to.amounts[dimension]!;
    loads.push(load);
  }
  return loads;
}

function checkBreaks(
  vehicle: ProblemVehicle,
  run: SolutionRun,
  trip: number,
  dimension: number,
  loads: readonly number[],
  report: Report,
): void {
  for (const taken of run.breaks ?? []) {
    const most = vehicle.breaks?.[taken.index]?.mostLoad?.[dimension];
    if (taken.trip !== trip || most === undefined || most === noLimit) continue;
    const amount = (loads[taken.position] ?? 0) - most;
    if (amount <= 0) continue;
    const text = `${amount} too much of load ${dimension} on board during break ${taken.index}.`;
    report('break_load', null, amount, text);
  }
}
