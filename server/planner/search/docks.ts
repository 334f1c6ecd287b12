import type { PlanState } from '../state/plan-state.ts';
import { anyStart, notThere } from '../state/marks.ts';

/** How many runs at most leave later in one go so that docks suffice. */
const mostDelays = 24;

interface Arrival {
  readonly vehicle: number;
  readonly hub: number;
  readonly seconds: number;
}

/** The hubs' docks: the one rule that several runs share. Runs leave later, or the plan is not taken. */
export class Docks {
  readonly #state: PlanState;

  constructor(state: PlanState) {
    this.#state = state;
  }

  /** Lets runs touched leave when they like, then delays runs until docks suffice or nothing helps. */
  arrange(touched: Int32Array, count: number): void {
    const { startsAt, journal } = this.#state;
    for (let index = 0; index < count; index++) {
      const vehicle = touched[index]!;
      const before = startsAt[vehicle]!;
      if (before === anyStart) continue;
      startsAt[vehicle] = anyStart;
      if (this.#state.refreshRun(vehicle)) continue;
      startsAt[vehicle] = before;
      this.#state.refreshRun(vehicle);
    }
    for (let delay = 0; delay < mostDelays; delay++) {
      const conflict = this.#firstConflict();
      if (!conflict) return;
      journal.keep(conflict.late.vehicle);
      journal.keep(conflict.early.vehicle);
      if (!this.#delay(conflict.late, conflict.freeAt) && !this.#delayEarly(conflict)) return;
    }
  }

  /** Takes stops out of runs in conflict until docks suffice. Throws a RangeError where fixed beginnings alone are too many. */
  clear(): void {
    const emptied = new Set<number>();
    for (let conflict = this.#firstConflict(); conflict; conflict = this.#firstConflict()) {
      const vehicle = [conflict.late.vehicle, conflict.early.vehicle].find((each) => !emptied.has(each));
      if (vehicle === undefined) throw new RangeError('hubs.docks: too few for the fixed beginnings');
      emptied.add(vehicle);
      this.#empty(vehicle);
    }
  }

  /** Takes out all that is not fixed. */
  #empty(vehicle: number): void {
    const state = this.#state;
    const { isFixed, stops } = state.instance;
    for (let stop = 0; stop < stops; stop++) {
      if (state.run[stop] === vehicle && isFixed[stop] === 0) state.removeWithPartner(stop);
    }
    state.settle(vehicle);
    // Its breaks were where they suited what is gone.
    state.layOutBeginning(vehicle);
  }

  /** Trips beyond the docks, over all hubs. */
  get excess(): number {
    return this.#conflicts().length;
  }

  #delayEarly({ early, late }: Conflict): boolean {
    const { dockSeconds = 0 } = this.#state.instance.problem.hubs[early.hub]!;
    return this.#delay(early, late.seconds + dockSeconds);
  }

  /** Moves the departure of a run so that a trip of it is at the hub at a second or after it. */
  #delay({ vehicle, seconds }: Arrival, freeAt: number): boolean {
    const state = this.#state;
    const { startsAt, rich } = state;
    const before = startsAt[vehicle]!;
    if (!rich.walk.walk(vehicle)) return false;
    startsAt[vehicle] = rich.walk.departure + freeAt - seconds;
    if (state.refreshRun(vehicle)) return true;
    startsAt[vehicle] = before;
    state.refreshRun(vehicle);
    return false;
  }

  #firstConflict(): Conflict | undefined {
    return this.#conflicts()[0];
  }

  #conflicts(): Conflict[] {
    const { hubs } = this.#state.instance.problem;
    const arrivals = this.#arrivals();
    return hubs.flatMap(({ docks, dockSeconds = 0 }, hub) => {
      if (docks === undefined) return [];
      const here = arrivals.filter((arrival) => arrival.hub === hub).sort((a, b) => a.seconds - b.seconds);
      const found: Conflict[] = [];
      for (let index = docks; index < here.length; index++) {
        const early = here[index - docks]!;
        const freeAt = early.seconds + dockSeconds;
        if (here[index]!.seconds < freeAt) found.push({ early, late: here[index]!, freeAt });
      }
      return found;
    });
  }

  #arrivals(): Arrival[] {
    const { instance, hubArrival, run } = this.#state;
    const arrivals: Arrival[] = [];
    for (let node = instance.stops; node < instance.nodes; node++) {
      const seconds = hubArrival[node]!;
      const vehicle = run[node]!;
      if (seconds === notThere || vehicle < 0) continue;
      arrivals.push({ vehicle, hub: instance.problem.vehicles[vehicle]!.hub ?? 0, seconds });
    }
    return arrivals;
  }
}

interface Conflict {
  /** The trip that holds the dock, and the one that comes before it is free again. */
  readonly early: Arrival;
  readonly late: Arrival;
  readonly freeAt: number;
}
