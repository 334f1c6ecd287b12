import { describe, expect, it } from 'vitest';
import type { ScheduledDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { hoursOf, scaleOf, shareAt, stretchesOf } from '#web/dispatch/dock/time-scale.ts';

const hour = 3_600;
const event = (kind: 'visit' | 'hub', [arrival, start, departure]: [number, number, number]) => ({
  kind,
  arrival,
  start,
  departure,
});
/** Out at 6:10, a stop with a wait of 10 minutes, the hub, another stop, back at 9:00, 10 minutes before it unloads. */
const run = {
  schedule: {
    start: 6 * hour + 600,
    end: 9 * hour + 600,
    trips: [{ arrival: 7.5 * hour }, { arrival: 9 * hour }],
    events: [
      event('visit', [6.5 * hour, 6.5 * hour + 600, 7 * hour]),
      event('hub', [7.5 * hour, 7.5 * hour, 7.75 * hour]),
      event('visit', [8 * hour, 8 * hour, 8.25 * hour]),
    ],
  },
} as unknown as ScheduledDeskRun;

describe('the timeline', () => {
  it('begins and ends at full hours around all runs', () => {
    const scale = scaleOf([run]);
    expect(scale).toEqual({ from: 6 * hour, to: 10 * hour });
    expect(hoursOf(scale)).toEqual([6 * hour, 7 * hour, 8 * hour, 9 * hour]);
    expect([5, 6, 7, 12].map((at) => shareAt(scale, at * hour))).toEqual([0, 0, 25, 100]);
    expect(scaleOf([])).toEqual({ from: 6 * hour, to: 18 * hour });
  });

  it('tells all of a run’s time but its visits', () => {
    expect(stretchesOf(run).map(({ kind, from, to }) => [kind, (to - from) / 60])).toEqual([
      ['drive', 20],
      ['wait', 10],
      ['drive', 30],
      ['hub', 15],
      ['drive', 15],
      ['drive', 45],
      ['wait', 10],
    ]);
  });

  it('tells a return to the hub that takes no time', () => {
    const events = [
      event('visit', [6.5 * hour, 6.5 * hour, 7 * hour]),
      event('hub', [8 * hour, 8 * hour, 8 * hour]),
    ];
    const brief = { schedule: { ...run.schedule, events } } as unknown as ScheduledDeskRun;
    expect(stretchesOf(brief).filter(({ kind }) => kind === 'hub')).toEqual([
      { kind: 'hub', from: 8 * hour, to: 8 * hour },
    ]);
  });
});
