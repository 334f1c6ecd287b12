import { describe, expect, it } from 'vitest';
import { makeHubDay, type HubDay } from '../../../scripts/bench/hub-day/make-hub-day.ts';

const seeds = [1, 2, 3, 4, 5];

/** Seconds from the hub to a stop for an access rank. */
function secondsTo({ problem }: HubDay, stop: number, access: number): number {
  return problem.matrices[access]!.seconds[problem.stops[stop]!.place]!;
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value instanceof Int32Array) return [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

describe('makeHubDay', () => {
  it('makes the same day for the same seed, and another for another', () => {
    expect(JSON.stringify(makeHubDay(7))).toBe(JSON.stringify(makeHubDay(7)));
    expect(makeHubDay(7).problem.stops).not.toEqual(makeHubDay(8).problem.stops);
  });

  it.each(seeds)('has 160 requests, 12 vehicles and five different closed tracks (seed %i)', (seed) => {
    const day = makeHubDay(seed);
    expect(day.problem.stops).toHaveLength(160);
    expect(day.notes).toHaveLength(160);
    expect(day.problem.vehicles).toHaveLength(12);
    expect(new Set(day.problem.vehicles.map(({ capacity }) => capacity[0])).size).toBe(4);
    expect(new Set(day.closedTracks.map(({ track }) => track)).size).toBe(5);
    expect(new Set(day.closedTracks.map(({ fromAccess }) => fromAccess))).toEqual(new Set([0, 2]));
  });

  it.each(seeds)('is in whole numbers throughout (seed %i)', (seed) => {
    const { problem } = makeHubDay(seed);
    expect(numbersIn(problem).filter((number) => !Number.isInteger(number))).toEqual([]);
  });

  it.each(seeds)(
    'lets no vehicle that a track is closed for behind it, and others through (seed %i)',
    (seed) => {
      const day = makeHubDay(seed);
      for (const closed of day.closedTracks) {
        const behind = [...day.notes.keys()].filter((stop) => day.notes[stop]!.closed === closed);
        expect(behind.length).toBeGreaterThan(0);
        for (const stop of behind) {
          expect(secondsTo(day, stop, 2)).toBe(-1);
          if (closed.fromAccess === 0) expect(secondsTo(day, stop, 0)).toBe(-1);
          else expect(secondsTo(day, stop, 1)).toBeGreaterThan(0);
        }
      }
    },
  );

  it.each(seeds)('reaches 130 km and 6 to 8.5 hours out at 16 km/h and more (seed %i)', (seed) => {
    const day = makeHubDay(seed);
    const farthestMetres = Math.max(...day.notes.map(({ metresToHub }) => metresToHub));
    expect(farthestMetres).toBeGreaterThan(115_000);
    expect(day.farthestSeconds / 3600).toBeGreaterThan(6);
    expect(day.farthestSeconds / 3600).toBeLessThan(8.5);
  });

  it.each(seeds)('takes longer uphill than down on most ways (seed %i)', (seed) => {
    const { problem } = makeHubDay(seed);
    const { seconds, size } = problem.matrices[1]!;
    const reached = problem.stops.map(({ place }) => place).filter((place) => seconds[place]! >= 0);
    const slower = reached.filter((place) => seconds[place]! > seconds[place * size]!);
    expect(slower.length).toBeGreaterThan(reached.length / 2);
  });

  it.each(seeds)('has loads that no vehicle which may come takes whole (seed %i)', (seed) => {
    const { problem, notes } = makeHubDay(seed);
    const large = problem.stops.filter((stop, index) => {
      const may = problem.vehicles.filter(({ access }) => access <= stop.largestAccess);
      const takesIt = may.some(({ capacity }) => stop.pickup.every((amount, k) => amount <= capacity[k]!));
      return !takesIt && notes[index]!.closed === null;
    });
    expect(large.length).toBeGreaterThanOrEqual(3);
  });

  it.each(seeds)('limits freshness to ten hours for some of the pickups only (seed %i)', (seed) => {
    const { problem, notes } = makeHubDay(seed);
    const fresh = problem.stops.filter(
      ({ mostSecondsOnBoard, latestAtHub }) => mostSecondsOnBoard !== undefined || latestAtHub !== undefined,
    );
    expect(fresh.length).toBe(notes.filter(({ kind }) => kind === 'fresh pickup').length);
    expect(fresh.length).toBeGreaterThan(20);
    expect(fresh.length).toBeLessThan(80);
    for (const stop of fresh) expect(stop.pickup[0]).toBeGreaterThan(0);
    const onBoard = fresh.flatMap(({ mostSecondsOnBoard }) => mostSecondsOnBoard ?? []);
    expect(new Set(onBoard)).toEqual(new Set([36_000]));
  });
});
