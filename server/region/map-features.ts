import { population } from './places.ts';
import type { OsmTags } from './pbf-writer.ts';

export const layerNames = [
  'landcover',
  'water',
  'waterways',
  'buildings',
  'boundaries',
  'roads',
  'peaks',
  'places',
] as const;
export type LayerName = (typeof layerNames)[number];
export type FeatureProperties = Readonly<Record<string, string | number | boolean>>;

/** What an object becomes on the map. */
export interface FeatureKind {
  readonly layer: LayerName;
  /** The first zoom that shows it. */
  readonly minZoom: number;
  readonly properties: FeatureProperties;
}

export const minMapZoom = 5;
export const maxMapZoom = 14;

/**
 * Class on the map and the first zoom that shows it: earlier than on a map of towns, since in the hills the small
 * roads are the ones to steer by, and few.
 */
const roadClasses: Readonly<Record<string, readonly [string, number]>> = {
  motorway: ['motorway', 5],
  trunk: ['trunk', 6],
  primary: ['primary', 6],
  secondary: ['secondary', 7],
  tertiary: ['tertiary', 8],
  motorway_link: ['motorway', 10],
  trunk_link: ['trunk', 10],
  primary_link: ['primary', 11],
  secondary_link: ['secondary', 11],
  tertiary_link: ['tertiary', 11],
  unclassified: ['minor', 8],
  road: ['minor', 8],
  residential: ['minor', 10],
  living_street: ['minor', 12],
  pedestrian: ['minor', 13],
  track: ['track', 9],
  service: ['service', 13],
  path: ['path', 11],
  bridleway: ['path', 12],
  footway: ['path', 13],
  cycleway: ['path', 13],
  steps: ['path', 13],
};
const paved = /^(paved|asphalt|concrete|paving_stones|sett|cobblestone|metal|chipseal)/;

/** A road, river or other line; null where the map does not show it. */
export function lineKind(tags: OsmTags): FeatureKind | null {
  const road = roadClasses[tags['highway'] ?? ''];
  if (road && tags['area'] !== 'yes') {
    const [roadClass, usualZoom] = road;
    const isDetail = tags['footway'] !== undefined || tags['service'] !== undefined;
    const properties: Record<string, string | number | boolean> = { class: roadClass };
    const surface = surfaceOf(tags, roadClass);
    if (surface) properties['surface'] = surface;
    for (const key of ['name', 'ref'] as const) if (tags[key]) properties[key] = tags[key];
    for (const key of ['bridge', 'tunnel'] as const) {
      if (tags[key] !== undefined && tags[key] !== 'no') properties[key] = true;
    }
    return { layer: 'roads', minZoom: isDetail ? Math.max(usualZoom, 14) : usualZoom, properties };
  }
  const minZoom = { river: 8, canal: 10, stream: 12, ditch: 13, drain: 13 }[tags['waterway'] ?? ''];
  if (minZoom === undefined || isBuried(tags)) return null;
  const properties = { class: tags['waterway'] ?? '', ...(tags['name'] ? { name: tags['name'] } : {}) };
  return { layer: 'waterways', minZoom, properties };
}

function isBuried(tags: OsmTags): boolean {
  return tags['tunnel'] !== undefined && tags['tunnel'] !== 'no';
}

function surfaceOf(tags: OsmTags, roadClass: string): 'paved' | 'unpaved' | null {
  if (tags['surface']) return paved.test(tags['surface']) ? 'paved' : 'unpaved';
  if (tags['tracktype']) return tags['tracktype'] === 'grade1' ? 'paved' : 'unpaved';
  return roadClass === 'track' || roadClass === 'path' ? 'unpaved' : null;
}

const landuse: Readonly<Record<string, string>> = {
  forest: 'wood',
  farmland: 'farmland',
  farmyard: 'farmland',
  greenhouse_horticulture: 'farmland',
  orchard: 'orchard',
  vineyard: 'orchard',
  plant_nursery: 'orchard',
  meadow: 'meadow',
  grass: 'grass',
  village_green: 'grass',
  recreation_ground: 'grass',
  residential: 'residential',
  commercial: 'residential',
  industrial: 'residential',
  retail: 'residential',
};
const natural: Readonly<Record<string, string>> = {
  wood: 'wood',
  grassland: 'meadow',
  heath: 'meadow',
  scrub: 'meadow',
  bare_rock: 'rock',
  scree: 'rock',
  glacier: 'glacier',
};

