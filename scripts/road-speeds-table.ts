// Writes docs/road-speeds.md: what the speed profile makes of real roads.
//   npx tsx scripts/road-speeds-table.ts EXTRACT.osm.pbf [EXTRACT.osm.pbf …]
// Of each extract ten roads: those that differ most in their tags first. Both columns are read from routing tiles: the
// stock ones are built from the same roads with the tags they have in OpenStreetMap.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Actor } from '@valhallajs/valhallajs';
import { buildRoutingTiles } from '../server/region/build-tiles.ts';
import { PbfFile, type OsmWay } from '../server/region/pbf-reader.ts';
import { PbfWriter } from '../server/region/pbf-writer.ts';
import { roadRules } from '../server/region/road-rules.ts';
import { routingWayTags } from '../server/region/routing-extract.ts';
import { mountainSpeeds } from '../server/region/speed-profile.ts';
import { eachWay, onRoad, surveyExtract, type Survey } from '../server/region/survey.ts';
import { valhallaConfig } from '../server/routing/valhalla/valhalla-config.ts';

const roadsPerExtract = 10;
const shownKeys = [
  'highway',
  'tracktype',
  'surface',
  'smoothness',
  'maxspeed',
  'motor_vehicle',
  'hgv',
  'motorcycle',
  'maxweight',
  'width',
];
/** Rural roads first. */
const classOrder = ['track', 'unclassified', 'tertiary', 'secondary', 'primary', 'residential', 'service'];
const pause = async (): Promise<void> => {};

interface Road {
  readonly way: OsmWay;
  readonly lon: number;
  readonly lat: number;
}

interface Edge {
  readonly speed: number;
  readonly access: string;
}

const sections: string[] = [];
for (const extract of process.argv.slice(2)) sections.push(await section(extract));
if (sections.length === 0) {
  console.error('npx tsx scripts/road-speeds-table.ts EXTRACT.osm.pbf [EXTRACT.osm.pbf …]');
  process.exit(2);
}
const page = `# What the speed profile makes of real roads

Made by \`scripts/road-speeds-table.ts\`; both speeds are read from routing tiles of Valhalla (its \`locate\` call, km/h
of the edge in the middle of the road). *Stock* is what its tile builder makes of the tags as they are in
OpenStreetMap, *ours* what it makes of the same road after the import has applied the region's \`speeds.json\` (here the
default, for mountain roads). The letters say who may use the road: m motorbike, l light truck, h heavy truck.

A road's speed is the lowest of what its class, surface, smoothness and limit are worth; the class of a track is its
grade. \`speeds.json\` in the region's folder is that of the build; an own one is given with
\`region import … --speeds FILE\`. Times of heavy trucks are further multiplied by the profile's correction
(${mountainSpeeds.correction.heavy}).

${sections.join('\n')}
The default, in full:

\`\`\`json
${JSON.stringify(mountainSpeeds, null, 2)}
\`\`\`
`;
mkdirSync('docs', { recursive: true });
writeFileSync('docs/road-speeds.md', page);

