import type { Instance } from '../model/instance.ts';
import type { Sequences } from '../state/snapshot.ts';
import { Random } from '../state/random.ts';

/** Which thread works on which runs, and tries which of the stops that are in none; stops by the solver's own numbers. */
export interface Division {
  readonly partOfVehicle: Uint8Array;
  readonly partOfStop: Uint8Array;
}

/** How many of a stop's neighbours say which runs lie beside its own. */
const nearest = 10;

/**
 * Divides the runs of a plan into parts of about as many stops each, so that threads can work on them side by side. Each part
 * grows from a run drawn at random; the one with the fewest stops takes the run of which most lies beside its own, in place and
 * in time, so that few neighbours are parted. Other seeds give other borders.
 */
export function divideRuns(instance: Instance, plan: Sequences, parts: number, seed: number): Division {
  const random = new Random(seed);
  const { partOfVehicle, partOfStop } = new GrowingParts(instance, plan, parts, random).finish();
  for (let stop = 0; stop < partOfStop.length; stop++) {
    if (partOfStop[stop] === noPart) partOfStop[stop] = random.below(parts);
  }
  // both stops of a shipment are put back together, so one thread has them both
  for (const { from, to } of instance.problem.shipments ?? []) partOfStop[to] = partOfStop[from]!;
  return { partOfVehicle, partOfStop };
}

/** In `partOfStop`: in no run. */
const noPart = 255;

class GrowingParts implements Division {
  readonly partOfVehicle: Uint8Array;
  readonly partOfStop: Uint8Array;
  readonly #instance: Instance;
  readonly #plan: Sequences;
  /** Per stop; −1 where it is in none. */
  readonly #runOf: Int32Array;
  /** Per run, its stops. */
  readonly #size: Int32Array;
  /** Runs in no part yet. */
  readonly #left: number[] = [];
  /** Per part: its stops; and per run, the share of it that lies beside the part's runs. */
  readonly #stops: number[];
  readonly #beside: readonly Float64Array[];

  /** Vehicles without stops are dealt out, each part has one run. */
  constructor(instance: Instance, plan: Sequences, parts: number, random: Random) {
    const { stops, vehicles } = instance;
    this.#instance = instance;
    this.#plan = plan;
    this.partOfVehicle = new Uint8Array(vehicles);
    this.partOfStop = new Uint8Array(stops).fill(noPart);
    this.#runOf = new Int32Array(stops).fill(-1);
    this.#size = new Int32Array(vehicles);
    this.#stops = Array.from({ length: parts }, () => 0);
    this.#beside = Array.from({ length: parts }, () => new Float64Array(vehicles));
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      for (const stop of this.#stopsOf(vehicle)) {
        this.#runOf[stop] = vehicle;
        this.#size[vehicle]!++;
      }
      if (this.#size[vehicle] === 0) this.partOfVehicle[vehicle] = random.below(parts);
      else this.#left.push(vehicle);
    }
    for (let part = 0; part < parts && this.#left.length > 0; part++) {
      this.#take(random.below(this.#left.length), part);
    }
  }

  /** Deals out all runs. */
  finish(): Division {
    while (this.#left.length > 0) {
      const part = this.#stops.indexOf(Math.min(...this.#stops));
      const beside = this.#beside[part]!;
      let most = 0;
      for (const [index, vehicle] of this.#left.entries()) {
        if (beside[vehicle]! > beside[this.#left[most]!]!) most = index;
      }
      this.#take(most, part);
    }
    return this;
  }

  #take(indexLeft: number, part: number): void {
    const vehicle = this.#left.splice(indexLeft, 1)[0]!;
    const { nextTo, nextToWidth } = this.#instance;
    const beside = this.#beside[part]!;
    this.partOfVehicle[vehicle] = part;
    this.#stops[part]! += this.#size[vehicle]!;
    for (const stop of this.#stopsOf(vehicle)) {
      this.partOfStop[stop] = part;
      const from = stop * nextToWidth;
      for (let at = from; at < from + Math.min(nearest, nextToWidth); at++) {
        const run = nextTo[at]! < 0 ? -1 : this.#runOf[nextTo[at]!]!;
        if (run >= 0) beside[run]! += 1 / this.#size[run]!;
      }
    }
  }

  #stopsOf(vehicle: number): Int32Array {
    const { offsets, stops } = this.#plan;
    return stops.subarray(offsets[vehicle], offsets[vehicle + 1]).filter((stop) => stop >= 0);
  }
}

/** The plan in which each run is as the thread that worked on it has left it; all began with the same plan. */
export function joinParts({ partOfVehicle }: Division, plans: readonly Sequences[]): Sequences {
  const vehicles = partOfVehicle.length;
  const offsets = new Int32Array(vehicles + 1);
  const startsAt = new Int32Array(vehicles);
  const runs: Int32Array[] = [];
  for (let vehicle = 0; vehicle < vehicles; vehicle++) {
    const plan = plans[partOfVehicle[vehicle]!]!;
    const run = plan.stops.subarray(plan.offsets[vehicle], plan.offsets[vehicle + 1]);
    runs.push(run);
    offsets[vehicle + 1] = offsets[vehicle]! + run.length;
    startsAt[vehicle] = plan.startsAt[vehicle]!;
  }
  const stops = new Int32Array(offsets[vehicles]!);
  for (const [vehicle, run] of runs.entries()) stops.set(run, offsets[vehicle]);
  return { offsets, stops, startsAt };
}
