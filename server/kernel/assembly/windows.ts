import { i32At, windowFrom, windowOffset, windowTo } from './memory';

/** The first second at or after `seconds` at which service may begin; the caller knows that the last window is not over. */
export function firstStart(node: i32, seconds: i32): i32 {
  let window = i32At(windowOffset, node);
  while (i32At(windowTo, window) < seconds) window++;
  return max(seconds, i32At(windowFrom, window));
}

/** The last second at or before `seconds` at which service may begin; below the first window's start where there is none. */
export function lastStart(node: i32, seconds: i32): i32 {
  const first = i32At(windowOffset, node);
  let window = i32At(windowOffset, node + 1) - 1;
  while (window > first && i32At(windowFrom, window) > seconds) window--;
  return min(seconds, i32At(windowTo, window));
}
