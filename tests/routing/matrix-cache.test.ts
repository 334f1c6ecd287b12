import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedMatrices, openMatrixCache } from '#server/routing/matrix-cache.ts';
import type { MatrixCache, MatrixCacheOptions } from '#server/routing/matrix-cache.ts';
import { RoutingError } from '#server/routing/port.ts';
import type { EngineIdentity, LonLat, Profile, RoutingEngine } from '#server/routing/port.ts';

let folder: string;
let file: string;
const open: MatrixCache[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hubward-matrix-'));
  file = path.join(folder, 'matrix.db');
});
afterEach(() => {
  for (const cache of open.splice(0)) cache.close();
  rmSync(folder, { recursive: true, force: true });
});

function openCache(options: Partial<MatrixCacheOptions> = {}): MatrixCache {
  const cache = openMatrixCache({ file, ...options });
  open.push(cache);
  return cache;
}

const identityOfTests: EngineIdentity = {
  engine: 'valhalla',
  version: '3.6.1',
  region: 'test',
  built: '2026-03-01T10:00:00Z',
  conditions: 'a',
};

/**
 * An engine on a plane that counts what it is asked: from a to b it takes the difference of longitudes in 1e-4
 * degrees, plus 7 s westwards; south of the equator nothing can be reached.
 */
function countingEngine(identity: Partial<EngineIdentity> = {}) {
  const calls: { rows: number; columns: number; profile: Profile }[] = [];
  const control = { failAfter: Number.POSITIVE_INFINITY, delay: 0 };
  const engine: RoutingEngine = {
    identity: async () => ({ ...identityOfTests, ...identity }),
    nearest: () => Promise.reject(new Error('not asked here')),
    route: () => Promise.reject(new Error('not asked here')),
    close: async () => undefined,
    async table(points, sources, destinations, { profile, onProgress }) {
      if (calls.length >= control.failAfter) throw new RoutingError('ROUTING_UNAVAILABLE', 'gone');
      calls.push({ rows: sources.length, columns: destinations.length, profile });
      await new Promise((resolve) => setTimeout(resolve, control.delay));
      const factor = { motorbike: 1, light: 2, heavy: 3 }[profile];
      const seconds = sources.flatMap((from) =>
        destinations.map((to) => travel(points[from]!, points[to]!, factor)),
      );
      onProgress?.(1);
      return {
        seconds: Int32Array.from(seconds),
        metres: Int32Array.from(seconds, (value) => (value < 0 ? -1 : value * 10)),
      };
    },
  };
  return { engine, calls, control };
}

function travel(from: LonLat, to: LonLat, factor: number): number {
  if (from[0] === to[0] && from[1] === to[1]) return 0;
  if (from[1] < 0 || to[1] < 0) return -1;
  const difference = Math.round((to[0] - from[0]) * 1e4);
  return (difference < 0 ? 7 - difference : difference) * factor;
}

const places = (count: number, first = 0): LonLat[] =>
  Array.from({ length: count }, (_, index): LonLat => [(first + index) / 1e3, index % 7 === 6 ? -1 : 1]);

function expected(points: readonly LonLat[], factor = 2): number[] {
  return points.flatMap((from) => points.map((to) => travel(from, to, factor)));
}

const light = { profile: 'light' } as const;

