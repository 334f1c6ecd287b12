// A large OpenStreetMap extract to measure the memory of an import with:
//   npx tsx scripts/make-big-extract.ts OUT.osm.pbf [--megabytes 300] [--seed 1]
// Ways of a dozen nodes wander through 15° × 20°; chains of them make road networks, the rest are streams, woods and
// houses. Nothing in it is real. The same for the same size and seed.
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PbfWriter, type OsmTags } from '../server/region/pbf-writer.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    megabytes: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
});
const [path] = positionals;
const megabytes = Number(values.megabytes);
if (!path || !(megabytes > 0)) {
  console.error('npx tsx scripts/make-big-extract.ts OUT.osm.pbf [--megabytes 300] [--seed 1]');
  process.exit(2);
}

const nodesPerWay = 12;
/** Seen on the way: what a node and its share of ways take when compressed. */
const bytesPerNode = 4.5;
const wayCount = Math.ceil((megabytes * 1024 * 1024) / bytesPerNode / nodesPerWay);
const waysPerChain = 60;
const [west, south, width, height] = [95, 8, 15, 20];
/** Degrees from node to node: about 50 m. */
const step = 0.0005;
const kinds: readonly OsmTags[] = [
  { highway: 'unclassified' },
  { highway: 'track', tracktype: 'grade3' },
  { highway: 'tertiary', surface: 'asphalt' },
  { highway: 'residential' },
  { waterway: 'stream' },
  { landuse: 'forest' },
  { building: 'yes' },
  { building: 'yes' },
];

const random = randomFrom(Number(values.seed));
const writer = new PbfWriter(path, { bounds: [west, south, west + width, south + height] });
let lon = west;
let lat = south;
let heading = 0;
for (let way = 0; way < wayCount; way++) {
  if (way % waysPerChain === 0) {
    lon = west + random() * width;
    lat = south + random() * height;
    heading = random() * 2 * Math.PI;
  }
  for (let i = 0; i < nodesPerWay; i++) {
    heading += (random() - 0.5) * 0.8;
    lon += Math.cos(heading) * step;
    lat += Math.sin(heading) * step;
    const id = way * nodesPerWay + i + 1;
    const isVillage = id % 20_000 === 0;
    writer.node({ id, lon, lat, ...(isVillage ? { tags: { place: 'village', name: `Bản ${id}` } } : {}) });
  }
}
for (let way = 0; way < wayCount; way++) {
  const tags = kinds[way % kinds.length] ?? {};
  const first = way * nodesPerWay + 1;
  const refs = Array.from({ length: nodesPerWay }, (_, i) => first + i);
  const isArea = 'building' in tags || 'landuse' in tags;
  if (isArea) refs.push(first);
  // Each way of a chain begins where the one before ends.
  else if (way % waysPerChain > 0) refs.unshift(first - 1);
  writer.way({ id: way + 1, refs, tags });
}
await writer.close();
const size = statSync(path).size / 1024 / 1024;
console.log(`${path}: ${size.toFixed(0)} MB, ${wayCount * nodesPerWay} nodes, ${wayCount} ways`);

/** mulberry32: numbers in [0, 1), the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
