import type { Instance } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { endNode, startNode } from '../model/instance.ts';

/**
 * Least seconds out of a run some of whose stops have several windows, exactly: the run's time function, from
 * departure to the end of what has been walked through, is kept as pieces max(ends, departure + takes) over
 * departures first … last. Each window's end splits at most one piece, so there are at most as many pieces as windows.
 */
export class LeastDuration {
  readonly #instance: Instance;
  #first: Float64Array;
  #last: Float64Array;
  #ends: Float64Array;
  #takes: Float64Array;
  #count = 0;
  #spareFirst: Float64Array;
  #spareLast: Float64Array;
  #spareEnds: Float64Array;
  #spareTakes: Float64Array;

  constructor(instance: Instance) {
    this.#instance = instance;
    const pieces = instance.windowFrom.length + 1;
    this.#first = new Float64Array(pieces);
    this.#last = new Float64Array(pieces);
    this.#ends = new Float64Array(pieces);
    this.#takes = new Float64Array(pieces);
    this.#spareFirst = new Float64Array(pieces);
    this.#spareLast = new Float64Array(pieces);
    this.#spareEnds = new Float64Array(pieces);
    this.#spareTakes = new Float64Array(pieces);
  }

  /** Of a run as it stands; its legs are up to date and every rule holds. */
  ofRun(state: PlanState, vehicle: number): number {
    const { next, legSeconds } = state;
    const start = startNode(this.#instance, vehicle);
    const end = endNode(this.#instance, vehicle);
    this.open(start);
    for (let node = start; node !== end; node = next[node]!) this.pass(legSeconds[node]!, next[node]!);
    return this.least();
  }

  /** Of a run with a stop put in behind a node, by legs of the given length; the rules are known to hold. */
  withStop(state: PlanState, stop: number, after: number, legIn: number, legOut: number): number {
    const { next, legSeconds, run } = state;
    const vehicle = run[after]!;
    const start = startNode(this.#instance, vehicle);
    const end = endNode(this.#instance, vehicle);
    this.open(start);
    for (let node = start; node !== end; node = next[node]!) {
      if (node === after) {
        this.pass(legIn, stop);
        this.pass(legOut, next[node]!);
      } else this.pass(legSeconds[node]!, next[node]!);
    }
    return this.least();
  }

  /** Begins a run at its vehicle's start. */
  open(start: number): void {
    this.#count = 1;
    this.#first[0] = this.#instance.opens[start]!;
    this.#last[0] = this.#instance.closes[start]!;
    this.#ends[0] = -Infinity;
    this.#takes[0] = 0;
  }

  /** Drives to a node and serves it. */
  pass(leg: number, node: number): void {
    const { windowOffset, windowFrom, windowTo, service, setup } = this.#instance;
    const duration = service[node]! + setup[node]!;
    let count = 0;
    for (let piece = 0; piece < this.#count; piece++) {
      const last = this.#last[piece]!;
      const ends = this.#ends[piece]! + leg;
      const takes = this.#takes[piece]! + leg;
      let first = this.#first[piece]!;
      for (let window = windowOffset[node]!; window < windowOffset[node + 1]!; window++) {
        const closes = windowTo[window]!;
        const partLast = Math.min(last, closes - takes);
        if (ends > closes || partLast < first) continue;
        this.#spareFirst[count] = first;
        this.#spareLast[count] = partLast;
        this.#spareEnds[count] = Math.max(ends, windowFrom[window]!) + duration;
        this.#spareTakes[count] = takes + duration;
        count++;
        first = partLast + 1;
      }
    }
    this.#count = count;
    this.#swap();
  }

  #swap(): void {
    [this.#first, this.#spareFirst] = [this.#spareFirst, this.#first];
    [this.#last, this.#spareLast] = [this.#spareLast, this.#last];
    [this.#ends, this.#spareEnds] = [this.#spareEnds, this.#ends];
    [this.#takes, this.#spareTakes] = [this.#spareTakes, this.#takes];
  }

  /** Whether no departure keeps every window passed so far. */
  isImpossible(): boolean {
    return this.#count === 0;
  }

  /** Least seconds from departure to the end of what was passed. */
  least(): number {
    let least = Infinity;
    for (let piece = 0; piece < this.#count; piece++) {
      const takes = this.#takes[piece]!;
      const seconds = Math.max(takes, this.#ends[piece]! - this.#last[piece]!);
      if (seconds < least) least = seconds;
    }
    return least;
  }
}
