import { expect, it } from 'vitest';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { shareRun } from '#server/domain/shares/share-run.ts';
import { shareOfMove, shareOfStops } from '#web/shared/desk/share-of-move.ts';
import { randomDay } from '../support/desk-day.ts';

it('says before the drop what stops bear after it, in a run that is there and in a new one', () => {
  const { day, plan } = randomDay(7, 40, 4);
  const [from, to] = plan.runs;
  const stops = from!.trips[0]!.slice(0, 2).map(({ stop }) => stop);
  const idle = [...day.vehicles.keys()].find((name) => plan.runs.every(({ vehicle }) => vehicle !== name))!;
  for (const place of [
    { run: to!.run, trip: 0, position: 1 },
    { run: 9, vehicle: idle },
  ]) {
    const before = shareOfMove(plan, day, stops, place);
    const after = applyEdit(plan, { type: 'move', stops, to: place });
    const run = after.runs.find((each) => each.run === place.run)!;
    const { shares } = shareRun(run, day, scheduleDeskRun(run, day));
    const moved = shares.filter(({ stop }) => stops.includes(stop));
    expect(moved).toHaveLength(2);
    expect(before).toBe(moved[0]!.amount + moved[1]!.amount);
  }
  const { parts, cost } = scheduleDeskRun(from!, day);
  const own = shareRun(from!, day, { parts, cost });
  expect(shareOfStops(own, [])).toBe(0);
  expect(
    shareOfStops(
      own,
      from!.trips.flat().map(({ stop }) => stop),
    ) + own.hub,
  ).toBe(cost.total);
});
