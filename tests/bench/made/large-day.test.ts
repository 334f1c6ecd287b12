import { describe, expect, it } from 'vitest';
import { makeLargeDay } from '../../../scripts/bench/made/large-day.ts';

describe('makeLargeDay', () => {
  it('makes the same day for the same size and seed, and another for another seed', () => {
    expect(JSON.stringify(makeLargeDay(60, 3))).toBe(JSON.stringify(makeLargeDay(60, 3)));
    expect(makeLargeDay(60, 3).stops).not.toEqual(makeLargeDay(60, 4).stops);
  });

  it('has a way between all places, not the same both ways, and vehicles for more than all there is', () => {
    const { matrices, stops, vehicles } = makeLargeDay(200, 1);
    const { seconds, metres, size } = matrices[0]!;
    expect(size).toBe(201);
    expect([Math.min(...seconds), Math.min(...metres)]).toEqual([0, 0]);
    expect(stops.some(({ place }) => seconds[place] !== seconds[place * size])).toBe(true);
    const kg = stops.reduce((sum, { pickup }) => sum + pickup[0]!, 0);
    const capacity = vehicles.reduce((sum, vehicle) => sum + vehicle.capacity[0]!, 0);
    expect(capacity).toBeGreaterThan(kg * 1.5);
  });
});
