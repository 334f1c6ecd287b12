import { describe, expect, it } from 'vitest';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { handOvers, type Breakdown } from '#server/domain/live/hand-over.ts';
import { priceEdit } from '#web/shared/desk/price-edit.ts';
import { randomDay } from '../../support/desk-day.ts';

const { day, plan } = randomDay(7, 30, 4);
const stopsOf = (run: number, from = plan) =>
  from.runs.find((each) => each.run === run)?.trips.flatMap((trip) => trip.map(({ stop }) => stop)) ?? [];

/** Each run has visited its first three stops. */
const breakdown: Breakdown = {
  run: 1,
  stops: stopsOf(1).slice(3),
  visited: new Set(plan.runs.flatMap(({ run }) => stopsOf(run).slice(0, 3))),
  closed: new Set([2]),
  now: 9 * 3600,
};

describe('the rest of a run that broke down', () => {
  const ways = handOvers(plan, day, breakdown);

  it('is handed over whole, each way in one edit, priced as any edit is', () => {
    expect(ways.length).toBeGreaterThan(1);
    for (const { edit, into, left, costChange, violationsChange } of ways) {
      expect([...into.flatMap(({ stops }) => stops), ...left].sort()).toEqual([...breakdown.stops].sort());
      expect(priceEdit(plan, day, edit)).toMatchObject({
        costChange,
        violationsChange,
        isUnreachable: false,
      });
      const after = applyEdit(plan, edit);
      expect(stopsOf(1, after)).toEqual(stopsOf(1).slice(0, 3));
      for (const { run, stops } of into)
        expect(stopsOf(run, after)).toEqual(expect.arrayContaining([...stops]));
    }
  });

  it('comes behind what other drivers have visited, and into no run that is over', () => {
    const others = ways.find(({ kind }) => kind === 'other_runs')!;
    const after = applyEdit(plan, others.edit);
    expect(others.into.map(({ run }) => run)).not.toContain(2);
    for (const { run } of others.into) {
      const now = stopsOf(run, after);
      expect(now.slice(0, 3)).toEqual(stopsOf(run).slice(0, 3));
    }
  });

  it('leaves with an idle vehicle no earlier than now', () => {
    const idle = ways.filter(({ kind }) => kind === 'vehicle');
    expect(idle.length).toBeGreaterThan(0);
    for (const { edit, into } of idle) {
      const made = applyEdit(plan, edit).runs.find(({ run }) => run === into[0]!.run);
      expect(made?.start).toBe(9 * 3600);
    }
    expect(handOvers(plan, day, { ...breakdown, now: 15 * 3600 }).map(({ kind }) => kind)).toEqual([
      'other_runs',
    ]);
  });

  it('is listed with the fewest broken rules first, then by cost', () => {
    const ranks = ways.map(({ left, violationsChange, costChange }) => [
      left.length,
      violationsChange,
      costChange,
    ]);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!));
  });

  it('leaves out what no vehicle comes to', () => {
    const [lost, ...others] = breakdown.stops;
    const stop = { ...day.stops.get(lost!)!, largestAccess: -1 };
    const shut = { ...day, stops: new Map(day.stops).set(lost!, stop) };
    const [way, ...more] = handOvers(plan, shut, breakdown);
    expect([way?.kind, way?.left, more]).toEqual(['other_runs', [lost], []]);
    expect(way?.into.flatMap(({ stops }) => stops).sort()).toEqual(others.sort());
    expect(applyEdit(plan, way!.edit).runs.flatMap(({ trips }) => trips.flat())).not.toContainEqual(
      expect.objectContaining({ stop: lost }),
    );
  });

  it('goes nowhere where no other run and no vehicle is left', () => {
    const closed = new Set(plan.runs.map(({ run }) => run));
    expect(handOvers(plan, day, { ...breakdown, closed, now: 15 * 3600 })).toEqual([]);
  });
});
