import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directionTexts } from '#server/routing/directions.ts';
import { makeOsrmEngine } from '#server/routing/osrm/osrm-engine.ts';
import type { LonLat, RoutingEngine } from '#server/routing/port.ts';
import { snapPlaces } from '#server/routing/snapping.ts';
import { sharedFile } from '../../support/shared-data.ts';
import { partsOf, startOsrmServer } from './osrm-server.ts';
import type { OsrmServer, Reply } from './osrm-server.ts';

const file = sharedFile('fixtures/osrm-andorra.json');

interface Recorded {
  readonly points: readonly { readonly lon: number; readonly lat: number }[];
  readonly exchanges: readonly { readonly path: string; readonly status: number; readonly body: object }[];
}

type Table = Record<'durations' | 'distances', number[][]> & Record<'sources' | 'destinations', object[]>;

const six = (value: number): string => String(Number(value.toFixed(6)));
const placeKey = ([lon, lat]: readonly number[]): string => `${six(lon ?? 0)},${six(lat ?? 0)}`;

/** Service and coordinates: what the recorded answers are found again by. */
function keyOf(path: string): string {
  const { service, coordinates } = partsOf(path);
  return `${service} ${coordinates.map(placeKey).join(';')}`;
}

/** Any block of the recorded 12 × 12 table; other answers as they were. */
function replay(recorded: Recorded): (path: string) => Reply {
  const whole = recorded.exchanges[0]?.body as Table;
  const indexOf = new Map(recorded.points.map(({ lon, lat }, index) => [placeKey([lon, lat]), index]));
  return (path) => {
    const { service, coordinates, query } = partsOf(path);
    const known = coordinates.map((coordinate) => indexOf.get(placeKey(coordinate)));
    if (service === 'table' && known.every((index) => index !== undefined) && query.has('sources')) {
      const pick = (name: string): number[] =>
        (query.get(name) ?? '').split(';').map((at) => known[Number(at)] ?? -1);
      const [rows, columns] = [pick('sources'), pick('destinations')];
      const cells = (table: number[][]) => rows.map((row) => columns.map((column) => table[row]?.[column]));
      return {
        body: {
          code: 'Ok',
          durations: cells(whole.durations),
          distances: cells(whole.distances),
          sources: rows.map((row) => whole.sources[row]),
          destinations: columns.map((column) => whole.destinations[column]),
        },
      };
    }
    // Of two recordings of one path the one with polyline6 is asked for.
    const found = recorded.exchanges.findLast((exchange) => keyOf(exchange.path) === keyOf(path));
    return found ?? { status: 400, body: { code: 'InvalidQuery', message: `not recorded: ${path}` } };
  };
}

describe.skipIf(!file)('answers recorded from osrm-routed', () => {
  let server: OsrmServer;
  let engine: RoutingEngine;
  let points: LonLat[];
  let recorded: Recorded;

  beforeAll(async () => {
    recorded = JSON.parse(readFileSync(file!, 'utf8')) as Recorded;
    points = recorded.points.map(({ lon, lat }): LonLat => [lon, lat]);
    server = await startOsrmServer(replay(recorded));
    const { url } = server;
    engine = makeOsrmEngine({ urls: { motorbike: url, light: url, heavy: url }, tableSize: 5 });
  });
  afterAll(() => server.close());

  it('give the recorded table in blocks, without the place that was put on a road 3 km away', async () => {
    const all = [...points.keys()];
    const { seconds, metres } = await engine.table(points, all, all, { profile: 'light' });
    const body = recorded.exchanges[0]?.body as Table;
    const isFar = body.sources.map((source) => (source as { distance: number }).distance > 1_000);
    expect(isFar.filter(Boolean)).toHaveLength(1);
    const expected = (table: number[][]) =>
      table.flatMap((row, from) =>
        row.map((value, to) => (from !== to && (isFar[from] || isFar[to]) ? -1 : Math.round(value))),
      );
    const withoutDiagonal = (cells: Iterable<number>) =>
      [...cells].filter((_, at) => Math.floor(at / all.length) !== at % all.length);
    expect(withoutDiagonal(seconds)).toEqual(withoutDiagonal(expected(body.durations)));
    expect(withoutDiagonal(metres)).toEqual(withoutDiagonal(expected(body.distances)));
  });

  it('give a path with legs, lines and steps that have sentences in four languages', async () => {
    const legs = await engine.route(points.slice(0, 3), { profile: 'light', steps: true });
    expect(legs).toHaveLength(2);
    for (const leg of legs) {
      expect(leg.coordinates.length).toBeGreaterThan(10);
      const steps = leg.steps.reduce((sum, step) => sum + step.duration, 0);
      expect(Math.abs(steps - leg.seconds)).toBeLessThan(5);
    }
    expect(legs[0]?.coordinates.at(-1)).toEqual(legs[1]?.coordinates[0]);
    const [lon = 0, lat = 0] = legs[0]?.coordinates[0] ?? [];
    expect(Math.hypot(lon - 1.5218, lat - 42.5075)).toBeLessThan(0.001);
    const steps = legs.flatMap((leg) => leg.steps);
    const texts = ['en', 'vi', 'zh-Hans', 'id'].map((locale) => directionTexts(steps, locale, 'Tả Phìn'));
    for (const text of texts.flat()) {
      expect(text.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/undefined|[{}]/);
    }
    expect(texts[0]?.join(' ')).toContain('Avinguda');
    expect(new Set(texts.map(([first]) => first)).size).toBe(4);
  });

  it('tell that a place in Vietnam was put on a road in Andorra', async () => {
    const vietnam: LonLat = [103.25, 22.36];
    const [snap] = await engine.nearest([vietnam], { profile: 'heavy' });
    expect(snap?.distanceMetres).toBeGreaterThan(9_000_000);
    const snapped = await snapPlaces(engine, [points[3]!, vietnam], ['heavy']);
    expect(snapped.heavy[0]).toMatchObject({ distanceMetres: 13.01918635 });
    expect(snapped.heavy[1]).toBe('not-on-road');
    // The recorded path to it is Ok too.
    await expect(
      engine.route([points[0]!, vietnam], { profile: 'heavy', steps: false }),
    ).rejects.toMatchObject({
      code: 'NO_ROAD_NEAR',
      indices: [1],
    });
  });

  it('turn recorded errors into ours', async () => {
    // Recorded with `radiuses=10;10`: 10 m around a point that is far from any road.
    await expect(
      engine.table(
        [
          [1.5218, 42.5075],
          [1.6, 42.5],
        ],
        [0],
        [1],
        { profile: 'light' },
      ),
    ).rejects.toMatchObject({ code: 'NO_ROAD_NEAR', indices: [1] });
  });
});
