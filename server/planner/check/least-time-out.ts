import type { ProblemStop, TimeWindow } from '../model/problem.ts';

interface Walk {
  readonly secondsOut: number;
  readonly late: readonly { readonly index: number; readonly seconds: number }[];
  readonly overSeconds: number;
}

/**
 * Least seconds out over all departures, by trying each that can matter: without waiting before it, a stop is
 * reached just when a window opens, when one closes, or a second after that. Where no departure keeps all windows
 * and the shift, the earliest one is reported with what it misses.
 */
export function leastTimeOut(
  stops: readonly ProblemStop[],
  legs: readonly number[],
  shift: TimeWindow,
): Walk {
  const departures = new Set([shift.start]);
  let ahead = 0;
  for (const [index, stop] of stops.entries()) {
    ahead += legs[index]!; // one leg per stop and one more
    for (const { start, end } of stop.windows) {
      for (const moment of [start, end, end + 1]) departures.add(Math.max(shift.start, moment - ahead));
    }
    ahead += stop.setupSeconds + stop.serviceSeconds;
  }
  let best: Walk | null = null;
  for (const departure of departures) {
    const walked = walk(stops, legs, shift, departure);
    if (walked.late.length > 0 || walked.overSeconds > 0) continue;
    if (best === null || walked.secondsOut < best.secondsOut) best = walked;
  }
  return best ?? walk(stops, legs, shift, shift.start);
}

function walk(
  stops: readonly ProblemStop[],
  legs: readonly number[],
  shift: TimeWindow,
  departure: number,
): Walk {
  const late: { index: number; seconds: number }[] = [];
  let clock = departure;
  for (const [index, stop] of stops.entries()) {
    clock += legs[index]!;
    const open = stop.windows.filter((window) => window.end >= clock);
    if (open.length > 0) clock = Math.max(clock, Math.min(...open.map((window) => window.start)));
    else late.push({ index, seconds: clock - Math.max(...stop.windows.map((window) => window.end)) });
    clock += stop.setupSeconds + stop.serviceSeconds;
  }
  clock += legs[stops.length]!;
  return { secondsOut: clock - departure, late, overSeconds: Math.max(0, clock - shift.end) };
}
