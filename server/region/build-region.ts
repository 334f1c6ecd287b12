import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '#server/domain/user-error.ts';
import { BasemapWriter } from './basemap-writer.ts';
import { buildRoutingTiles } from './build-tiles.ts';
import { download, isUrl } from './download.ts';
import { GazetteerWriter } from './gazetteer-writer.ts';
import { PbfFile } from './pbf-reader.ts';
import type { OsmTags } from './pbf-writer.ts';
import type { RegionInfo } from './port.ts';
import { RegionMap, relationUse } from './region-map.ts';
import { currencyAt, timezoneAt } from './region-place.ts';
import { roadRules } from './road-rules.ts';
import { isFerry, RoutingExtract, routingNodeTags } from './routing-extract.ts';
import type { SpeedProfile } from './speed-profile.ts';
import { eachWay, surveyExtract, type Bounds, type Survey } from './survey.ts';

/** Everything the import process is told. */
export interface BuildOptions {
  readonly source: string;
  readonly name: string;
  readonly bbox: Bounds | null;
  readonly timezone: string | null;
  readonly currency: string | null;
  readonly attribution: string | null;
  readonly speeds: SpeedProfile;
  /** The gazetteer of the build before; need not exist. */
  readonly gazetteerBefore: string;
}

export type OnProgress = (step: string, done: number) => void;

/** Steps, and the share of the whole at which each begins. */
const steps = {
  downloading: 0,
  'reading the extract': 0.05,
  'sorting roads and map': 0.4,
  'building routes and map': 0.6,
  'place search': 0.97,
} as const;
type Step = keyof typeof steps;

/** Builds a region into an empty folder. */
export async function buildRegion(
  options: BuildOptions,
  folder: string,
  onProgress: OnProgress,
): Promise<RegionInfo> {
  const pause = pauses(onProgress);
  const extract = isUrl(options.source) ? join(folder, 'extract.osm.pbf') : options.source;
  if (isUrl(options.source)) {
    const report = reporter(onProgress, 'downloading');
    await download(options.source, extract, report);
  }
  const file = new PbfFile(extract);
  const basemap = new BasemapWriter(join(folder, 'features.sqlite'));
  const gazetteer = new GazetteerWriter(join(folder, 'gazetteer.sqlite'));
  try {
    return await buildFrom(file, { basemap, gazetteer }, options, folder, pause);
  } finally {
    file.close();
    basemap.close();
    gazetteer.close();
    if (isUrl(options.source)) rmSync(extract, { force: true });
  }
}

interface Writers {
  readonly basemap: BasemapWriter;
  readonly gazetteer: GazetteerWriter;
}
type Pauses = (step: Step) => (done: number) => Promise<void>;

async function buildFrom(
  file: PbfFile,
  writers: Writers,
  options: BuildOptions,
  folder: string,
  pause: Pauses,
): Promise<RegionInfo> {
  const { basemap, gazetteer } = writers;
  const map = new RegionMap(basemap, gazetteer);
  const credits = new Set<string>(['© OpenStreetMap contributors']);
  const nodeTags = new Map<number, OsmTags>();
  const survey = await surveyExtract(file, {
    bbox: options.bbox,
    isRoad: (tags) => isFerry(tags) || roadRules(tags, options.speeds) !== null,
    relationUse,
    onNode: (node, tags) => {
      map.addNode(node, tags);
      addCredit(credits, tags);
      const kept = routingNodeTags(tags, options.speeds);
      if (kept) nodeTags.set(node.id, kept);
    },
    pause: pause('reading the extract'),
  });
  if (survey.roadCount === 0) throw withoutRoads(options);

  const routingExtract = join(folder, 'routing.osm.pbf');
  const roads = await sortWays(file, survey, map, {
    extract: new RoutingExtract(routingExtract, survey, nodeTags, options.speeds),
    credits,
    pause: pause('sorting roads and map'),
  });
  if (roads === 0) throw withoutRoads(options);

  const bounds = options.bbox ?? file.header.bounds ?? survey.bounds;
  const attribution = options.attribution ?? [...credits].join(', ');
  const [tiles] = await Promise.all([
    basemap.writeTiles(
      join(folder, 'basemap.mbtiles'),
      { name: options.name, bounds, attribution },
      pause('building routes and map'),
    ),
    buildRoutingTiles(folder, routingExtract, survey.nodes.size),
  ]);
  rmSync(routingExtract);
  await pause('place search')(0);
  gazetteer.keepFrom(options.gazetteerBefore);
  const places = gazetteer.finish();
  basemap.close();
  const info = regionInfo(options, bounds, file.header.timestamp, attribution, { roads, places, tiles });
  writeFileSync(join(folder, 'speeds.json'), `${JSON.stringify(options.speeds, null, 2)}\n`);
  writeFileSync(join(folder, 'region.json'), `${JSON.stringify(info, null, 2)}\n`);
  return info;
}

/** Second reading of the ways: the routing extract and the map. Returns the number of roads. */
async function sortWays(
  file: PbfFile,
  survey: Survey,
  map: RegionMap,
  to: { extract: RoutingExtract; credits: Set<string>; pause: (done: number) => Promise<void> },
): Promise<number> {
  try {
    await eachWay(file, survey, to.pause, (way, nodes, touchesBox) => {
      map.addWay(way, nodes, touchesBox, survey);
      if (!way.tags || !touchesBox) return;
      addCredit(to.credits, way.tags);
      to.extract.addWay(way, nodes);
    });
    for (const relation of survey.relations) {
      map.addRelation(relation, survey);
      to.extract.addRelation(relation);
    }
    map.finish(survey);
    return to.extract.count;
  } finally {
    await to.extract.close();
  }
}

/** Sources under a licence that asks for their name beside OpenStreetMap's own. */
function addCredit(credits: Set<string>, tags: OsmTags): void {
  const source = tags['source'];
  if (source && /\bCC[ -]BY\b/.test(source) && credits.size < 5) credits.add(source);
}

function withoutRoads(options: BuildOptions): UserError {
  const where = options.bbox ? ` within ${options.bbox.join(',')}` : '';
  return new UserError('EXTRACT_WITHOUT_ROADS', `${options.source} has no roads${where}.`);
}

function regionInfo(
  options: BuildOptions,
  bounds: Bounds,
  date: Date | null,
  attribution: string,
  counts: RegionInfo['counts'],
): RegionInfo {
  const [west, south, east, north] = bounds;
  const lat = (south + north) / 2;
  const lon = (west + east) / 2;
  return {
    version: 1,
    name: options.name,
    bounds,
    source: isUrl(options.source) ? options.source : basename(options.source),
    source_date: date ? date.toISOString().slice(0, 10) : null,
    built: new Date().toISOString(),
    timezone: options.timezone ?? timezoneAt(lat, lon),
    currency: options.currency ?? currencyAt(lat, lon),
    attribution,
    counts,
  };
}

/** Progress of one step as progress of the whole. */
function reporter(onProgress: OnProgress, step: Step): (done: number) => void {
  const starts = Object.values(steps);
  const start = steps[step];
  const end = starts.find((other) => other > start) ?? 1;
  return (done) => onProgress(step, start + (end - start) * Math.min(done, 1));
}

/** Between two blocks of work the process hears whether its parent is still there. */
function pauses(onProgress: OnProgress): Pauses {
  return (step) => {
    const report = reporter(onProgress, step);
    return async (done) => {
      report(done);
      await new Promise((resolve) => setImmediate(resolve));
    };
  };
}
