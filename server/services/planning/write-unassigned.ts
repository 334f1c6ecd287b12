import type { PlanFix, PlanUnassigned } from '#server/contract/plan.ts';
import { type Load, loadDimensions } from '#server/domain/load.ts';
import type { Solution } from '#server/solver-pool/port.ts';
import type { DayProblem } from './build-problem.ts';
import type { DayRequest } from './gather-stops.ts';
import type { PlanningTools, UnassignedStop } from './plan-day.ts';
import { joinParts, partOf } from './split-day.ts';

/**
 * Every request that is in no run, or of which a part is in none, once and in the order of the problem. Of several parts
 * that are left, the first, which is the largest, tells why and what would help.
 */
export function writeUnassigned(
  day: DayProblem,
  solution: Solution,
  tools: Pick<PlanningTools, 'explainUnassigned'>,
): PlanUnassigned[] {
  const why = new Map<string, UnassignedStop>();
  const parts: DayRequest[] = [];
  for (const stop of tools.explainUnassigned(day.problem, solution)) {
    for (const request of day.stops[stop.stop]?.requests ?? []) {
      parts.push(request);
      if (!why.has(request.id)) why.set(request.id, stop);
    }
  }
  return joinParts(parts).flatMap((request) => {
    const stop = why.get(request.id);
    if (!stop) return [];
    const left = partOf(request);
    const [fix] = stop.fixes;
    return [
      {
        request: request.reference,
        code: stop.code,
        reason: `${request.place}: ${left ? `${describeLoad(left)} are left. ` : ''}${stop.detail}`,
        ...(left && { left }),
        ...(fix && { fix: writeFix(day, fix) }),
      },
    ];
  });
}

function writeFix(day: DayProblem, fix: UnassignedStop['fixes'][number]): PlanFix {
  const dimension = fix.dimension === null ? undefined : loadDimensions[fix.dimension];
  const unit = fix.unit === 'load' ? dimension : fix.unit;
  const vehicle = day.vehicles[fix.likeVehicle ?? fix.vehicle];
  if (!unit || !vehicle) throw new Error(`a fix is about vehicle ${fix.vehicle} and load ${fix.dimension}`);
  const requests = fix.stops.flatMap((stop) => day.stops[stop]?.requests ?? []);
  return {
    kind: fix.kind,
    vehicle: vehicle.name,
    amount: fix.amount,
    unit,
    requests: joinParts(requests).map((request) => request.reference),
    cost: fix.costChange,
  };
}

function describeLoad(load: Load): string {
  return loadDimensions
    .filter((dimension) => load[dimension] > 0)
    .map((dimension) => `${load[dimension]} ${dimension}`)
    .join(', ');
}
