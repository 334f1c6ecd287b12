import { UNLIMITED } from '../load.ts';
import { gramsOf } from '../rates/carriage.ts';
import type { DayStop, DayVehicle } from './desk-day.ts';
import type { RunSteps, StopSequence } from './run-steps.ts';

/** What a run carries with stops put in before a step: no more than it will be, and exactly that for one stop. */
export class LoadBounds {
  overload = 0;
  gramMetres = 0;
  grams = 0;
  crates = 0;
  parcels = 0;
  /** Per step and dimension, step-major: the peak of its trip before and from it on. */
  readonly #peakBefore: number[] = [];
  readonly #peakFrom: number[] = [];
  /** Per step: above the capacity in the other trips, on the way to it, and of its trip before and behind that way. */
  readonly #overElsewhere: number[] = [];
  readonly #loads: number[] = [];
  readonly #onBoard: number[] = [];
  readonly #metresBefore: number[] = [];
  readonly #metresBehind: number[] = [];
  #legMetres: readonly number[] = [];
  #capacity: DayVehicle['capacity'] = [];
  #gramMetres = 0;
  #grams = 0;
  #crates = 0;
  #parcels = 0;

  /** Of another run; `steps`: those of the sequence. */
  lay(sequence: StopSequence, steps: RunSteps, { capacity }: DayVehicle): void {
    this.#capacity = capacity;
    this.#legMetres = steps.legMetres;
    this.#gramMetres = 0;
    this.#grams = 0;
    this.#crates = 0;
    this.#parcels = 0;
    let all = 0;
    for (let from = 0; from < steps.length;) {
      let to = from;
      while (!steps.endsTrip[to]) to++;
      const over = this.#addTrip(sequence, from, to);
      for (let step = from; step <= to; step++) this.#overElsewhere[step] = -over;
      all += over;
      from = to + 1;
    }
    for (let step = 0; step < steps.length; step++) this.#overElsewhere[step]! += all;
  }

  /** `metresTo`, `metresBetween`, `metresOn`: of the ways to the first stop, between them, and on from the last. */
  set(
    moved: readonly DayStop[],
    step: number,
    metresTo: number,
    metresBetween: number,
    metresOn: number,
  ): void {
    let gramsIn = 0;
    let gramsOut = 0;
    this.crates = this.#crates;
    this.parcels = this.#parcels;
    for (let index = 0; index < moved.length; index++) {
      const { pickup, delivery } = moved[index]!;
      gramsIn += gramsOf(pickup);
      gramsOut += gramsOf(delivery);
      this.crates += pickup[1]! + delivery[1]!;
      this.parcels += pickup[2]! + delivery[2]!;
    }
    this.grams = this.#grams + gramsIn + gramsOut;
    this.gramMetres =
      this.#gramMetres +
      this.#onBoard[step]! * (metresTo + metresBetween + metresOn - this.#legMetres[step]!) +
      gramsOut * (this.#metresBefore[step]! + metresTo) +
      gramsIn * (this.#metresBehind[step]! + metresOn);
    this.overload = this.#overElsewhere[step]! + this.#overHere(moved, step);
  }

  #overHere(moved: readonly DayStop[], step: number): number {
    const dimensions = this.#capacity.length;
    let over = 0;
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const limit = this.#capacity[dimension]!;
      if (limit >= UNLIMITED) continue;
      let pickup = 0;
      let delivery = 0;
      for (let index = 0; index < moved.length; index++) {
        pickup += moved[index]!.pickup[dimension]!;
        delivery += moved[index]!.delivery[dimension]!;
      }
      const at = step * dimensions + dimension;
      over += Math.max(0, this.#peakBefore[at]! + delivery - limit, this.#peakFrom[at]! + pickup - limit);
    }
    return over;
  }

  /** From its first step to that which ends it; above the capacity, all dimensions together. */
  #addTrip(sequence: StopSequence, from: number, to: number): number {
    const dimensions = this.#capacity.length;
    let over = 0;
    for (let dimension = 0; dimension < dimensions; dimension++) {
      let load = 0;
      for (let step = from; step < to; step++) load += sequence[step]!.delivery[dimension]!;
      let peak = load;
      for (let step = from; step <= to; step++) {
        this.#loads[step] = load;
        peak = Math.max(peak, load);
        this.#peakBefore[step * dimensions + dimension] = peak;
        if (step === to) break;
        const { pickup, delivery } = sequence[step]!; // null only between trips
        load += pickup[dimension]! - delivery[dimension]!;
      }
      const limit = this.#capacity[dimension]!;
      if (limit < UNLIMITED) over += Math.max(0, peak - limit);
      peak = 0;
      for (let step = to; step >= from; step--) {
        peak = Math.max(peak, this.#loads[step]!);
        this.#peakFrom[step * dimensions + dimension] = peak;
      }
    }
    this.#carry(sequence, from, to);
    return over;
  }

  #carry(sequence: StopSequence, from: number, to: number): void {
    let onBoard = 0;
    let metres = 0;
    for (let step = from; step < to; step++) onBoard += gramsOf(sequence[step]!.delivery);
    for (let step = from; step <= to; step++) {
      this.#onBoard[step] = onBoard;
      this.#metresBefore[step] = metres;
      metres += this.#legMetres[step]!;
      this.#gramMetres += onBoard * this.#legMetres[step]!;
      if (step === to) break;
      const { pickup, delivery } = sequence[step]!; // null only between trips
      onBoard += gramsOf(pickup) - gramsOf(delivery);
      this.#grams += gramsOf(pickup) + gramsOf(delivery);
      this.#crates += pickup[1]! + delivery[1]!;
      this.#parcels += pickup[2]! + delivery[2]!;
    }
    for (let step = from; step <= to; step++) {
      this.#metresBehind[step] = metres - this.#metresBefore[step]! - this.#legMetres[step]!;
    }
  }
}
