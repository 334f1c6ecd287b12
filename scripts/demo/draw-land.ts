import type { CountyLayout } from './county-layout.ts';
import { metresBetween, type XY } from './grid.ts';
import { lengthOf, SegmentIndex } from './lines.ts';
import { chineseNames, countyName, lakeNames, riverNames, withoutDiacritics } from './names.ts';
import type { OsmMap } from './osm-map.ts';
import { makeNoise, Random } from './random.ts';
import { blob, countyBorder, lakeShores, woodOutlines, type Watercourse } from './shapes.ts';

/** Lakes, rivers and streams; watercourses share nodes where they meet. */
export function drawWater(
  map: OsmMap,
  { terrain, bend }: CountyLayout,
  courses: readonly Watercourse[],
): void {
  const meetings = new Map<number, number>();
  const longest = courses
    .filter(({ kind }) => kind === 'river')
    .sort((a, b) => lengthOf(b.line) - lengthOf(a.line));
  for (const { line, kind, from, to } of courses) {
    const refs = line.map((at, i) => {
      const cell = i === 0 ? from : i === line.length - 1 ? to : undefined;
      const node = (cell === undefined ? undefined : meetings.get(cell)) ?? map.node(at);
      if (cell !== undefined) meetings.set(cell, node);
      return node;
    });
    const name = riverNames[longest.findIndex((course) => course.line === line)];
    map.way(refs, name === undefined ? { waterway: kind } : { waterway: kind, name });
  }
  for (const [i, ring] of lakeShores(terrain, bend).entries()) {
    const name = lakeNames[i];
    map.area(ring, { natural: 'water', water: 'lake', ...(name === undefined ? {} : { name }) });
  }
}

/** Woods, and around each village its houses' ground, fields, orchards and tea. */
export function drawLand(map: OsmMap, layout: CountyLayout): void {
  const random = new Random(layout.seed + 4);
  const { seat, villages, terrain, bend, seed } = layout;
  const clearings = [{ at: seat.at, radius: 3200 }, ...villages.map(({ at }) => ({ at, radius: 2300 }))];
  map.areas(woodOutlines(terrain, clearings, seed + 40, bend), { natural: 'wood' });
  const noise = makeNoise(seed + 50);
  map.area(blob(seat.at, 1150, noise), { landuse: 'residential', name: countyName.vi });
  const kinds = [
    { landuse: 'farmland' },
    { landuse: 'farmland', crop: 'rice' },
    { landuse: 'orchard', trees: 'orange_trees' },
    { landuse: 'orchard', trees: 'tea_plants' },
    { landuse: 'meadow' },
  ] as const;
  for (const { at, kind } of [{ at: seat.at, kind: 'town' }, ...villages]) {
    const size = kind === 'town' ? 1100 : kind === 'village' ? 430 : 270;
    if (kind !== 'town') map.area(blob(at, size, noise), { landuse: 'residential' });
    const turn = random.between(0, 2 * Math.PI);
    const count = kind === 'hamlet' ? 6 : 9;
    for (let i = 0; i < count; i++) {
      const angle = turn + ((i + random.between(-0.2, 0.2)) * 2 * Math.PI) / count;
      const away = size + random.between(250, 700);
      const field = { x: at.x + away * Math.cos(angle), y: at.y + away * Math.sin(angle) };
      map.area(blob(field, random.between(260, 520), noise), random.pick(kinds));
    }
  }
}

/** Houses along the streets, a few metres back from them. */
export function drawBuildings(
  map: OsmMap,
  layout: CountyLayout,
  streets: readonly XY[][],
  roads: SegmentIndex,
): void {
  const random = new Random(layout.seed + 5);
  const houses = new SegmentIndex();
  for (const street of streets) {
    for (const [i, a] of street.entries()) {
      const b = street[i + 1];
      if (b === undefined) continue;
      const length = metresBetween(a, b);
      const angle = Math.atan2(b.y - a.y, b.x - a.x);
      for (let along = random.between(4, 20); along < length; along += random.between(16, 42)) {
        const side = random.isTrue(0.5) ? 1 : -1;
        const back = side * random.between(13, 20);
        const at = {
          x: a.x + along * Math.cos(angle) - back * Math.sin(angle),
          y: a.y + along * Math.sin(angle) + back * Math.cos(angle),
        };
        if (roads.isWithin(at, 10) || houses.isWithin(at, 13)) continue;
        const ring = rectangle(
          at,
          random.between(8, 15),
          random.between(6, 9),
          angle + random.between(-0.08, 0.08),
        );
        houses.add(ring);
        map.area(ring, { building: random.isTrue(0.7) ? 'house' : 'yes' });
      }
    }
  }
}

function rectangle(at: XY, length: number, width: number, angle: number): XY[] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([u = 0, v = 0]) => ({
    x: at.x + (u * length * cos - v * width * sin) / 2,
    y: at.y + (u * length * sin + v * width * cos) / 2,
  }));
}

/** Names: the town, villages, the farm, summits, the market; and the county's border. */
export function drawPlaces(map: OsmMap, layout: CountyLayout): void {
  const { seat, villages, farm, peaks } = layout;
  const aside = (at: XY): XY => ({ x: at.x + 25, y: at.y + 30 });
  map.node(aside(seat.at), {
    place: 'town',
    name: countyName.vi,
    'name:en': countyName.en,
    'name:zh': countyName.zh,
    population: '12800',
  });
  map.node(
    { x: seat.at.x - 160, y: seat.at.y + 140 },
    { amenity: 'marketplace', name: `Chợ ${countyName.vi}` },
  );
  for (const [i, { at, name, kind, population }] of villages.entries()) {
    const chinese = i % 5 === 0 ? chineseNames[i / 5] : undefined;
    map.node(aside(at), {
      place: kind,
      name,
      population: String(population),
      ...(i % 3 === 0 ? { 'name:en': withoutDiacritics(name) } : {}),
      ...(chinese === undefined ? {} : { 'name:zh': chinese }),
    });
  }
  map.node(farm.at, { place: 'farm', name: farm.name });
  for (const { at, name, elevation } of peaks)
    map.node(at, { natural: 'peak', name, ele: String(elevation) });
  drawBorder(map, layout);
}

function drawBorder(map: OsmMap, { seed, bend }: CountyLayout): void {
  const refs = countyBorder(seed + 60, bend).map((point) => map.node(point));
  const half = Math.floor(refs.length / 2);
  const tags = { boundary: 'administrative', admin_level: '6' };
  const members = [refs.slice(0, half + 1), [...refs.slice(half), refs[0] ?? 0]].map(
    (part) => ({ type: 'way', ref: map.way(part, tags), role: 'outer' }) as const,
  );
  map.relation(members, {
    type: 'boundary',
    ...tags,
    name: `Huyện ${countyName.vi}`,
    'name:en': `${countyName.en} County`,
    'name:zh': `${countyName.zh}县`,
  });
}
