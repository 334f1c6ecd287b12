import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OsmWay } from '#server/region/pbf-reader.ts';
import { distanceToSegment, isCrossing } from '../../scripts/demo/lines.ts';
import { makeCounty } from '../../scripts/demo/make-county.ts';
import { countyFile, type CountyFile } from './county-file.ts';

let map: CountyFile;
beforeAll(async () => {
  map = await countyFile();
});
afterAll(() => map.remove());

interface Segment {
  readonly way: OsmWay;
  readonly refs: readonly [number, number];
  readonly a: { x: number; y: number };
  readonly b: { x: number; y: number };
}

/** Metres on a plane that is good enough for one county. */
function at(ref: number): { x: number; y: number } {
  const node = map.nodes.get(ref);
  if (node === undefined) throw new Error(`node ${ref} is missing`);
  return { x: node.lon * 107_900, y: node.lat * 111_320 };
}

function segmentsOf(ways: readonly OsmWay[]): Segment[] {
  return ways.flatMap((way) =>
    way.refs.slice(1).map((to, i): Segment => {
      const from = way.refs[i] ?? 0;
      return { way, refs: [from, to], a: at(from), b: at(to) };
    }),
  );
}

/** Pairs of segments whose boxes share a square of 500 m. */
function* nearPairs(some: readonly Segment[], others: readonly Segment[]): Generator<[Segment, Segment]> {
  const squares = new Map<string, Segment[]>();
  const keys = ({ a, b }: Segment) => {
    const found: string[] = [];
    for (let x = Math.floor(Math.min(a.x, b.x) / 500); x <= Math.floor(Math.max(a.x, b.x) / 500); x++)
      for (let y = Math.floor(Math.min(a.y, b.y) / 500); y <= Math.floor(Math.max(a.y, b.y) / 500); y++)
        found.push(`${x} ${y}`);
    return found;
  };
  for (const other of others)
    for (const key of keys(other)) squares.set(key, [...(squares.get(key) ?? []), other]);
  for (const one of some)
    for (const key of keys(one)) for (const other of squares.get(key) ?? []) yield [one, other];
}

const tagged = (key: string, values?: readonly string[]) =>
  map.ways.filter(({ tags }) => {
    const value = tags?.[key];
    return value !== undefined && (values === undefined || values.includes(value));
  });

test('is the same file each time, and small', async () => {
  const again = join(map.folder, 'again.osm.pbf');
  await makeCounty(again);
  expect(readFileSync(again).equals(readFileSync(map.file))).toBe(true);
  expect(statSync(map.file).size).toBeLessThan(3_000_000);
});

test('has whole ways, closed areas and members that are there', () => {
  const ids = new Set(map.ways.map(({ id }) => id));
  for (const { refs, tags = {} } of map.ways) {
    expect(refs.length).toBeGreaterThan(1);
    for (const ref of refs) expect(map.nodes.has(ref)).toBe(true);
    const isArea = ['natural', 'landuse', 'building'].some((key) => key in tags);
    if (isArea) expect(refs.length > 3 && refs[0] === refs.at(-1)).toBe(true);
  }
  for (const { members } of map.relations) for (const { ref } of members) expect(ids.has(ref)).toBe(true);
});

test('has all that a map of the hills shows', () => {
  const count = (key: string, value: string) =>
    [...map.ways, ...map.relations, ...map.nodes.values()].filter(({ tags }) => tags?.[key] === value).length;
  for (const roadClass of [
    'primary',
    'secondary',
    'tertiary',
    'unclassified',
    'residential',
    'track',
    'path',
  ])
    expect(count('highway', roadClass), roadClass).toBeGreaterThan(4);
  for (const [key, value, least] of [
    ['waterway', 'river', 20],
    ['waterway', 'stream', 50],
    ['natural', 'water', 3],
    ['natural', 'wood', 10],
    ['natural', 'peak', 20],
    ['landuse', 'orchard', 30],
    ['landuse', 'farmland', 30],
    ['landuse', 'residential', 60],
    ['building', 'house', 500],
    ['bridge', 'yes', 20],
    ['place', 'town', 1],
    ['boundary', 'administrative', 3],
  ] as const)
    expect(count(key, value), value).toBeGreaterThanOrEqual(least);
});

describe('names', () => {
  test('are sixty different ones of villages, with diacritics', () => {
    const names = map.county.villages.map(({ name }) => name);
    expect(names).toHaveLength(60);
    expect(new Set(names).size).toBe(60);
    const places = [...map.nodes.values()].filter(({ tags }) => tags?.['place'] !== undefined);
    for (const name of names) expect(places.filter(({ tags }) => tags?.['name'] === name)).toHaveLength(1);
    expect(names.filter((name) => /[^ -~]/.test(name.normalize('NFD'))).length).toBe(60);
  });

  test('of the town, the county and some villages are there in Chinese and English', () => {
    const all = [...map.nodes.values(), ...map.relations];
    expect(all.filter(({ tags }) => tags?.['name:zh'] !== undefined).length).toBeGreaterThan(8);
    expect(all.filter(({ tags }) => tags?.['name:en'] !== undefined).length).toBeGreaterThan(15);
  });
});

test('roads that cross share a node', () => {
  const roads = segmentsOf(tagged('highway'));
  const crossings = [...nearPairs(roads, roads)].filter(
    ([one, other]) =>
      one.way.id <= other.way.id &&
      !one.refs.some((ref) => other.refs.includes(ref)) &&
      isCrossing(one.a, one.b, other.a, other.b),
  );
  expect(crossings.map(([one, other]) => [one.way.tags?.['highway'], other.way.tags?.['highway']])).toEqual(
    [],
  );
});

test('roads cross water on bridges only, and no house stands in a river', () => {
  const water = segmentsOf(tagged('waterway'));
  const dry = segmentsOf([
    ...tagged('highway').filter(({ tags }) => tags?.['bridge'] !== 'yes'),
    ...tagged('building'),
  ]);
  const bridges = segmentsOf(tagged('bridge'));
  const crossed = [...nearPairs(bridges, water)].filter(([one, other]) =>
    isCrossing(one.a, one.b, other.a, other.b),
  );
  expect(crossed.length).toBeGreaterThanOrEqual(tagged('bridge').length);
  const wet = [...nearPairs(dry, water)].filter(([one, other]) => isCrossing(one.a, one.b, other.a, other.b));
  expect(wet).toEqual([]);
});

test('no watercourse runs through the middle of a village', () => {
  const water = segmentsOf(tagged('waterway'));
  for (const { name, lat, lon } of map.county.villages) {
    const here = { x: lon * 107_900, y: lat * 111_320 };
    const nearest = Math.min(...water.map(({ a, b }) => distanceToSegment(here, a, b)));
    expect(nearest, name).toBeGreaterThan(120);
  }
});

test('nothing that winds in nature is drawn with a ruler', () => {
  const lengths = segmentsOf([...tagged('highway'), ...tagged('waterway')]).map(({ a, b }) =>
    Math.hypot(a.x - b.x, a.y - b.y),
  );
  expect(Math.max(...lengths)).toBeLessThan(1200);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  expect(mean).toBeLessThan(160);
});
