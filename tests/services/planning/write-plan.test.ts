import { describe, expect, it } from 'vitest';
import { dayClock } from '#server/services/planning/day-clock.ts';
import { openHub } from '#server/services/planning/hub-day.ts';
import { totalsOf, writeRun } from '#server/services/planning/write-plan.ts';
import { termsOfType } from '#server/services/rates/rate-terms-of.ts';
import { aRequest, aVehicle } from './support.ts';

const clock = dayClock('2026-03-02', 'Asia/Ho_Chi_Minh');
const leg = (seconds: number, metres: number) => ({ seconds, metres, coordinates: [], steps: [] });
const at = (time: string) => `2026-03-02T${time}:00+07:00`;
const window = (from: number, to: number) => ({ start: from * 3600, end: to * 3600 });

/** A pickup of 700.5 kg after half an hour and a delivery of 20 kg after half an hour more. */
function writtenRun(more: Parameters<typeof aVehicle>[0], ready = window(6, 18)) {
  const up = aRequest({ id: 'up', kg: 700.5, crates: 5, parcels: 20 });
  const down = aRequest({ id: 'down', kind: 'delivery', kg: 20, crates: 1, parcels: 4 });
  const vehicle = aVehicle(more);
  return writeRun(
    {
      vehicle,
      trips: [
        [
          { place: 1, requests: [up], window: ready },
          { place: 2, requests: [down], window: ready },
        ],
      ],
      path: [leg(1800, 10_000), leg(1800, 10_000), leg(3600, 30_500)],
      differing: [null, null, null],
    },
    clock,
    openHub,
    termsOfType(vehicle),
  );
}

describe('writeRun', () => {
  it('tells times, loads and cost from the path', () => {
    const run = writtenRun({ id: 'v', fixed_cost: 100, cost_per_km: 10, cost_per_hour: 60 });
    const [trip] = run.trips;
    // Open at 06:00 and half an hour away: 05:30. 10 min each, then an hour back: 06:00–06:10, 06:40–06:50, 07:50.
    expect(trip).toMatchObject({ start: at('05:30'), end: at('07:50') });
    expect(trip?.stops).toMatchObject([
      { arrival: at('06:00'), departure: at('06:10'), load_after: { kg: 720.5, crates: 6, parcels: 24 } },
      { arrival: at('06:40'), departure: at('06:50'), load_after: { kg: 700.5, crates: 5, parcels: 20 } },
    ]);
    expect(trip?.load_at_start).toEqual({ kg: 20, crates: 1, parcels: 4 });
    expect(run.load_peak).toEqual({ kg: 720.5, crates: 6, parcels: 24 });
    expect(run.seconds).toEqual({ driving: 7200, waiting: 0, service: 1200 });
    // 100; 50.5 km at 10; 2 h 20 min at 60
    expect(run.cost).toEqual({ fixed: 100, distance: 505, time: 140, other: 0, total: 745 });
    expect(run.violations).toEqual([]);
    expect(totalsOf([run])).toMatchObject({ runs: 1, metres: 50_500, cost: 745, kg: 720.5 });
  });

  it('tells which rule is broken at which request, in the unit of the rule', () => {
    const run = writtenRun(
      { id: 'v', capacity_kg: 700, capacity_crates: 5, shift_end: '07:00' },
      window(1, 5),
    );
    expect(run.violations).toEqual([
      { kind: 'time_window', amount: 1800, dimension: 'seconds', requests: ['up'] },
      { kind: 'time_window', amount: 4200, dimension: 'seconds', requests: ['down'] },
      { kind: 'shift', amount: 1200, dimension: 'seconds', requests: [] },
      { kind: 'capacity', amount: 20.5, dimension: 'kg', requests: ['up'] },
      { kind: 'capacity', amount: 1, dimension: 'crates', requests: ['up'] },
    ]);
  });
});
