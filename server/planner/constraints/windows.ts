import type { Instance } from '../model/instance.ts';

/** The last second at or before `seconds` at which service may begin; below the first window's start where there is none. */
export function lastStart(instance: Instance, node: number, seconds: number): number {
  const { windowOffset, windowFrom, windowTo } = instance;
  const first = windowOffset[node]!;
  let window = windowOffset[node + 1]! - 1;
  while (window > first && windowFrom[window]! > seconds) window--;
  return Math.min(seconds, windowTo[window]!);
}
