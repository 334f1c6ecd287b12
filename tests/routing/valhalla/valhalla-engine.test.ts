import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDiffering } from '#server/routing/compare-legs.ts';
import type { LonLat, Profile } from '#server/routing/port.ts';
import { makeValhallaEngine } from '#server/routing/valhalla/valhalla-engine.ts';
import type { ValhallaEngine } from '#server/routing/valhalla/valhalla-engine.ts';
import { inValley, makeValley } from '../region-folder.ts';
import type { RegionFolder } from '../region-folder.ts';

const profiles: readonly Profile[] = ['motorbike', 'light', 'heavy'];
let valley: RegionFolder;
let engine: ValhallaEngine;

beforeAll(async () => {
  valley = await makeValley();
  engine = makeValhallaEngine({ regionFolder: valley.folder, processes: 2 });
});
afterAll(async () => {
  await engine.close();
  valley.remove();
});

/** A pair's seconds and metres by table and by path. */
async function bothWays(from: LonLat, to: LonLat, profile: Profile) {
  const table = await engine.table([from, to], [0], [1], { profile });
  const [leg] = await engine.route([from, to], { profile, steps: true });
  return { table: { seconds: table.seconds[0], metres: table.metres[0] }, leg };
}

describe('the embedded engine', () => {
  it.each(profiles)('finds a leg of 130 km and 8 hours in a table and as a path (%s)', async (profile) => {
    const { table, leg } = await bothWays(inValley(0, 0), inValley(130_000, 0), profile);
    // 130 km at 16 km/h = 29,250 s; the road goes straight on at its junctions.
    expect(table.seconds).toBeGreaterThan(29_250 * 0.98);
    expect(table.seconds).toBeLessThan(29_250 * 1.03);
    expect(table.metres).toBeGreaterThan(129_000);
    expect(isDiffering(table.seconds ?? -1, leg?.seconds ?? -1)).toBe(false);
    expect(Math.abs((leg?.metres ?? 0) - (table.metres ?? 0))).toBeLessThan(100);
    expect(leg?.coordinates.length).toBeGreaterThan(200);
    expect(leg?.steps.length).toBeGreaterThan(1);
  });

  it('finds every pair of a table whose ends lie hours apart on side roads', async () => {
    const points = Array.from({ length: 13 }, (_, index) => inValley(index * 10_000, 950));
    const all = [...points.keys()];
    const { seconds, metres } = await engine.table(points, all, all, { profile: 'heavy' });
    for (const from of all) {
      for (const to of all) {
        const at = from * 13 + to;
        // 10 km of road between neighbours and 950 m of side road at both ends.
        const expected = from === to ? 0 : Math.abs(from - to) * 10_000 + 1_900;
        expect(Math.abs((metres[at] ?? -1) - expected)).toBeLessThan(50 + expected * 0.002);
        expect(seconds[at]).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('gives one column of a table the times of the whole table', async () => {
    const points = Array.from({ length: 40 }, (_, index) => inValley(index * 3_000, (index % 3) * 400));
    const all = [...points.keys()];
    const whole = await engine.table(points, all, all, { profile: 'light' });
    const column = await engine.table(points, all, [7], { profile: 'light' });
    expect([...column.seconds]).toEqual(all.map((row) => whole.seconds[row * all.length + 7]));
    expect([...column.metres]).toEqual(all.map((row) => whole.metres[row * all.length + 7]));
  });

  it('answers −1 both ways between roads that do not meet, and names the leg of a path', async () => {
    const points = [inValley(0, 0), inValley(21_000, -5_000), inValley(30_000, 0)];
    const { seconds, metres } = await engine.table(points, [0, 1, 2], [0, 1, 2], { profile: 'light' });
    expect([...seconds].map((value) => value >= 0)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
    expect([...metres].map((value) => value >= 0)).toEqual([...seconds].map((value) => value >= 0));
    await expect(
      engine.route([inValley(0, 0), inValley(30_000, 0), inValley(21_000, -5_000)], {
        profile: 'light',
        steps: false,
      }),
    ).rejects.toMatchObject({ name: 'RoutingError', code: 'NO_PATH', indices: [1, 2] });
  });

  it('answers −1 where a table has no way at all', async () => {
    const points = [inValley(0, 0), inValley(21_000, -5_000)];
    const { seconds, metres } = await engine.table(points, [0], [1], { profile: 'heavy' });
    expect([seconds[0], metres[0]]).toEqual([-1, -1]);
  });

  it('is not trapped by a piece of road that leads nowhere while a connected one is near', async () => {
    const [snap] = await engine.nearest([inValley(40_000, -280)], { profile: 'light' });
    expect(snap?.distanceMetres).toBeGreaterThan(270);
    expect(snap?.distanceMetres).toBeLessThan(290);
    expect(snap?.roadName).toBe('Valley road');
    const { seconds } = await engine.table([inValley(40_000, -280), inValley(0, 0)], [0], [1], {
      profile: 'light',
    });
    expect(seconds[0]).toBeGreaterThan(0);
  });

  it('puts a place on an unconnected road where the connected one is far, so that it is found unreachable', async () => {
    const [snap] = await engine.nearest([inValley(21_000, -4_980)], { profile: 'light' });
    expect(snap?.distanceMetres).toBeCloseTo(20, -1);
  });

  it('reports a road 5 km away with its distance, and none at the other end of the world', async () => {
    const [near, none] = await engine.nearest([inValley(70_000, -5_000), [1.52, 42.5]], { profile: 'heavy' });
    expect(near?.distanceMetres).toBeGreaterThan(4_950);
    expect(near?.distanceMetres).toBeLessThan(5_050);
    expect(none).toBeNull();
  });

  it('leaves a place without any road out of a table and refuses a path to it', async () => {
    const points: LonLat[] = [inValley(0, 0), [1.52, 42.5]];
    const { seconds } = await engine.table(points, [0, 1], [0, 1], { profile: 'heavy' });
    expect([...seconds]).toEqual([0, -1, -1, -1]);
    await expect(engine.route(points, { profile: 'heavy', steps: false })).rejects.toMatchObject({
      code: 'NO_ROAD_NEAR',
      indices: [1],
    });
  });

  it('lets only motorbikes on a track that is for them', async () => {
    const place = inValley(132_000, 0);
    const [motorbike] = await engine.nearest([place], { profile: 'motorbike' });
    const [heavy] = await engine.nearest([place], { profile: 'heavy' });
    expect(motorbike?.distanceMetres).toBeLessThan(10);
    expect(heavy?.distanceMetres).toBeGreaterThan(1_900);
    const { leg } = await bothWays(inValley(130_000, 0), place, 'motorbike');
    // 2 km at 12 km/h = 600 s.
    expect(leg?.seconds).toBeGreaterThan(580);
    expect(leg?.seconds).toBeLessThan(630);
  });

  it('gives a path of several legs, each with its line from stop to stop', async () => {
    const points = [inValley(0, 0), inValley(10_000, 900), inValley(4_000, 0), inValley(4_000, 0)];
    const legs = await engine.route(points, { profile: 'light', steps: true });
    expect(legs).toHaveLength(3);
    for (const [index, leg] of legs.entries()) {
      const next = legs[index + 1];
      if (next) expect(leg.coordinates.at(-1)).toEqual(next.coordinates[0]);
      expect(leg.coordinates.length).toBeGreaterThanOrEqual(2);
      expect(leg.steps[0]?.maneuver.type).toBe('depart');
      expect(leg.steps.at(-1)?.maneuver.type).toBe('arrive');
      expect(Number.isInteger(leg.seconds) && Number.isInteger(leg.metres)).toBe(true);
    }
    expect(legs[2]).toMatchObject({ seconds: 0, metres: 0 });
    const without = await engine.route(points, { profile: 'light', steps: false });
    expect(without.map(({ steps }) => steps.length)).toEqual([0, 0, 0]);
    expect(without[0]?.coordinates).toEqual(legs[0]?.coordinates);
  });

  it('refuses a point that is no place on Earth and an index that is no point', async () => {
    await expect(engine.nearest([[24, 101.5]], { profile: 'light' })).rejects.toMatchObject({
      code: 'ROUTING_BAD_REQUEST',
      indices: [0],
    });
    await expect(engine.nearest([[Number.NaN, 1]], { profile: 'light' })).rejects.toMatchObject({
      code: 'ROUTING_BAD_REQUEST',
    });
    await expect(engine.table([inValley(0, 0)], [0], [1], { profile: 'light' })).rejects.toMatchObject({
      code: 'ROUTING_BAD_REQUEST',
    });
    await expect(
      engine.nearest([inValley(0, 0)], { profile: 'boat' as unknown as Profile }),
    ).rejects.toMatchObject({ code: 'PROFILE_UNKNOWN' });
  });

  it('tells how much of a table is done, up to the whole', async () => {
    const points = Array.from({ length: 60 }, (_, index) => inValley(index * 2_000, 100));
    const all = [...points.keys()];
    const shares: number[] = [];
    await engine.table(points, all, all, { profile: 'light', onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

describe('an engine with corrections', () => {
  it('multiplies all seconds of a profile by its factor and states another identity', async () => {
    const slow = await makeValley({ correction: { motorbike: 1, light: 1.5, heavy: 1 } });
    const corrected = makeValhallaEngine({ regionFolder: slow.folder, processes: 1 });
    try {
      const points = [inValley(0, 0), inValley(50_000, 0)];
      const plain = await engine.table(points, [0], [1], { profile: 'light' });
      const slower = await corrected.table(points, [0], [1], { profile: 'light' });
      expect(slower.seconds[0]).toBe(Math.round((plain.seconds[0] ?? 0) * 1.5));
      expect(slower.metres).toEqual(plain.metres);
      const [leg] = await corrected.route(points, { profile: 'light', steps: true });
      expect(isDiffering(slower.seconds[0] ?? -1, leg?.seconds ?? -1)).toBe(false);
      const steps = leg?.steps.reduce((sum, step) => sum + step.duration, 0) ?? 0;
      expect(Math.abs(steps - (leg?.seconds ?? 0))).toBeLessThan(5);

      const [one, other] = [await engine.identity(), await corrected.identity()];
      expect(one).toMatchObject({ engine: 'valhalla', region: 'test', built: '2026-03-01T10:00:00Z' });
      expect(one.version).toMatch(/^\d+\.\d+\.\d+/);
      expect(other.conditions).not.toBe(one.conditions);
    } finally {
      await corrected.close();
      slow.remove();
    }
  });

  it('refuses a folder that is no whole region', () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'hubward-empty-'));
    try {
      expect(() => makeValhallaEngine({ regionFolder: empty })).toThrow(
        expect.objectContaining({ code: 'ROUTING_UNAVAILABLE' }),
      );
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  });
});
