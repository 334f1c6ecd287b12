import type { PlanState } from '../state/plan-state.ts';
import { endNode, startNode } from '../model/instance.ts';

/** Finds the cheapest trip of a stop alone before, between and behind the trips of runs that may have one more. */
export class TripInsertion {
  readonly #state: PlanState;
  #after = -1;
  #reload = -1;

  constructor(state: PlanState) {
    this.#state = state;
  }

  /** In `costUnit`ths; Infinity where there is none below the limit. */
  price(stop: number, limit: number): number {
    const state = this.#state;
    const { instance, size, rich } = state;
    const { stops, soloCost, types, typeOf } = instance;
    let best = Infinity;
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      if (size[vehicle] === 0 || state.isOpenRun[vehicle] === 0) continue;
      const alone = soloCost[typeOf[vehicle]! * stops + stop]!;
      const { fixed, vehicle: of } = types[typeOf[vehicle]!]!;
      const { place } = instance.problem.hubs[of.hub ?? 0]!;
      const isFromHub = of.startPlace === place && of.endPlace === place;
      if (alone === Infinity || (isFromHub && alone - fixed >= Math.min(limit, best))) continue;
      const reload = rich.trips.spare(vehicle);
      if (reload < 0) continue;
      best = this.#tryRun(stop, vehicle, reload, Math.min(limit, best)) ?? best;
    }
    return best;
  }

  /** Makes the trip found last. */
  insert(stop: number): void {
    this.#state.rich.insertTrip(stop, stop, this.#after, this.#reload);
  }

  /** The best price in this run, null where none is below the limit. */
  #tryRun(stop: number, vehicle: number, reload: number, limit: number): number | null {
    const { instance, next, rich } = this.#state;
    const end = endNode(instance, vehicle);
    let best = limit;
    for (let node = startNode(instance, vehicle); node !== end; node = next[node]!) {
      if (!rich.trips.mayBegin(node) || rich.isBeforeFixed(node)) continue;
      const price = rich.priceTrip(stop, stop, node, reload);
      if (price >= best) continue;
      best = price;
      this.#after = node;
      this.#reload = reload;
    }
    return best < limit ? best : null;
  }
}
