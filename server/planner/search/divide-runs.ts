import type { Problem } from '../model/problem.ts';
import type { Sequences } from '../state/snapshot.ts';
import { Random } from '../state/random.ts';

/** Which thread works on which runs, and tries which of the stops that are in none. */
export interface Division {
  readonly partOfVehicle: Uint8Array;
  readonly partOfStop: Uint8Array;
}

/**
 * Divides the runs of a plan into parts of about as many stops each, so that threads can work on them side by side:
 * runs are put in order from one of two stops chosen at random to the other, and cut, so that the border is short. Other
 * seeds give other borders.
 */
export function divideRuns(problem: Problem, plan: Sequences, parts: number, seed: number): Division {
  const random = new Random(seed);
  const { offsets, stops } = plan;
  const partOfVehicle = new Uint8Array(problem.vehicles.length);
  const partOfStop = new Uint8Array(problem.stops.length).fill(255);
  const from = problem.stops[random.below(problem.stops.length)]!.place;
  const to = problem.stops[random.below(problem.stops.length)]!.place;
  const runs: { vehicle: number; served: readonly number[]; away: number }[] = [];
  for (let vehicle = 0; vehicle < problem.vehicles.length; vehicle++) {
    const served = [...stops.subarray(offsets[vehicle], offsets[vehicle + 1])].filter((stop) => stop >= 0);
    if (served.length === 0) partOfVehicle[vehicle] = random.below(parts);
    else runs.push({ vehicle, served, away: awayOf(problem, vehicle, served, from, to) });
  }
  runs.sort((a, b) => a.away - b.away || a.vehicle - b.vehicle);
  const total = runs.reduce((sum, run) => sum + run.served.length, 0);
  let before = 0;
  for (const { vehicle, served } of runs) {
    const part = Math.min(parts - 1, Math.floor(((before + served.length / 2) * parts) / total));
    partOfVehicle[vehicle] = part;
    for (const stop of served) partOfStop[stop] = part;
    before += served.length;
  }
  for (let stop = 0; stop < partOfStop.length; stop++) {
    if (partOfStop[stop] === 255) partOfStop[stop] = random.below(parts);
  }
  // both stops of a shipment are put back together, so one thread has them both
  for (const { from, to } of problem.shipments ?? []) partOfStop[to] = partOfStop[from]!;
  return { partOfVehicle, partOfStop };
}

/** By how much the run's stops are farther from one place than from the other, on average and where there is a way. */
function awayOf(
  problem: Problem,
  vehicle: number,
  served: readonly number[],
  from: number,
  to: number,
): number {
  const { seconds, size } = problem.matrices[problem.vehicles[vehicle]!.matrix]!;
  let sum = 0;
  for (const stop of served) {
    const { place } = problem.stops[stop]!;
    sum += Math.max(0, seconds[from * size + place]!) - Math.max(0, seconds[to * size + place]!);
  }
  return sum / served.length;
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
