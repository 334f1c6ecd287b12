import { describe, expect, it } from 'vitest';
import { dayClock } from '#server/services/planning/day-clock.ts';
import { type HubDay, openHub } from '#server/services/planning/hub-day.ts';
import { mendDocks } from '#server/services/planning/mend-docks.ts';
import { type RoutedRun, scheduleRouted } from '#server/services/planning/schedule-routed.ts';
import { aRequest, aVehicle } from './support.ts';

const clock = dayClock('2026-03-02', 'Asia/Ho_Chi_Minh');
const hour = 3600;
/** One dock, held for 20 minutes. */
const hub: HubDay = { ...openHub, docks: 1, unloadingSeconds: 1200 };

/** Ten minutes at a place that is `legSeconds` away, from 6:00 to `until` o'clock. */
function aRun(id: string, legSeconds: number, until = 18): RoutedRun {
  const leg = { seconds: legSeconds, metres: 1000, coordinates: [], steps: [] };
  const window = { start: 6 * hour, end: until * hour };
  return {
    vehicle: aVehicle({ id }),
    trips: [[{ place: 1, requests: [aRequest({ id: `r-${id}` })], window }]],
    path: [leg, leg],
    differing: [null, null],
  };
}
const arrivals = (runs: readonly RoutedRun[]) =>
  runs.map((run) => scheduleRouted(run, clock, hub).schedule.trips[0]!.arrival);

describe('mendDocks', () => {
  it('holds back a run that comes while the dock is held', () => {
    // Both would be at the stop at 6:00; home at 6:40 and 6:45, where the dock is held until 7:00.
    const runs = [aRun('a', 1800), aRun('b', 2100)];
    expect(arrivals(runs)).toEqual([6 * hour + 2400, 6 * hour + 2700]);
    const mended = mendDocks(runs, clock, hub);
    expect(arrivals(mended)).toEqual([6 * hour + 2400, 7 * hour]);
    expect(mended[0]).toBe(runs[0]);
  });

  it('leaves it where a window would be missed', () => {
    const runs = [aRun('a', 1800), aRun('b', 2100, 6)];
    expect(mendDocks(runs, clock, hub)).toEqual(runs);
  });
});
