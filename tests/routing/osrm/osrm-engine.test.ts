import { afterEach, describe, expect, it } from 'vitest';
import { makeOsrmEngine } from '#server/routing/osrm/osrm-engine.ts';
import type { OsrmEngineOptions } from '#server/routing/osrm/osrm-engine.ts';
import type { LonLat, RoutingEngine } from '#server/routing/port.ts';
import { lineTable, startOsrmServer } from './osrm-server.ts';
import type { OsrmServer, Reply } from './osrm-server.ts';

let server: OsrmServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function engineOn(
  reply: (path: string, number: number) => Reply,
  options: Partial<OsrmEngineOptions> = {},
): Promise<{ engine: RoutingEngine; server: OsrmServer }> {
  server = await startOsrmServer(reply);
  const { url } = server;
  const engine = makeOsrmEngine({ urls: { motorbike: url, light: url, heavy: url }, retries: 2, ...options });
  return { engine, server };
}

const onLine = (count: number): LonLat[] => Array.from({ length: count }, (_, index) => [index / 1e4, 0]);
const light = { profile: 'light' } as const;

describe('tables from an OSRM server', () => {
  it('are put together from blocks under its size, a few requests at a time', async () => {
    const { engine, server } = await engineOn((path) => lineTable(path, 10), { tableSize: 10, parallel: 3 });
    const points = onLine(25);
    const all = [...points.keys()];
    const shares: number[] = [];
    const { seconds, metres } = await engine.table(points, all, all, {
      ...light,
      onProgress: (share) => shares.push(share),
    });
    // 25 points are 3 blocks a side.
    expect(server.asked).toHaveLength(9);
    expect(server.mostAtOnce()).toBe(3);
    for (const from of all) {
      for (const to of all) {
        expect(seconds[from * 25 + to]).toBe(Math.abs(to - from) * 100);
        expect(metres[from * 25 + to]).toBe(Math.abs(to - from) * 1_000);
      }
    }
    expect(shares.at(-1)).toBe(1);
  });

  it('learn a smaller size from TooBig and remember it', async () => {
    const { engine, server } = await engineOn((path) => lineTable(path, 6), { tableSize: 24 });
    const points = onLine(24);
    const all = [...points.keys()];
    const first = await engine.table(points, all, all, light);
    // 24 and 12 are too big; 6 fits: 1 + 4 + 16 requests.
    expect(server.asked).toHaveLength(21);
    const second = await engine.table(points, all, all, light);
    expect(server.asked).toHaveLength(21 + 16);
    expect(second).toEqual(first);
    expect(first.seconds[23]).toBe(2_300);
  });

  it('halve for a proxy that finds the address too long', async () => {
    const { engine } = await engineOn((path) =>
      path.length > 300 ? { status: 414, body: '<html>414</html>' } : lineTable(path, 100),
    );
    const points = onLine(16);
    const all = [...points.keys()];
    expect((await engine.table(points, all, all, light)).seconds[15]).toBe(1_500);
  });

  it('are refused as too large where a single pair is', async () => {
    const { engine } = await engineOn(() => ({ status: 400, body: { code: 'TooBig' } }));
    await expect(engine.table(onLine(4), [0, 1], [2, 3], light)).rejects.toMatchObject({
      code: 'ROUTING_TOO_LARGE',
    });
  });

  it('ask nothing about a place and itself', async () => {
    const { engine, server } = await engineOn((path) => lineTable(path, 10));
    expect([...(await engine.table(onLine(1), [0], [0], light)).seconds]).toEqual([0]);
    expect(server.asked).toHaveLength(0);
  });

  it('have −1 where there is no way and where a point is far from its road', async () => {
    const { engine } = await engineOn(() => ({
      body: {
        code: 'Ok',
        sources: [
          { location: [0, 0], distance: 4 },
          { location: [0, 0], distance: 1_001 },
        ],
        destinations: [
          { location: [0, 0], distance: 4 },
          { location: [0, 0], distance: 1_000 },
        ],
        durations: [
          [0, null],
          [60.4, 61.6],
        ],
        distances: [
          [0, null],
          [600.5, 700],
        ],
      },
    }));
    const { seconds, metres } = await engine.table(onLine(2), [0, 1], [0, 1], light);
    expect([...seconds]).toEqual([0, -1, -1, -1]);
    expect([...metres]).toEqual([0, -1, -1, -1]);
  });

  it.each([
    ['no distances', { durations: [[1, 2]] }],
    ['a short row', { durations: [[1]], distances: [[1]] }],
    ['a text for a number', { durations: [['1', 2]], distances: [[1, 2]] }],
    ['a negative time', { durations: [[-1, 2]], distances: [[1, 2]] }],
    ['no rows', { durations: [], distances: [] }],
  ])('are refused as unusable with %s', async (_what, cells) => {
    const waypoint = { location: [0, 0], distance: 1 };
    const { engine } = await engineOn(() => ({
      body: { code: 'Ok', sources: [waypoint], destinations: [waypoint, waypoint], ...cells },
    }));
    await expect(engine.table(onLine(3), [0], [1, 2], light)).rejects.toMatchObject({
      name: 'RoutingError',
      code: 'ROUTING_BAD_ANSWER',
    });
  });
});

