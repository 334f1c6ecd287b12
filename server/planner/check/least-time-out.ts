import type { ProblemVehicle, TimeWindow } from '../model/problem.ts';
import type { Point } from './read-run.ts';
import { endFrom } from './walk-points.ts';

/**
 * The departure with the least seconds out, of those the earliest, by trying each that can matter: without waiting
 * before it, an event begins just when a window opens, when one closes, or a second after that, a point is reached
 * at the last second wanted, or the run ends at the last second allowed. Where none keeps everything: the earliest end of
 * those that keep all windows, then the least seconds out; where none keeps these, the earliest.
 */
export function leastTimeOut(points: readonly Point[], vehicle: ProblemVehicle, startsAt?: number): number {
  const earliest = Math.max(vehicle.shift.start, startsAt ?? vehicle.shift.start);
  const latestEnd = vehicle.shift.end + (vehicle.overtime?.mostSeconds ?? 0);
  const { departures, busySeconds } = departuresThatMatter(points, earliest, latestEnd);
  let best: number | null = null;
  let bestOut = Infinity;
  for (const departure of departures) {
    // No run takes less than its work, so later ones end too late, and nothing beats one that never waits.
    if (departure + busySeconds > latestEnd || bestOut === busySeconds) break;
    const end = endFrom(points, departure, true);
    if (end === null || end > latestEnd || end - departure >= bestOut) continue;
    best = departure;
    bestOut = end - departure;
  }
  return best ?? earliestEnd(points, departures) ?? earliest;
}

function earliestEnd(points: readonly Point[], departures: readonly number[]): number | null {
  let best: number | null = null;
  let bestEnd = Infinity;
  for (const departure of departures) {
    const end = endFrom(points, departure, false);
    // Ascending: of the same end, each later departure is less time out.
    if (end === null || end > bestEnd) continue;
    best = departure;
    bestEnd = end;
  }
  return best;
}

/** Ascending. */
function departuresThatMatter(points: readonly Point[], earliest: number, latestEnd: number) {
  const departures = new Set([earliest]);
  const add = (moment: number, ahead: number) => {
    if (moment < Infinity) departures.add(Math.max(earliest, moment - ahead));
  };
  const addAll = (windows: readonly TimeWindow[], ahead: number) => {
    for (const { start, end } of windows) {
      add(start, ahead);
      add(end, ahead);
      add(end + 1, ahead);
    }
  };
  let ahead = 0;
  for (const { breaks, legSeconds, windows, arriveBy, workSeconds } of points) {
    for (const rest of breaks) {
      // It begins before the way, or where it would interrupt its last second.
      addAll(rest.windows, ahead);
      addAll(rest.windows, ahead + legSeconds);
      ahead += rest.seconds;
    }
    ahead += legSeconds;
    add(arriveBy, ahead);
    if (windows) addAll(windows, ahead);
    ahead += workSeconds;
  }
  add(latestEnd, ahead);
  return { departures: [...departures].sort((a, b) => a - b), busySeconds: ahead };
}
