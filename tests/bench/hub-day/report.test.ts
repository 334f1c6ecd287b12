import { describe, expect, it } from 'vitest';
import { splitLargeStops } from '#server/planner/model/split-stops.ts';
import { crates } from '../../../scripts/bench/hub-day/fleet.ts';
import { makeHubDay } from '../../../scripts/bench/hub-day/make-hub-day.ts';
import { describeDay, reportVariant } from '../../../scripts/bench/hub-day/report.ts';

const day = makeHubDay(1);
const whole = splitLargeStops(day.problem, []);
const rule = { dimension: crates, when: 'needed', leastPiece: 5, mostVisits: 4 } as const;
const split = splitLargeStops(
  day.problem,
  day.problem.stops.map(() => rule),
);
const allLeft = (count: number) => ({
  runs: [],
  unassigned: Array.from({ length: count }, (_, stop) => stop),
  cost: 0,
  penalty: 0,
});

describe('reportVariant', () => {
  it('gives a reason for each request that is not served, once however many pieces it has', () => {
    const { unservedLines, figures } = reportVariant(day, 'none', split, allLeft(split.originOf.length));
    expect(split.originOf.length).toBeGreaterThan(160);
    expect(unservedLines).toHaveLength(160);
    expect(figures).toMatchObject({ served: 0, inPart: 0, unserved: 160, kg: 0, trips: 0, km: 0 });
  });

  it('says that no road leads behind a track closed for all, and that what is too large needs splitting', () => {
    const { unservedLines } = reportVariant(day, 'none', whole, allLeft(160));
    const behind = unservedLines.filter((line) => line.includes('closed for all'));
    expect(behind.length).toBeGreaterThan(0);
    expect(behind.filter((line) => !line.includes('UNREACHABLE'))).toEqual([]);
    const codeOf = (lines: readonly string[]) => lines.filter((line) => line.includes('TOO_LARGE')).length;
    expect(codeOf(unservedLines)).toBeGreaterThanOrEqual(4);
    expect(codeOf(reportVariant(day, 'none', split, allLeft(split.originOf.length)).unservedLines)).toBe(0);
  });

  it('tells requests served in part from those served whole', () => {
    const large = [...split.originOf.keys()].find(
      (piece) => split.originOf[piece] === split.originOf[piece + 1],
    )!;
    const small = [...split.originOf.keys()].find(
      (piece) => split.originOf[piece] !== split.originOf[large],
    )!;
    const left = [...split.originOf.keys()].filter((piece) => piece !== large && piece !== small);
    const solution = {
      runs: [{ vehicle: 10, trips: [[small], [large]] }],
      unassigned: left,
      cost: 5,
      penalty: 0,
    };
    const { figures, runLines, unservedLines } = reportVariant(day, 'two', split, solution);
    expect(figures).toMatchObject({ served: 1, inPart: 1, unserved: 158, vehicles: 1, trips: 2, cost: 5 });
    expect(runLines).toEqual([expect.stringMatching(/^5 t no. 1: 1 \+ 1 stops, \d+ kg, \d+ kg$/)]);
    expect(unservedLines.filter((line) => line.includes('in part'))).toHaveLength(1);
  });
});

it('describes what there is to do', () => {
  expect(describeDay(day)).toMatch(
    /^160 requests \(\d+ deliveries, \d+ of the pickups at the hub within 10 hours\)/,
  );
  expect(describeDay(day).match(/closed for (all|heavy vehicles)/g)).toHaveLength(5);
});