async function section(extract: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hubward-speeds-'));
  const file = new PbfFile(extract);
  try {
    const survey = await surveyExtract(file, {
      bbox: null,
      isRoad: (tags) => 'highway' in tags,
      relationUse: () => null,
      onNode: () => {},
      pause,
    });
    const roads = await pickRoads(file, survey);
    const stock = await tilesOf(file, survey, join(folder, 'stock'), false);
    const ours = await tilesOf(file, survey, join(folder, 'ours'), true);
    const rows: string[] = [];
    for (const road of roads) {
      const before = await edgeOf(stock, road);
      const after = await edgeOf(ours, road);
      const tags = shownKeys.flatMap((key) => (road.way.tags?.[key] ? [`${key}=${road.way.tags[key]}`] : []));
      rows.push(
        `| ${road.way.id} | ${road.way.tags?.['name'] ?? '–'} | ${tags.join(', ')} | ${before.speed} | ${before.access} | ${after.speed} | ${after.access} |`,
      );
    }
    return `## ${basename(extract)}

| way | name | tags | stock km/h | | ours km/h | |
|---|---|---|---:|---|---:|---|
${rows.join('\n')}
`;
  } finally {
    file.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Roads open to somebody, one of each combination of tags: half of them with a surface, half without. */
async function pickRoads(file: PbfFile, survey: Survey): Promise<Road[]> {
  const tagged = new Map<string, Road>();
  const untagged = new Map<string, Road>();
  await eachWay(file, survey, pause, (way, nodes) => {
    const tags = way.tags ?? {};
    if (!roadRules(tags, mountainSpeeds) || nodes.length < 4) return;
    const middle = Math.floor(nodes.length / 2);
    const a = nodes[middle - 1] ?? 0;
    const b = nodes[middle] ?? 0;
    const road: Road = {
      way,
      lon: (survey.nodes.lon(a) + survey.nodes.lon(b)) / 2,
      lat: (survey.nodes.lat(a) + survey.nodes.lat(b)) / 2,
    };
    const isTagged = ['surface', 'tracktype', 'smoothness', 'maxspeed'].some((key) => key in tags);
    const kind = shownKeys.map((key) => tags[key] ?? '').join('|');
    const known = isTagged ? tagged : untagged;
    if (!known.has(kind)) known.set(kind, road);
    // Where all roads have the same tags they are told apart by id.
    else if (!isTagged && untagged.size < roadsPerExtract) untagged.set(`${kind} ${way.id}`, road);
  });
  const half = tagged.size === 0 ? 0 : roadsPerExtract / 2;
  return [...spread([...tagged.values()], half), ...byClass(untagged).slice(0, roadsPerExtract - half)];
}

function classRank(road: Road): number {
  const rank = classOrder.indexOf(road.way.tags?.['highway'] ?? '');
  return rank < 0 ? classOrder.length : rank;
}

/** The first road of each class, then the rest. */
function byClass(roads: ReadonlyMap<string, Road>): Road[] {
  const first = new Map<string, Road>();
  const rest: Road[] = [];
  for (const road of roads.values()) {
    const highway = road.way.tags?.['highway'] ?? '';
    if (first.has(highway)) rest.push(road);
    else first.set(highway, road);
  }
  return [...[...first.values()].toSorted((a, b) => classRank(a) - classRank(b)), ...rest];
}

/** So many of the rural roads, evenly over their kinds. */
function spread(roads: readonly Road[], count: number): Road[] {
  const rural = roads.filter((road) => classRank(road) < 5).toSorted((a, b) => classRank(a) - classRank(b));
  const list = rural.length >= count ? rural : roads;
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => {
    return list[Math.floor((i * list.length) / count)];
  }).filter((road) => road !== undefined);
}

async function tilesOf(file: PbfFile, survey: Survey, folder: string, isOurs: boolean): Promise<Actor> {
  mkdirSync(folder);
  const path = join(folder, 'roads.osm.pbf');
  const writer = new PbfWriter(path);
  const { nodes } = survey;
  for (let i = 0; i < nodes.size; i++) {
    if ((nodes.flags[i] ?? 0) & onRoad) writer.node({ id: i + 1, lon: nodes.lon(i), lat: nodes.lat(i) });
  }
  await eachWay(file, survey, pause, (way, refs) => {
    const tags = way.tags ?? {};
    const rules = roadRules(tags, mountainSpeeds);
    if (refs.length < 2 || !('highway' in tags) || (isOurs && !rules)) return;
    writer.way({
      id: way.id,
      refs: refs.map((index) => index + 1),
      tags: isOurs && rules ? routingWayTags(tags, rules) : tags,
    });
  });
  await writer.close();
  await buildRoutingTiles(folder, path, nodes.size);
  return new Actor(valhallaConfig(join(folder, 'tiles')));
}

async function edgeOf(actor: Actor, road: Road): Promise<Edge> {
  for (const costing of ['motorcycle', 'auto', 'truck']) {
    const answer = (await actor.locate({
      locations: [{ lon: road.lon, lat: road.lat, minimum_reachability: 0 }],
      costing,
      verbose: true,
    })) as unknown as {
      edges?: {
        edge_info: { way_id: number };
        edge: { speeds: { default: number }; access: Record<string, boolean> };
      }[];
    }[];
    const found = answer[0]?.edges?.find((edge) => edge.edge_info.way_id === road.way.id)?.edge;
    if (!found) continue;
    const { motorcycle, car, truck } = found.access;
    const access = `${motorcycle ? 'm' : ''}${car ? 'l' : ''}${truck ? 'h' : ''}`;
    return { speed: found.speeds.default, access };
  }
  throw new Error(`way ${road.way.id} is not in the tiles`);
}
