import type { Instance } from '../model/instance.ts';

/** Writes the keys by which stops can be put back, largest first: `order * stops + stop`, in the order of the kernel's weights. */
export function orderKeys(instance: Instance, keys: Float64Array): void {
  const { stops, opens, closes } = instance;
  const far = farness(instance);
  const byOrder = [
    (stop: number) => fillOfFleet(instance, stop),
    (stop: number) => far[stop]!,
    (stop: number) => -far[stop]!,
    (stop: number) => opens[stop]! - closes[stop]!,
    (stop: number) => -opens[stop]!,
    (stop: number) => closes[stop]!,
  ];
  for (const [order, keyOf] of byOrder.entries()) {
    for (let stop = 0; stop < stops; stop++) keys[order * stops + stop] = keyOf(stop);
  }
}

/** The stop's load against the fleet's largest capacity, in the dimension in which it weighs most. */
export function fillOfFleet(instance: Instance, stop: number): number {
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

/** Whether windows say anything about the order of stops. */
export function hasVaryingWindows({ stops, opens, closes }: Instance): boolean {
  for (let stop = 1; stop < stops; stop++) {
    if (opens[stop] !== opens[0] || closes[stop] !== closes[0]) return true;
  }
  return false;
}

/** Seconds from the hub and back by the fastest matrix. */
function farness({ problem }: Instance): Float64Array {
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