describe('errors of an OSRM server', () => {
  const coded: readonly (readonly [string, string])[] = [
    ['InvalidUrl', 'ROUTING_BAD_ANSWER'],
    ['InvalidService', 'ROUTING_BAD_ANSWER'],
    ['InvalidVersion', 'ROUTING_BAD_ANSWER'],
    ['NotImplemented', 'ROUTING_BAD_ANSWER'],
    ['DisabledDataset', 'ROUTING_BAD_ANSWER'],
    ['SomethingNew', 'ROUTING_BAD_ANSWER'],
    ['InvalidOptions', 'ROUTING_BAD_REQUEST'],
    ['InvalidQuery', 'ROUTING_BAD_REQUEST'],
    ['InvalidValue', 'ROUTING_BAD_REQUEST'],
    ['NoRoute', 'NO_PATH'],
    ['NoTable', 'NO_PATH'],
    ['NoSegment', 'NO_ROAD_NEAR'],
    ['TooBig', 'ROUTING_TOO_LARGE'],
  ];
  it.each(coded)('%s becomes %s and is not asked again', async (theirs, ours) => {
    const { engine, server } = await engineOn(() => ({
      status: 400,
      body: { code: theirs, message: 'why' },
    }));
    await expect(engine.route(onLine(2), { ...light, steps: false })).rejects.toMatchObject({
      name: 'RoutingError',
      code: ours,
      message: expect.stringContaining(theirs) as string,
    });
    expect(server.asked).toHaveLength(1);
  });

  it('name the point without a road by its index in the call, not in the block', async () => {
    const { engine } = await engineOn((path) =>
      path.includes('0.0009') && path.includes('sources=0;1')
        ? { status: 400, body: { code: 'NoSegment', message: 'no segment for coordinate 1' } }
        : lineTable(path, 100),
    );
    await expect(engine.table(onLine(12), [8, 9], [0, 1], light)).rejects.toMatchObject({
      code: 'NO_ROAD_NEAR',
      indices: [9],
    });
  });

  it.each([
    ['a page', '<!doctype html><title>It works</title>'],
    ['nothing', ''],
    ['half an answer', '{"code":"Ok","durations":[[1'],
    ['JSON without a code', '{"routes":[]}'],
    ['null', 'null'],
  ])('answers with %s are unusable', async (_what, body) => {
    const { engine } = await engineOn(() => ({ body }));
    await expect(engine.nearest(onLine(1), light)).rejects.toMatchObject({ code: 'ROUTING_BAD_ANSWER' });
  });

  it('an answer without the parts asked for is unusable', async () => {
    const { engine } = await engineOn(() => ({ body: { code: 'Ok' } }));
    await expect(engine.nearest(onLine(1), light)).rejects.toMatchObject({ code: 'ROUTING_BAD_ANSWER' });
    await expect(engine.route(onLine(2), { ...light, steps: true })).rejects.toMatchObject({
      code: 'ROUTING_BAD_ANSWER',
    });
  });

  it('a leg without geometry is refused: it would be drawn as a straight line', async () => {
    const waypoint = { location: [0, 0], distance: 1 };
    const { engine } = await engineOn(() => ({
      body: {
        code: 'Ok',
        waypoints: [waypoint, waypoint],
        routes: [{ legs: [{ duration: 60, distance: 900, steps: [] }] }],
      },
    }));
    await expect(engine.route(onLine(2), { ...light, steps: false })).rejects.toMatchObject({
      code: 'ROUTING_BAD_ANSWER',
    });
  });
});

