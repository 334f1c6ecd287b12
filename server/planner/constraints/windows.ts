import type { Instance } from '../model/instance.ts';

/** The first second at or after `seconds` at which service may begin; the caller knows that the last window is not over. */
export function firstStart(instance: Instance, node: number, seconds: number): number {
  const { windowOffset, windowFrom, windowTo } = instance;
  let window = windowOffset[node]!;
  while (windowTo[window]! < seconds) window++;
  return Math.max(seconds, windowFrom[window]!);
}

/** The last second at or before `seconds` at which service may begin; below the first window's start where there is none. */
export function lastStart(instance: Instance, node: number, seconds: number): number {
  const { windowOffset, windowFrom, windowTo } = instance;
  const first = windowOffset[node]!;
  let window = windowOffset[node + 1]! - 1;
  while (window > first && windowFrom[window]! > seconds) window--;
  return Math.min(seconds, windowTo[window]!);
}
