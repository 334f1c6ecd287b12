import type { Instance } from '../model/instance.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { Random } from '../state/random.ts';
import { compareService, type Objective } from '../state/objective.ts';

/**
 * Temperatures in mean costs of one stop in the first plan: at the end, and at the start, which is the hotter the more
 * iterations there will be for each stop, within bounds.
 */
const coldShare = 0.015;
const hotSharePerIteration = 1 / 1500;
const leastHotShare = 0.3;
const mostHotShare = 3;

/** Up to here in the search, less service than the best plan's has a price; after it, it is out of the question. */
export const oscillatingUntil = 0.8;
/** Growth of the price of a stop by an accepted plan that wrongly leaves it out; fall of all prices by any other. */
const growth = 1.03;
const decay = 0.998;
/** Bounds of a stop's price, in first prices. The upper one only keeps it finite. */
const leastPrice = 1e-3;
const mostPrice = 1e9;

/**
 * Decides whether a changed plan stands: simulated annealing on the cost, its temperature falling by a constant
 * factor over the time given. Where the fleet is tight, plans of full service are islands, so that, as long as the best
 * plan leaves something out, for most of the search a stop left out has a price instead. It grows while plans serve less
 * than the best one and falls while they serve as much, so that the search goes back and forth over the border (known
 * as strategic oscillation). The end is about cost at the best service found.
 */
export class Annealing {
  /** Whether service may still be given up for a while. */
  isOscillating = true;
  readonly #instance: Instance;
  readonly #random: Random;
  /** Per stop, what leaving it out costs, and that at first. */
  readonly #price: Float64Array;
  readonly #firstPrice: Float64Array;
  #costOfStop = 0;
  #temperature = 0;
  /** Plans of the best service since prices last fell. */
  #fullCount = 0;

  constructor(instance: Instance, random: Random) {
    this.#instance = instance;
    this.#random = random;
    this.#price = new Float64Array(instance.stops);
    this.#firstPrice = new Float64Array(instance.stops);
  }

  /** Sets the scales by a plan. */
  calibrate(state: PlanState): void {
    const { stops, requests, priority } = this.#instance;
    const served = Math.max(1, stops - state.absentCount);
    const costOfStop = state.cost / served;
    this.#costOfStop = costOfStop;
    for (let stop = 0; stop < stops; stop++) {
      this.#firstPrice[stop] = Math.max(1, costOfStop) * (requests[stop]! + priority[stop]!);
    }
    this.#price.set(this.#firstPrice);
  }

  /** `progress` from 0 to 1; `iterations` is how many there will be at its end. */
  cool(progress: number, iterations: number): void {
    const wished = (hotSharePerIteration * iterations) / this.#instance.stops;
    const hotShare = Math.min(mostHotShare, Math.max(leastHotShare, wished));
    this.#temperature = this.#costOfStop * hotShare * (coldShare / hotShare) ** progress;
    this.isOscillating = progress < oscillatingUntil;
    const fall = decay ** this.#fullCount;
    this.#fullCount = 0;
    for (let stop = 0; stop < this.#price.length; stop++) {
      this.#price[stop] = Math.max(leastPrice * this.#firstPrice[stop]!, fall * this.#price[stop]!);
    }
  }

  /** How much dearer the next plan may be. */
  drawAllowance(): number {
    return -this.#temperature * Math.log(1 - this.#random.fraction());
  }

  /** Whether the state stands after a change; `allowance` was drawn, and `priceBefore` is `priceOfAbsent`, before it. */
  accepts(
    state: PlanState,
    before: Objective,
    allowance: number,
    priceBefore: number,
    best: Objective,
  ): boolean {
    const isCheaper = (price: number) => state.cost + price < before.cost + allowance;
    if (!this.isOscillating || (best.missedPriority === 0 && best.missedRequests === 0)) {
      const service = compareService(state, before);
      return service < 0 || (service === 0 && isCheaper(0));
    }
    const stands = compareService(state, best) < 0 || isCheaper(this.priceOfAbsent(state) - priceBefore);
    const isFull = compareService(stands ? state : before, best) <= 0;
    if (isFull) this.#fullCount++;
    else if (stands) this.#raisePrices(state);
    return stands;
  }

  /** What the stops left out cost together at present. */
  priceOfAbsent(state: PlanState): number {
    let sum = 0;
    for (let index = 0; index < state.absentCount; index++) sum += this.#price[state.absent[index]!]!;
    return sum;
  }

  #raisePrices(state: PlanState): void {
    for (let index = 0; index < state.absentCount; index++) {
      const stop = state.absent[index]!;
      this.#price[stop] = Math.min(mostPrice * this.#firstPrice[stop]!, growth * this.#price[stop]!);
    }
  }
}