describe('the matrix cache', () => {
  it('asks once for new places and never again, not even after a restart', async () => {
    const { engine, calls } = countingEngine();
    const points = places(50);
    const first = await cachedMatrices(engine, openCache()).matrix(points, light);
    expect([...first.seconds]).toEqual(expected(points));
    expect(calls).toEqual([{ rows: 50, columns: 50, profile: 'light' }]);
    open.pop()?.close();

    const source = cachedMatrices(engine, openCache());
    const shares: number[] = [];
    const again = await source.matrix(points, { ...light, onProgress: (share) => shares.push(share) });
    expect(again).toEqual(first);
    expect(shares).toEqual([1]);
    const some = [points[30]!, points[4]!, points[17]!];
    expect([...(await source.matrix(some, light)).seconds]).toEqual(expected(some));
    expect(calls).toHaveLength(1);
  });

  it('asks for the row and the column of one new place', async () => {
    const { engine, calls } = countingEngine();
    const source = cachedMatrices(engine, openCache());
    await source.matrix(places(40), light);
    const points = [...places(40), [9.9, 1] as const];
    const shares: number[] = [];
    const { seconds, metres } = await source.matrix(points, {
      ...light,
      onProgress: (share) => shares.push(share),
    });
    expect([...seconds]).toEqual(expected(points));
    expect([...metres]).toEqual(expected(points).map((value) => (value < 0 ? -1 : value * 10)));
    expect(calls.slice(1)).toEqual(
      expect.arrayContaining([
        { rows: 1, columns: 41, profile: 'light' },
        { rows: 40, columns: 1, profile: 'light' },
      ]),
    );
    expect(calls).toHaveLength(3);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    await source.matrix(points, light);
    expect(calls).toHaveLength(3);
  });

  it('asks for the ways around one place only, and keeps them', async () => {
    const { engine, calls } = countingEngine();
    const source = cachedMatrices(engine, openCache());
    await source.matrix(places(40), light);
    const place: LonLat = [9.9, 1];
    const others = [...places(30), place, places(1)[0]!];
    const { to, from } = await source.around(place, others, light);
    expect([...to.seconds]).toEqual(others.map((other) => travel(place, other, 2)));
    expect([...from.metres]).toEqual(
      others.map((other) => travel(other, place, 2)).map((value) => (value < 0 ? -1 : value * 10)),
    );
    expect(calls.slice(1)).toEqual([
      { rows: 1, columns: 30, profile: 'light' },
      { rows: 30, columns: 1, profile: 'light' },
    ]);
    open.pop()?.close();
    const again = cachedMatrices(engine, openCache());
    expect(await again.around(place, others, light)).toEqual({ to, from });
    expect(calls).toHaveLength(3);
    // Ten more places, and what was known before stays.
    await again.around(place, places(40), light);
    expect(calls.slice(3).map(({ rows, columns }) => rows * columns)).toEqual([10, 10]);
    const points = [...places(40), place];
    expect([...(await again.matrix(points, light)).seconds]).toEqual(expected(points));
    expect(calls.slice(5).every(({ rows, columns }) => rows * columns === 1)).toBe(true);
  });

  it('asks for the pairs between two lists that were each asked before', async () => {
    const { engine, calls } = countingEngine();
    const source = cachedMatrices(engine, openCache());
    await source.matrix(places(10), light);
    await source.matrix(places(10, 100), light);
    const points = [...places(10), ...places(10, 100)];
    expect([...(await source.matrix(points, light)).seconds]).toEqual(expected(points));
    expect(calls.slice(2).map(({ rows, columns }) => rows * columns)).toEqual([100, 100]);
  });

  it('fills holes of many patterns in a bounded number of calls', async () => {
    const { engine, calls } = countingEngine();
    const source = cachedMatrices(engine, openCache());
    for (let first = 0; first < 38; first += 2)
      await source.matrix(places(40).slice(first, first + 3), light);
    const before = calls.length;
    const points = places(40);
    expect([...(await source.matrix(points, light)).seconds]).toEqual(expected(points));
    expect(calls.length - before).toBeLessThanOrEqual(16);
  });

  it('keeps profiles, builds and conditions apart', async () => {
    const cache = openCache();
    const points = places(5);
    const one = countingEngine();
    await cachedMatrices(one.engine, cache).matrix(points, light);
    const heavy = await cachedMatrices(one.engine, cache).matrix(points, { profile: 'heavy' });
    expect([...heavy.seconds]).toEqual(expected(points, 3));
    expect(one.calls).toHaveLength(2);
    for (const changed of [{ built: '2026-04-01T00:00:00Z' }, { conditions: 'b' }, { region: 'x' }]) {
      const other = countingEngine(changed);
      await cachedMatrices(other.engine, cache).matrix(points, light);
      expect(other.calls).toHaveLength(1);
    }
  });

  it('takes places within a metre for one, also twice in one list', async () => {
    const { engine, calls } = countingEngine();
    const source = cachedMatrices(engine, openCache());
    const points: LonLat[] = [
      [0.1, 1],
      [0.2, 1],
      [0.100_001, 1.000_001],
    ];
    const { size, seconds } = await source.matrix(points, light);
    expect(size).toBe(3);
    // 0.1 degrees are 1,000 s by the factor 2; 7 s more westwards.
    expect([...seconds]).toEqual([0, 2_000, 0, 2_014, 0, 2_014, 0, 2_000, 0]);
    await source.matrix(
      [
        [0.100_002, 1],
        [0.2, 1.000_002],
      ],
      light,
    );
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ rows: 2, columns: 2 });
  });

  it('answers equal calls at the same time with one call to the engine', async () => {
    const { engine, calls, control } = countingEngine();
    control.delay = 20;
    const source = cachedMatrices(engine, openCache());
    const points = places(12);
    const answers = await Promise.all([1, 2, 3].map(() => source.matrix(points, light)));
    for (const { seconds } of answers) expect([...seconds]).toEqual(expected(points));
    expect(calls).toHaveLength(1);
  });

  it('is shared by two processes on one file', async () => {
    const [one, other] = [countingEngine(), countingEngine()];
    const [first, second] = [
      cachedMatrices(one.engine, openCache()),
      cachedMatrices(other.engine, openCache()),
    ];
    const lists = [places(8), places(8, 4), places(8, 8)];
    await Promise.all(lists.flatMap((list) => [first.matrix(list, light), second.matrix(list, light)]));
    const asked = one.calls.length + other.calls.length;
    for (const list of lists) {
      expect([...(await first.matrix(list, light)).seconds]).toEqual(expected(list));
      expect([...(await second.matrix(list, light)).seconds]).toEqual(expected(list));
    }
    expect(one.calls.length + other.calls.length).toBe(asked);
  });

  it('keeps what was answered before a call failed, and recovers from the failure', async () => {
    const { engine, calls, control } = countingEngine();
    const source = cachedMatrices(engine, openCache());
    await source.matrix(places(10), light);
    const points = [...places(10), [5.5, 1] as const];
    control.failAfter = 2;
    await expect(source.matrix(points, light)).rejects.toMatchObject({ code: 'ROUTING_UNAVAILABLE' });
    control.failAfter = Number.POSITIVE_INFINITY;
    await source.matrix(points, light);
    // All, then row or column, then the other of the two.
    expect(calls).toHaveLength(3);
  });

  it('does not begin a call that was cancelled while it waited', async () => {
    const { engine, calls, control } = countingEngine();
    control.delay = 30;
    const source = cachedMatrices(engine, openCache());
    const controller = new AbortController();
    const first = source.matrix(places(4), light);
    const second = source.matrix(places(4, 50), { ...light, signal: controller.signal });
    controller.abort();
    await first;
    await expect(second).rejects.toMatchObject({ code: 'ROUTING_CANCELLED' });
    expect(calls).toHaveLength(1);
  });
});