describe('a server that fails now and then', () => {
  it('is asked again after 5xx, 429 and a cut connection', async () => {
    const replies: readonly Reply[] = [{ status: 503, body: 'busy' }, { cut: true }];
    const { engine, server } = await engineOn((path, number) => replies[number - 1] ?? lineTable(path, 10));
    const { seconds } = await engine.table(onLine(2), [0], [1], light);
    expect(seconds[0]).toBe(100);
    expect(server.asked).toHaveLength(3);
  });

  it('is given up after the retries', async () => {
    const { engine, server } = await engineOn(() => ({ status: 429, body: 'slow down' }));
    await expect(engine.table(onLine(2), [0], [1], light)).rejects.toMatchObject({
      code: 'ROUTING_UNAVAILABLE',
    });
    expect(server.asked).toHaveLength(3);
  });

  it('is a time-out where no answer comes in time', async () => {
    const { engine, server } = await engineOn(() => ({ delay: 5_000, body: {} }), {
      timeoutMs: 30,
      retries: 1,
    });
    await expect(engine.table(onLine(2), [0], [1], light)).rejects.toMatchObject({ code: 'ROUTING_TIMEOUT' });
    expect(server.asked).toHaveLength(2);
  });

  it('is unavailable where nobody listens', async () => {
    const { engine, server: stopped } = await engineOn(() => ({}), { retries: 0 });
    await stopped.close();
    await expect(engine.nearest(onLine(1), light)).rejects.toMatchObject({ code: 'ROUTING_UNAVAILABLE' });
  });

  it('is left at once when the call is cancelled', async () => {
    const controller = new AbortController();
    const { engine } = await engineOn(() => {
      setTimeout(() => controller.abort(), 10);
      return { status: 503, body: 'busy', headers: { 'retry-after': '9' } };
    });
    await expect(
      engine.table(onLine(2), [0], [1], { ...light, signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'ROUTING_CANCELLED' });
  });

  it('keeps the other blocks from being asked for once one has failed', async () => {
    const { engine, server } = await engineOn(
      (path, number) =>
        number === 1 ? { status: 400, body: { code: 'InvalidQuery' } } : lineTable(path, 100),
      { tableSize: 2, parallel: 1 },
    );
    const points = onLine(20);
    const all = [...points.keys()];
    await expect(engine.table(points, all, all, light)).rejects.toMatchObject({
      code: 'ROUTING_BAD_REQUEST',
    });
    expect(server.asked.length).toBeLessThan(3);
  });
});

describe('the identity of an OSRM server', () => {
  it('has the data’s date where the server states it', async () => {
    const { engine } = await engineOn(() => ({
      body: { code: 'Ok', data_version: '2026-02-01T00:00:00Z', waypoints: [] },
    }));
    expect(await engine.identity()).toMatchObject({ engine: 'osrm', built: '2026-02-01T00:00:00.000Z' });
  });

  it('has the first sight of the address where it does not, and says that one server serves all', async () => {
    const { engine, server } = await engineOn(() => ({ status: 400, body: { code: 'NoSegment' } }), {
      firstSeen: () => '2026-01-01T00:00:00.000Z',
    });
    const identity = await engine.identity();
    expect(identity.built).toBe('2026-01-01T00:00:00.000Z');
    expect(identity.conditions).toMatch(/^one-server-for-several-profiles:/);
    await engine.identity();
    expect(server.asked).toHaveLength(1);
  });
});
