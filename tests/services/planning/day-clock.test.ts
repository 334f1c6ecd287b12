import { describe, expect, it } from 'vitest';
import { dayClock, localDateOf } from '#server/services/planning/day-clock.ts';

describe('dayClock', () => {
  it('counts seconds from local midnight', () => {
    const clock = dayClock('2026-03-02', 'Asia/Ho_Chi_Minh');
    expect(clock.secondsOfLocal('06:10')).toBe(6 * 3600 + 10 * 60);
    expect(clock.secondsOf('2026-03-02T06:10:00+07:00')).toBe(22_200);
    expect(clock.secondsOf('2026-03-01T23:10:00Z')).toBe(22_200);
    expect(clock.instantOf(22_200)).toBe('2026-03-02T06:10:00+07:00');
  });

  it('goes on past midnight', () => {
    const clock = dayClock('2026-03-02', 'Asia/Ho_Chi_Minh');
    expect(clock.secondsOfLocal('02:00', 1)).toBe(26 * 3600);
    expect(clock.instantOf(26 * 3600)).toBe('2026-03-03T02:00:00+07:00');
  });

  it('knows that a day on which clocks go forward has 23 hours', () => {
    const clock = dayClock('2026-03-29', 'Europe/Andorra');
    // 02:00 becomes 03:00, so that 06:00 is five hours after midnight
    expect(clock.secondsOfLocal('06:00')).toBe(5 * 3600);
    expect(clock.instantOf(5 * 3600)).toBe('2026-03-29T06:00:00+02:00');
  });
});

describe('localDateOf', () => {
  it('gives the day in the hub’s zone, not in UTC', () => {
    expect(localDateOf('2026-03-01T20:00:00Z', 'Asia/Ho_Chi_Minh')).toBe('2026-03-02');
  });
});
