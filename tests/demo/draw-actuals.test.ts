import { describe, expect, it } from 'vitest';
import { runActual } from '#server/contract/money.ts';
import { drawActuals } from '../../scripts/demo/draw-actuals.ts';
import { makeDemoDay } from '../../scripts/demo/make-day.ts';
import { Random } from '../../scripts/demo/random.ts';

const runs = ['L-1', 'T-1'].map((vehicle) => ({
  vehicle,
  planned: { metres: 80_000, seconds: 9000, cost: 1 },
}));
const lines = Array.from({ length: 200 }, (_, index) => ({ request: `r${index}`, booked_kg: 100 }));
const trips = [{ start: '2026-03-02T06:00:00+07:00', end: '2026-03-02T09:00:00+07:00' }];
const draw = (odometers: Map<string, number>, seed: number) =>
  // Of the day only these are read.
  drawActuals(
    { runs, lines } as never,
    { runs: [{ vehicle: 'L-1', trips }] } as never,
    odometers,
    new Random(seed),
  );

describe('a made-up day’s actuals', () => {
  it('are near the plan, valid, and the same for the same seed', () => {
    const { runs: noted, weighings } = draw(new Map(), 4);
    expect(draw(new Map(), 4)).toEqual({ runs: noted, weighings });
    for (const actual of noted) {
      expect(runActual.parse(actual)).toEqual(actual);
      const km = actual.odometer_end_km! - actual.odometer_start_km!;
      expect(km).toBeGreaterThan(77);
      expect(km).toBeLessThan(90);
    }
    expect(noted[0]!.left_at! >= '2026-03-01T23:00').toBe(true);
    expect(noted[1]!.left_at).toBeNull();
    const missed = weighings.filter(({ kg }) => kg === 0).length;
    expect(missed).toBeGreaterThan(0);
    expect(missed).toBeLessThan(15);
    expect(weighings.every(({ kg }) => kg === 0 || (kg >= 88 && kg <= 108))).toBe(true);
  });

  it('go on from the odometer of the day before', () => {
    const odometers = new Map<string, number>();
    const first = draw(odometers, 1);
    const second = draw(odometers, 2);
    expect(second.runs[0]!.odometer_start_km).toBe(first.runs[0]!.odometer_end_km);
  });
});

describe('a day of a season', () => {
  it('has as many requests as are asked for, others with another seed', () => {
    const day = (seed: number) => makeDemoDay('2026-03-02', { seed, requests: 66 }).requestsCsv;
    expect(day(3).trim().split('\n')).toHaveLength(67);
    expect(day(3)).not.toBe(day(4));
  });
});