describe('the size of the matrix cache', () => {
  it('is bounded: the places longest unused are forgotten, the others keep their times', async () => {
    let time = 1_000;
    const { engine, calls } = countingEngine();
    const source = cachedMatrices(engine, openCache({ maxPlaces: 20, now: () => time++ }));
    await source.matrix(places(10), light);
    await source.matrix(places(10, 100), light);
    await source.matrix(places(10, 200), light);
    const asked = calls.length;
    // 30 places were too many: 15 are kept, the last 10 and 5 of the second list among them.
    expect([...(await source.matrix(places(10, 200), light)).seconds]).toEqual(expected(places(10, 200)));
    expect(calls).toHaveLength(asked);
    expect([...(await source.matrix(places(10), light)).seconds]).toEqual(expected(places(10)));
    expect(calls.length).toBeGreaterThan(asked);
    const db = new Database(file, { readonly: true });
    const { count } = db.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM place').get()!;
    db.close();
    expect(count).toBeLessThanOrEqual(20);
  });

  it('never drops places of the list it was just asked for', async () => {
    const { engine, calls } = countingEngine();
    const source = cachedMatrices(engine, openCache({ maxPlaces: 10 }));
    await source.matrix(places(25), light);
    await source.matrix(places(25), light);
    expect(calls).toHaveLength(1);
  });

  it('is bounded in builds and profiles: the longest unused go', async () => {
    let time = 1_000;
    const cache = openCache({ maxTables: 2, now: () => time++ });
    const engines = ['a', 'b', 'c'].map((conditions) => countingEngine({ conditions }));
    for (const { engine } of engines) await cachedMatrices(engine, cache).matrix(places(4), light);
    for (const { engine } of engines.toReversed())
      await cachedMatrices(engine, cache).matrix(places(4), light);
    expect(engines.map(({ calls }) => calls.length)).toEqual([2, 1, 1]);
  });
});

