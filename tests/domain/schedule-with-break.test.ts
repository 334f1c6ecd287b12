import { describe, expect, it } from 'vitest';
import type { RunInput, RunVisit } from '#server/domain/run.ts';
import { breaksOfSchedule, scheduleWithBreak } from '#server/domain/schedule-with-break.ts';

const hour = 3600;
const visit = (legSeconds: number, windows = [{ start: 0, end: 24 * hour }]): RunVisit => ({
  kind: 'visit',
  legSeconds,
  legMetres: 1000,
  isSamePlace: false,
  windows,
  setupSeconds: 0,
  serviceSeconds: hour,
  pickup: [1],
  delivery: [0],
});
const run = (events: RunVisit[], shiftEnd = 20 * hour): RunInput => ({
  events,
  end: { kind: 'end', legSeconds: hour, legMetres: 1000 },
  shift: { start: 6 * hour, end: shiftEnd },
  capacity: [10],
});
const rest = (from: number, until: number) => ({
  kind: 'break' as const,
  windows: [{ start: from * hour, end: until * hour }],
  seconds: hour / 2,
});

describe('scheduleWithBreak', () => {
  it('takes the break on the way to what would begin after it opens', () => {
    // 6–7 way, 7–8 visit, 8–9 way, 9–10 visit, 10–11 way, 11–12 visit: due at 10:30, on the way to the third.
    const { schedule, breakAt } = scheduleWithBreak(
      run([visit(hour), visit(hour), visit(hour)]),
      rest(10.5, 12),
    );
    expect(breakAt).toBe(2);
    expect(breaksOfSchedule(schedule)).toEqual([
      { trip: 0, position: 2, start: 10.5 * hour, end: 11 * hour },
    ]);
    expect(schedule.breakSeconds).toBe(hour / 2);
    expect(schedule.end).toBe(13.5 * hour);
  });

  it('takes it before the end of a run that is over early', () => {
    const { schedule, breakAt } = scheduleWithBreak(run([visit(hour)]), rest(8, 9));
    expect(breakAt).toBe(1);
    expect(schedule.violations).toEqual([]);
  });

  it('takes it elsewhere where a window would be missed', () => {
    // Due at 9:00 on the way to the second, which then begins at 9:30, half an hour too late.
    const tight = visit(hour, [{ start: 0, end: 9 * hour }]);
    const { schedule, breakAt } = scheduleWithBreak(run([visit(hour), tight]), rest(9, 11));
    expect(breakAt).toBe(2);
    expect(schedule.violations).toEqual([]);
  });

  it('tells by how much it is late where no place keeps its window', () => {
    const { schedule } = scheduleWithBreak(run([visit(3 * hour), visit(hour)]), rest(1, 2));
    expect(schedule.violations).toMatchObject([{ kind: 'break_window', unit: 'seconds' }]);
  });
});
