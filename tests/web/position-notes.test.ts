import { describe, expect, it } from 'vitest';
import { isWorthNoting } from '#web/drive/phone/position-notes.ts';

const minute = 60_000;
// 0.01° of latitude are 1.1 km.
const at = (minutes: number, lat: number, accuracy_metres = 20) => ({
  lat,
  lon: 103.25,
  accuracy_metres,
  at: minutes * minute,
});

describe('a position between two taps', () => {
  it('is noted when there is none yet', () => {
    expect(isWorthNoting(at(0, 22.3), null)).toBe(true);
  });

  it('is noted five minutes after the last one, where the vehicle has moved', () => {
    expect(isWorthNoting(at(4.9, 22.33), at(0, 22.3))).toBe(false);
    expect(isWorthNoting(at(5, 22.33), at(0, 22.3))).toBe(true);
    expect(isWorthNoting(at(60, 22.302), at(0, 22.3))).toBe(false);
  });

  it('is not noted when the phone may be as far off as the vehicle seems to have moved', () => {
    expect(isWorthNoting(at(10, 22.31, 2_000), at(0, 22.3))).toBe(false);
  });
});