describe('a read of the matrix cache', () => {
  const hour = 3_600_000;
  const place = { lon: 990_000, lat: 100_000 };
  const listed = (count: number, first = 0) =>
    places(count, first).map(([lon, lat]) => ({ lon: Math.round(lon * 1e5), lat: lat * 1e5 }));

  /** A cache that has been filled, its clock, and what another connection sees: a number that each write changes. */
  async function filledCache(options: Partial<MatrixCacheOptions> = {}) {
    const clock = { time: 1_000 };
    const { engine } = countingEngine();
    const cache = openCache({ now: () => clock.time, ...options });
    const source = cachedMatrices(engine, cache);
    await source.matrix(places(10), light);
    await source.around([9.9, 1], places(10), light);
    const db = new Database(file);
    const [{ key }] = db.prepare<[], { key: string }>('SELECT key FROM matrix_table').all() as [
      { key: string },
    ]; // one engine and profile
    const writes = () => db.pragma('data_version', { simple: true });
    return { cache, clock, source, key, db, writes };
  }

  it('writes nothing, however often it is asked, until what it used was marked an hour ago', async () => {
    const { cache, clock, key, db, writes } = await filledCache();
    const read = () => [
      cache.read(key, listed(10)),
      cache.readAround(key, place, listed(10)),
      cache.readAround(key, listed(1)[0]!, listed(10)),
      cache.read('another', listed(10)),
    ];
    const [before, known] = [writes(), read()];
    clock.time += hour - 1;
    expect(read()).toEqual(known);
    expect(writes()).toBe(before);
    clock.time += 1;
    expect(read()).toEqual(known);
    const after = writes();
    expect(after).not.toBe(before);
    for (const table of ['matrix_table', 'place', 'around']) {
      const rows = db.prepare<[], { used_at: number }>(`SELECT DISTINCT used_at FROM ${table}`).all();
      expect([table, rows]).toEqual([table, [{ used_at: clock.time }]]);
    }
    expect(read()).toEqual(known);
    expect(writes()).toBe(after);
    db.close();
  });

  it('does not wait for who writes', async () => {
    const { cache, key, db } = await filledCache();
    db.exec('BEGIN IMMEDIATE');
    expect(cache.read(key, listed(2)).size).toBe(2);
    expect(cache.readAround(key, place, listed(2)).to.seconds).toHaveLength(2);
    db.exec('ROLLBACK');
    db.close();
  });

  it('counts as a use: what was read since goes after what was not', async () => {
    const { cache, clock, source, key, db } = await filledCache({ maxPlaces: 20 });
    clock.time += hour;
    await source.matrix(places(10, 100), light);
    clock.time += hour;
    cache.read(key, listed(5));
    clock.time += hour;
    await source.matrix(places(5, 200), light);
    const kept = new Set(
      db
        .prepare<[], { lon: number }>('SELECT lon FROM place')
        .all()
        .map(({ lon }) => lon),
    );
    // 15 of 25 stay: the five asked for last, the five that were read, five of the ten.
    expect([...listed(5), ...listed(5, 200)].every(({ lon }) => kept.has(lon))).toBe(true);
    expect(listed(10).filter(({ lon }) => kept.has(lon))).toHaveLength(5);
    db.close();
  });
});

