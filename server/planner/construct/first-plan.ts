import type { Instance } from '../model/instance.ts';
import type { PlanState } from '../state/plan-state.ts';
import { fillOfFleet } from '../kernel-host/order-keys.ts';

/** Makes a first plan: stops that fewer vehicles may serve go first, larger ones before smaller ones. */
export function makeFirstPlan({ instance, absent, absentCount, queue, kernel }: PlanState): void {
  const keys = Float64Array.from(
    { length: instance.stops },
    (_, stop) => fillOfFleet(instance, stop) - 2 * countAbleVehicles(instance, stop),
  );
  const ordered = absent.slice(0, absentCount).sort((a, b) => keys[b]! - keys[a]! || a - b);
  queue.set(ordered);
  kernel.insertQueue(ordered.length, Number(instance.types.length > 1), 1, Infinity);
}

function countAbleVehicles(instance: Instance, stop: number): number {
  return instance.types.reduce(
    (count, { members }, type) =>
      count + (instance.soloCost[type * instance.stops + stop] === Infinity ? 0 : members.length),
    0,
  );
}
