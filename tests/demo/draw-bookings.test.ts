import { describe, expect, it } from 'vitest';
import { drawBookings } from '../../scripts/demo/draw-bookings.ts';
import { Random } from '../../scripts/demo/random.ts';

describe('when a day’s requests were booked', () => {
  it('is before the day, most of them the evening before, and no line is lost', () => {
    const lines = Array.from({ length: 400 }, (_, index) => `r${index},x`);
    const hours = drawBookings(`id,place\n${lines.join('\n')}\n`, new Random(7));
    const booked = hours.flatMap(({ hoursBefore, requestsCsv }) => {
      const [heading, ...own] = requestsCsv.trimEnd().split('\n');
      expect(heading).toBe('id,place');
      return own.map((line) => ({ line, hoursBefore }));
    });
    expect(booked.map(({ line }) => line).sort()).toEqual(lines.toSorted());
    expect(booked.every(({ hoursBefore }) => hoursBefore > 0)).toBe(true);
    expect(booked.filter(({ hoursBefore }) => hoursBefore <= 10).length).toBeGreaterThan(200);
    const times = hours.map(({ hoursBefore }) => hoursBefore);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});
