import type { PlanState } from '../state/plan-state.ts';
import type { Random } from '../state/random.ts';
import { compareService, type Objective } from '../state/objective.ts';

/** Temperatures at the start and the end, in mean costs of one stop in the first plan. */
const hotShare = 0.3;
const coldShare = 0.004;

/**
 * Decides whether a changed plan stands. Serving more always stands. With equal service, simulated annealing on
 * the cost; its temperature falls by a constant factor over the time given. With less or other service, a change
 * stands where the stops left out have been left out less often so far (absence counters of Christiaens & Vanden
 * Berghe 2020), early in the search only, so that the end is about cost.
 */
export class Annealing {
  readonly #random: Random;
  readonly #absences: Float64Array;
  #hot = 0;
  #temperature = 0;
  #isEarly = true;

  constructor(stops: number, random: Random) {
    this.#random = random;
    this.#absences = new Float64Array(stops);
  }

  /** Sets the scale by a plan. */
  calibrate(state: PlanState): void {
    const served = Math.max(1, state.instance.stops - state.absentCount);
    this.#hot = (hotShare * state.cost) / served;
  }

  /** `progress` from 0 to 1. */
  cool(progress: number): void {
    this.#temperature = this.#hot * (coldShare / hotShare) ** progress;
    this.#isEarly = progress < 0.5;
  }

  /** Whether the state stands after a change; `absencesBefore` is `sumOfAbsences` before it. */
  accepts(state: PlanState, before: Objective, absencesBefore: number): boolean {
    const service = compareService(state, before);
    if (service < 0) return true;
    if (service === 0) {
      const allowance = -this.#temperature * Math.log(1 - this.#random.fraction());
      if (state.cost < before.cost + allowance) return true;
    }
    const absencesNow = this.sumOfAbsences(state);
    for (let index = 0; index < state.absentCount; index++) this.#absences[state.absent[index]!]! += 1;
    return this.#isEarly && absencesNow < absencesBefore;
  }

  sumOfAbsences(state: PlanState): number {
    let sum = 0;
    for (let index = 0; index < state.absentCount; index++) sum += this.#absences[state.absent[index]!]!;
    return sum;
  }
}