describe('a broken cache file', () => {
  const logged: string[] = [];
  const logger = {
    info: () => undefined,
    warn: (_details: object, message: string) => void logged.push(message),
  };
  beforeEach(() => logged.splice(0));

  const asides = (): string[] => readdirSync(folder).filter((name) => name.includes('.corrupt-'));

  it('that is no database is renamed away, logged and begun anew', async () => {
    writeFileSync(file, 'this was a matrix cache once, and then the disk said otherwise '.repeat(100));
    const { engine, calls } = countingEngine();
    const source = cachedMatrices(engine, openCache({ logger }));
    expect([...(await source.matrix(places(6), light)).seconds]).toEqual(expected(places(6)));
    expect(calls).toHaveLength(1);
    expect(asides()).toHaveLength(1);
    expect(logged).toHaveLength(1);
  });

  it('that turns out broken later is too, and the call succeeds', async () => {
    const { engine, calls } = countingEngine();
    await cachedMatrices(engine, openCache()).matrix(places(300), light);
    open.pop()?.close();
    const bytes = readFileSync(file);
    // The header stays; all that follows the first page is gone.
    bytes.fill(0xa5, 4_096);
    writeFileSync(file, bytes);
    const source = cachedMatrices(engine, openCache({ logger }));
    expect([...(await source.matrix(places(300), light)).seconds]).toEqual(expected(places(300)));
    expect(calls).toHaveLength(2);
    expect(asides()).toHaveLength(1);
    expect(logged).toHaveLength(1);
    await source.matrix(places(300), light);
    expect(calls).toHaveLength(2);
  });

  it('with rows cut short has them asked again', async () => {
    const { engine, calls } = countingEngine();
    await cachedMatrices(engine, openCache()).matrix(places(6), light);
    open.pop()?.close();
    const db = new Database(file);
    db.exec("UPDATE place SET seconds = x'010203' WHERE slot = 2");
    db.close();
    expect([...(await cachedMatrices(engine, openCache()).matrix(places(6), light)).seconds]).toEqual(
      expected(places(6)),
    );
    expect(calls.slice(1)).toEqual([{ rows: 1, columns: 6, profile: 'light' }]);
  });

  it('of another version is begun anew', async () => {
    const db = new Database(file);
    db.exec('CREATE TABLE place (old TEXT); PRAGMA user_version = 99');
    db.close();
    const { engine } = countingEngine();
    expect([...(await cachedMatrices(engine, openCache()).matrix(places(3), light)).seconds]).toEqual(
      expected(places(3)),
    );
  });
});

describe('the first sight of a server', () => {
  it('is kept over restarts for a week', () => {
    let time = Date.parse('2026-03-02T00:00:00Z');
    const now = () => time;
    const first = openCache({ now }).firstSeen('http://osrm');
    open.pop()?.close();
    expect(first).toBe('2026-03-02T00:00:00.000Z');
    time += 6 * 24 * 3_600_000;
    const cache = openCache({ now });
    expect(cache.firstSeen('http://osrm')).toBe(first);
    expect(cache.firstSeen('http://other')).not.toBe(first);
    time += 2 * 24 * 3_600_000;
    expect(cache.firstSeen('http://osrm')).toBe('2026-03-10T00:00:00.000Z');
  });
});