/** A polygon of the given breadth in degrees; null where the map does not show it. */
export function areaKind(tags: OsmTags, breadth: number): FeatureKind | null {
  const name: FeatureProperties = tags['name'] ? { name: tags['name'] } : {};
  const isWater =
    tags['natural'] === 'water' ||
    tags['waterway'] === 'riverbank' ||
    tags['landuse'] === 'reservoir' ||
    tags['landuse'] === 'basin';
  if (isWater) return { layer: 'water', minZoom: zoomForBreadth(breadth, 6), properties: name };
  const kind = landuse[tags['landuse'] ?? ''] ?? natural[tags['natural'] ?? ''] ?? parkKind(tags);
  if (kind) return { layer: 'landcover', minZoom: zoomForBreadth(breadth, 7), properties: { kind } };
  if (tags['building'] !== undefined && tags['building'] !== 'no') {
    return { layer: 'buildings', minZoom: 14, properties: {} };
  }
  return null;
}

function parkKind(tags: OsmTags): string | undefined {
  return /^(park|garden|golf_course)$/.test(tags['leisure'] ?? '') ? 'grass' : undefined;
}

/** The first zoom at which a shape is about six pixels broad (tiles of 512). */
function zoomForBreadth(degrees: number, from: number): number {
  const zoom = Math.ceil(Math.log2((6 * 360) / (512 * Math.max(degrees, 1e-6))));
  return Math.max(from, Math.min(zoom, 13));
}

const placeZooms: Readonly<Record<string, readonly [number, number]>> = {
  // Zoom and rank: the lower the rank, the sooner a label wins its space.
  city: [5, 1],
  town: [6, 2],
  village: [8, 4],
  suburb: [11, 5],
  hamlet: [9, 6],
  quarter: [12, 7],
  neighbourhood: [12, 7],
  isolated_dwelling: [12, 8],
  farm: [12, 8],
  locality: [13, 9],
};
const labelLanguages = ['en', 'vi', 'zh', 'id'];

/** A label at a point; null where the map does not show it. */
export function pointKind(tags: OsmTags): FeatureKind | null {
  const { name } = tags;
  if (!name) return null;
  const names: Record<string, string> = { name };
  for (const language of labelLanguages) {
    const text = tags[`name:${language}`] ?? (language === 'zh' ? tags['name:zh-Hans'] : undefined);
    if (text) names[`name_${language}`] = text;
  }
  const place = placeZooms[tags['place'] ?? ''];
  if (place) {
    const [usualZoom, rank] = place;
    const isLarge = (population(tags) ?? 0) >= 50_000;
    const properties = { ...names, kind: tags['place'] ?? '', rank };
    return { layer: 'places', minZoom: isLarge ? Math.min(usualZoom, 6) : usualZoom, properties };
  }
  if (tags['natural'] !== 'peak' && tags['natural'] !== 'volcano') return null;
  const ele = Number.parseFloat(tags['ele'] ?? '');
  return { layer: 'peaks', minZoom: 11, properties: Number.isFinite(ele) ? { ...names, ele } : names };
}

/** An administrative boundary; null for what is no such, or finer than a commune. */
export function boundaryKind(tags: OsmTags): FeatureKind | null {
  const level = Number(tags['admin_level']);
  if (tags['boundary'] !== 'administrative' || !(level >= 2 && level <= 8)) return null;
  const minZoom = level <= 2 ? 5 : level <= 4 ? 6 : level <= 6 ? 8 : 10;
  return { layer: 'boundaries', minZoom, properties: { level } };
}

/** What each layer's features may carry: the metadata of the tiles. */
export const layerFields: Readonly<Record<LayerName, Readonly<Record<string, string>>>> = {
  landcover: { kind: 'String' },
  water: { name: 'String' },
  waterways: { class: 'String', name: 'String' },
  buildings: {},
  boundaries: { level: 'Number' },
  roads: {
    class: 'String',
    surface: 'String',
    name: 'String',
    ref: 'String',
    bridge: 'Boolean',
    tunnel: 'Boolean',
  },
  peaks: { name: 'String', ele: 'Number' },
  places: {
    kind: 'String',
    name: 'String',
    name_en: 'String',
    name_vi: 'String',
    name_zh: 'String',
    name_id: 'String',
    rank: 'Number',
  },
};
