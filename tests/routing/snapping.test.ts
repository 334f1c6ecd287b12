import { describe, expect, it } from 'vitest';
import type { LonLat, Profile, Snap } from '#server/routing/port.ts';
import { snapPlaces } from '#server/routing/snapping.ts';

const at = (distanceMetres: number): Snap => ({ location: [0, 0], distanceMetres, roadName: '' });

/** Distances by profile and longitude. */
const engine = {
  nearest: async (points: readonly LonLat[], { profile }: { profile: Profile }) =>
    points.map(([lon]) => (lon > 100 ? null : at(profile === 'heavy' ? lon * 2 : lon))),
};

describe('snapPlaces', () => {
  it('refuses places beyond the limit and places without any road, per profile', async () => {
    const points: LonLat[] = [
      [10, 0],
      [50, 0],
      [60, 0],
      [150, 0],
    ];
    const snaps = await snapPlaces(engine, points, ['motorbike', 'heavy'], { limitMetres: 100 });
    expect(snaps.motorbike).toEqual([at(10), at(50), at(60), 'not-on-road']);
    // 100 m is within a limit of 100 m.
    expect(snaps.heavy).toEqual([at(20), at(100), 'not-on-road', 'not-on-road']);
  });

  it('takes a kilometre where no limit is given', async () => {
    const far = { nearest: async () => [at(1_000), at(1_000.1)] };
    const { light } = await snapPlaces(
      far,
      [
        [0, 0],
        [1, 0],
      ],
      ['light'],
    );
    expect(light).toEqual([at(1_000), 'not-on-road']);
  });
});
