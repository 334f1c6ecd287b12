import type { Instance } from '../model/instance.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { Random } from '../state/random.ts';
import type { Insertion } from './insertion.ts';
import { PairInsertion } from './pair-insertion.ts';

/** How often the places beside neighbours having failed, all places are looked at. */
const wideLookShare = 0.1;

/** Keys by which stops can be put back, largest first; weights as in Christiaens & Vanden Berghe (2020). */
const orders = ['random', 'load', 'far', 'near', 'short window', 'early', 'late'] as const;
const weights = [4, 4, 2, 1, 2, 2, 2];
const weightsWithoutWindows = [4, 4, 2, 1, 0, 0, 0];

/** Puts absent stops back one by one, each at its cheapest place (greedy insertion with blinks). */
export class Recreate {
  readonly #state: PlanState;
  readonly #random: Random;
  readonly #insertion: Insertion;
  readonly #pairs: PairInsertion;
  /** Per order, per stop: the key; larger goes first. */
  readonly #keys: readonly Float64Array[];
  readonly #weights: readonly number[];
  readonly #weightSum: number;
  readonly #queue: Int32Array;

  constructor(state: PlanState, random: Random, insertion: Insertion) {
    this.#state = state;
    this.#random = random;
    this.#insertion = insertion;
    this.#pairs = new PairInsertion(state);
    this.#keys = makeKeys(state.instance);
    this.#weights = hasWindows(state.instance) ? weights : weightsWithoutWindows;
    this.#weightSum = this.#weights.reduce((sum, weight) => sum + weight, 0);
    this.#queue = new Int32Array(state.instance.stops);
  }

  /**
   * Tries the last `fresh` stops of the absent list and up to `others` of those before. `isThorough` looks at
   * every place where the neighbours have none; otherwise that is done now and then.
   */
  run(fresh: number, others: number, sharesFixedCost: boolean, isThorough: boolean): void {
    const count = this.#fillQueue(fresh, others);
    this.#sort(count);
    this.#insertQueue(count, sharesFixedCost, isThorough);
    this.#moveBreaks();
  }

  /** Makes a first plan: stops that fewer vehicles may serve go first, larger ones before smaller ones. */
  runFirst(): void {
    const { instance, absentCount } = this.#state;
    const count = this.#fillQueue(absentCount, 0);
    const keys = Float64Array.from(
      { length: instance.stops },
      (_, stop) => fill(instance, stop) - 2 * countAbleVehicles(instance, stop),
    );
    sortByKey(this.#queue, count, keys);
    this.#insertQueue(count, instance.types.length > 1, true);
    this.#moveBreaks();
  }

  /** In the runs that have changed. */
  #moveBreaks(): void {
    const { instance, journal, rich, size } = this.#state;
    if (!instance.hasRichTypes) return;
    for (let index = 0; index < journal.touchedCount; index++) {
      const vehicle = journal.touched[index]!;
      if (size[vehicle]! > 0) rich.breaks.move(vehicle);
    }
  }

  #insertQueue(count: number, sharesFixedCost: boolean, isThorough: boolean): void {
    const { instance, run } = this.#state;
    for (let index = 0; index < count; index++) {
      const stop = this.#queue[index]!;
      if (instance.hasShipments && instance.partner[stop]! >= 0) {
        if (run[stop]! < 0) this.#pairs.insert(stop);
        continue;
      }
      this.#insertion.findNear(stop, sharesFixedCost);
      if (this.#insertion.price === Infinity && (isThorough || this.#random.fraction() < wideLookShare)) {
        this.#insertion.findAnywhere(stop);
      }
      const isDear = instance.isOptional[stop] === 1 && this.#insertion.price >= instance.leaveOutCost[stop]!;
      if (!isDear) this.#insertion.apply(stop);
    }
  }

  #fillQueue(fresh: number, others: number): number {
    const { absent, absentCount, isOpenStop } = this.#state;
    let count = 0;
    for (let index = absentCount - fresh; index < absentCount; index++) this.#queue[count++] = absent[index]!;
    const older = absentCount - fresh;
    const offset = older > others ? this.#random.below(older) : 0;
    for (let index = 0; index < Math.min(older, others); index++) {
      const stop = absent[(offset + index) % older]!;
      if (isOpenStop[stop] === 1) this.#queue[count++] = stop;
    }
    return count;
  }

  #sort(count: number): void {
    let pick = this.#random.below(this.#weightSum);
    let order = 0;
    while (pick >= this.#weights[order]!) pick -= this.#weights[order++]!;
    this.#random.shuffle(this.#queue, count);
    if (order === 0) return;
    sortByKey(this.#queue, count, this.#keys[order - 1]!);
  }
}

/** Insertion sort for the dozen of one iteration; the built-in one for the whole of a first plan. */
function sortByKey(queue: Int32Array, count: number, key: Float64Array): void {
  if (count > 64) {
    queue.subarray(0, count).sort((a, b) => key[b]! - key[a]! || a - b);
    return;
  }
  for (let index = 1; index < count; index++) {
    const stop = queue[index]!;
    let at = index;
    while (at > 0 && key[queue[at - 1]!]! < key[stop]!) {
      queue[at] = queue[at - 1]!;
      at--;
    }
    queue[at] = stop;
  }
}

function makeKeys(instance: Instance): Float64Array[] {
  const far = farness(instance);
  const { opens, closes } = instance;
  const byOrder: Record<Exclude<(typeof orders)[number], 'random'>, (stop: number) => number> = {
    load: (stop) => fill(instance, stop),
    far: (stop) => far[stop]!,
    near: (stop) => -far[stop]!,
    'short window': (stop) => opens[stop]! - closes[stop]!,
    early: (stop) => -opens[stop]!,
    late: (stop) => closes[stop]!,
  };
  return orders.flatMap((order) =>
    order === 'random'
      ? []
      : [Float64Array.from({ length: instance.stops }, (_, stop) => byOrder[order](stop))],
  );
}

/** Seconds from the hub and back by the fastest matrix. */
function farness(instance: Instance): Float64Array {
  const { problem } = instance;
  const hub = problem.hubs[0]?.place ?? 0;
  return Float64Array.from(problem.stops, ({ place }) => {
    let least = Infinity;
    for (const { seconds, size } of problem.matrices) {
      const there = seconds[hub * size + place]!;
      const back = seconds[place * size + hub]!;
      if (there >= 0 && back >= 0) least = Math.min(least, there + back);
    }
    return least;
  });
}

/** The stop's load against the fleet's largest capacity, in the dimension in which it weighs most. */
function fill(instance: Instance, stop: number): number {
  let share = 0;
  const { dimensions } = instance;
  for (let d = 0; d < dimensions; d++) {
    const limits = instance.types.map((type) => type.capacity[d]!).filter((limit) => limit < Infinity);
    const amount = Math.max(
      instance.pickup[stop * dimensions + d]!,
      instance.delivery[stop * dimensions + d]!,
    );
    if (limits.length > 0) share = Math.max(share, amount / Math.max(1, ...limits));
  }
  return share;
}

function countAbleVehicles(instance: Instance, stop: number): number {
  return instance.types.reduce(
    (count, { members }, type) =>
      count + (instance.soloCost[type * instance.stops + stop] === Infinity ? 0 : members.length),
    0,
  );
}

function hasWindows(instance: Instance): boolean {
  for (let stop = 1; stop < instance.stops; stop++) {
    if (instance.opens[stop] !== instance.opens[0] || instance.closes[stop] !== instance.closes[0])
      return true;
  }
  return false;
}
