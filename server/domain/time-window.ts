/** Seconds from the plan's origin, both ends included; start ≤ end. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** Earliest time at or after `seconds` inside one of the windows (sorted, disjoint); null after the last has passed. */
export function earliestInWindows(windows: readonly TimeWindow[], seconds: number): number | null {
  for (const window of windows) {
    if (seconds <= window.end) return Math.max(seconds, window.start);
  }
  return null;
}
