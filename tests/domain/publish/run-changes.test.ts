import { describe, expect, it } from 'vitest';
import { changesOfRun, type ToldRun } from '#server/domain/publish/run-changes.ts';

const stops = (order: string, first = 600) =>
  [...order].map((key, index) => ({ key, place: key.toUpperCase(), arrival: first + index * 600 }));
const run = (order: string, change: Partial<ToldRun> = {}): ToldRun => ({
  vehicle: 'L-1',
  driver: null,
  start: 0,
  end: 6000,
  trips: [stops(order)],
  ...change,
});

describe('what changed in a run since its driver was told', () => {
  it('is nothing where nothing changed, or nothing that a clock would show', () => {
    expect(changesOfRun(run('abc'), run('abc'))).toBeNull();
    expect(changesOfRun(run('abc'), run('abc', { start: 59, end: 5941 }))).toBeNull();
  });

  it('names stops that came, went and were moved, the fewest', () => {
    expect(changesOfRun(run('abcde'), run('aecdf'))).toMatchObject({
      added: ['F'],
      removed: ['B'],
      moved: ['E'],
    });
    expect(changesOfRun(run('abcd'), run('dabc'))).toMatchObject({ moved: ['D'], added: [], removed: [] });
  });

  it('tells how much later it starts, ends and arrives, and who drives what', () => {
    const later = run('abc', {
      start: 600,
      end: 5400,
      trips: [stops('abc', 1200)],
      driver: 'Lan',
      vehicle: 'L-2',
    });
    expect(changesOfRun(run('abc'), later)).toEqual({
      vehicle: { from: 'L-1', to: 'L-2' },
      driver: { from: null, to: 'Lan' },
      added: [],
      removed: [],
      moved: [],
      start: 600,
      end: -600,
      arrival: 600,
      returns: 0,
    });
  });

  it('names a stop that goes with another trip, though the order is the same', () => {
    const told = run('abc', { trips: [stops('ab'), stops('c', 1800)] });
    const now = run('abc', { trips: [stops('a'), stops('bc', 1200)] });
    expect(changesOfRun(told, now)).toMatchObject({ moved: ['B'], returns: 0 });
  });

  it('counts returns to the hub', () => {
    const [a, b] = [stops('ab'), stops('c', 1800)];
    expect(changesOfRun(run('abc'), run('abc', { trips: [a, b] }))?.returns).toBe(1);
  });
});
