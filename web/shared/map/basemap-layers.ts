import type { LayerSpecification, ExpressionSpecification } from 'maplibre-gl';
import type { Locale } from '#server/contract/basics.ts';

/** Colours of the basemap: quiet, so that runs stand out; sRGB because MapLibre reads no OKLCH. */
interface BasemapColours {
  readonly land: string;
  readonly wood: string;
  readonly grass: string;
  readonly farmland: string;
  readonly orchard: string;
  readonly residential: string;
  readonly rock: string;
  readonly glacier: string;
  readonly water: string;
  readonly building: string;
  readonly boundary: string;
  readonly casing: string;
  readonly trunk: string;
  readonly road: string;
  readonly local: string;
  readonly track: string;
  readonly text: string;
  readonly textSoft: string;
  readonly textWater: string;
  readonly halo: string;
}

const light: BasemapColours = {
  land: '#f5f3ec',
  wood: '#dde6d3',
  grass: '#e8eddb',
  farmland: '#f2eedb',
  orchard: '#e3e8c9',
  residential: '#ebe6dd',
  rock: '#e9e6e1',
  glacier: '#eef4f6',
  water: '#bcd5de',
  building: '#ded7cb',
  boundary: '#a89db0',
  casing: '#c4b8a3',
  trunk: '#f1d9a4',
  road: '#faeecb',
  local: '#ffffff',
  track: '#a08a6b',
  text: '#3a3f38',
  textSoft: '#646a60',
  textWater: '#3d6b7d',
  halo: '#f9f8f3',
};

const dark: BasemapColours = {
  land: '#1d221f',
  wood: '#202c25',
  grass: '#242b23',
  farmland: '#282a22',
  orchard: '#262e21',
  residential: '#2a2a28',
  rock: '#2a2b2a',
  glacier: '#2d3538',
  water: '#21343e',
  building: '#34342f',
  boundary: '#6b6272',
  casing: '#171a18',
  trunk: '#6d6044',
  road: '#57513f',
  local: '#44443d',
  track: '#8a795f',
  text: '#dcddd2',
  textSoft: '#abb0a4',
  textWater: '#8fb4c4',
  halo: '#171b19',
};

/** Local fonts: a style without `glyphs` has MapLibre draw labels with the machine's own. */
export const labelFont = ['system-ui', 'Noto Sans', 'Noto Sans CJK SC', 'sans-serif'];

const nameField: Readonly<Record<Locale, string>> = {
  en: 'name_en',
  vi: 'name_vi',
  'zh-Hans': 'name_zh',
  id: 'name_id',
};

/** The name in the interface language, with the local one below where the two differ and there is room. */
function labelText(locale: Locale): ExpressionSpecification {
  const local: ExpressionSpecification = ['coalesce', ['get', 'name'], ''];
  const own: ExpressionSpecification = ['coalesce', ['get', nameField[locale]], local];
  return ['case', ['==', own, local], own, ['format', own, {}, '\n', {}, local, { 'font-scale': 0.82 }]];
}

const widthAt = (stops: readonly (readonly [number, number])[]): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  ...stops.flat(),
];
const classIs = (...names: string[]): ExpressionSpecification => ['in', ['get', 'class'], ['literal', names]];

interface RoadKind {
  readonly id: string;
  readonly classes: readonly string[];
  readonly minzoom: number;
  readonly width: readonly (readonly [number, number])[];
  readonly colour: keyof BasemapColours;
}

/** From the least to the most important, the order in which they are drawn. */
const roadKinds: readonly RoadKind[] = [
  {
    id: 'local',
    classes: ['minor', 'service'],
    minzoom: 8,
    width: [
      [8, 0.9],
      [11, 1.4],
      [14, 2.5],
      [18, 12],
    ],
    colour: 'local',
  },
  {
    id: 'tertiary',
    classes: ['tertiary'],
    minzoom: 8,
    width: [
      [8, 1.2],
      [12, 2],
      [14, 3.5],
      [18, 15],
    ],
    colour: 'local',
  },
  {
    id: 'secondary',
    classes: ['secondary'],
    minzoom: 7,
    width: [
      [7, 1.2],
      [12, 2.6],
      [14, 4.5],
      [18, 18],
    ],
    colour: 'road',
  },
  {
    id: 'trunk',
    classes: ['motorway', 'trunk', 'primary'],
    minzoom: 5,
    width: [
      [5, 0.8],
      [8, 1.8],
      [12, 3.6],
      [14, 6],
      [18, 22],
    ],
    colour: 'trunk',
  },
];

/** The quiet map below the runs, from the region's own tiles (source `basemap`). */
export function basemapLayers(locale: Locale, isDark: boolean): LayerSpecification[] {
  const colours = isDark ? dark : light;
  return [...areas(colours), ...roads(colours), ...labels(colours, locale)];
}

function areas(colours: BasemapColours): LayerSpecification[] {
  const source = 'basemap';
  return [
    { id: 'land', type: 'background', paint: { 'background-color': colours.land } },
    {
      id: 'landcover',
      type: 'fill',
      source,
      'source-layer': 'landcover',
      paint: {
        'fill-color': [
          'match',
          ['get', 'kind'],
          'wood',
          colours.wood,
          'farmland',
          colours.farmland,
          'orchard',
          colours.orchard,
          ['meadow', 'grass'],
          colours.grass,
          'residential',
          colours.residential,
          'rock',
          colours.rock,
          'glacier',
          colours.glacier,
          colours.land,
        ],
        'fill-antialias': false,
      },
    },
    { id: 'water', type: 'fill', source, 'source-layer': 'water', paint: { 'fill-color': colours.water } },
    {
      id: 'waterways',
      type: 'line',
      source,
      'source-layer': 'waterways',
      minzoom: 8,
      paint: {
        'line-color': colours.water,
        'line-width': widthAt([
          [8, 0.9],
          [12, 1.2],
          [16, 4],
        ]),
      },
    },
    {
      id: 'boundaries',
      type: 'line',
      source,
      'source-layer': 'boundaries',
      paint: { 'line-color': colours.boundary, 'line-width': 1, 'line-dasharray': [4, 2, 1, 2] },
    },
    {
      id: 'buildings',
      type: 'fill',
      source,
      'source-layer': 'buildings',
      minzoom: 13,
      paint: { 'fill-color': colours.building },
    },
  ];
}

function roads(colours: BasemapColours): LayerSpecification[] {
  const base = { type: 'line', source: 'basemap', 'source-layer': 'roads' } as const;
  const casings = roadKinds.map(({ id, classes, minzoom, width }): LayerSpecification => ({
    ...base,
    id: `road-${id}-casing`,
    minzoom,
    filter: classIs(...classes),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colours.casing,
      'line-width': widthAt(width.map(([zoom, px]) => [zoom, px + (zoom < 10 ? 0.6 : 1.6)] as const)),
    },
  }));
  const lines = roadKinds.map(({ id, classes, minzoom, width, colour }): LayerSpecification => ({
    ...base,
    id: `road-${id}`,
    minzoom,
    filter: classIs(...classes),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colours[colour], 'line-width': widthAt(width) },
  }));
  // Unpaved roads open to cars get a dashed middle: what a truck driver steers by in the hills.
  const unpaved: LayerSpecification = {
    ...base,
    id: 'road-unpaved',
    minzoom: 11,
    filter: ['all', ['==', ['get', 'surface'], 'unpaved'], ['!', classIs('track', 'path')]],
    paint: {
      'line-color': colours.track,
      'line-width': widthAt([
        [11, 0.5],
        [16, 1.6],
      ]),
      'line-dasharray': [3, 3],
      'line-opacity': 0.7,
    },
  };
  const tracks: LayerSpecification = {
    ...base,
    id: 'road-track',
    minzoom: 9,
    filter: classIs('track'),
    paint: {
      'line-color': colours.track,
      'line-width': widthAt([
        [10, 0.5],
        [13, 1.2],
        [16, 2.4],
      ]),
      'line-dasharray': [4, 1.6],
    },
  };
  const paths: LayerSpecification = {
    ...base,
    id: 'road-path',
    minzoom: 11,
    filter: classIs('path'),
    paint: {
      'line-color': colours.track,
      'line-width': widthAt([
        [13, 0.6],
        [16, 1.4],
      ]),
      'line-dasharray': [1, 2],
    },
  };
  return [paths, tracks, ...casings, ...lines, unpaved];
}

function labels(colours: BasemapColours, locale: Locale): LayerSpecification[] {
  const source = 'basemap';
  const halo = { 'text-halo-color': colours.halo, 'text-halo-width': 1.4 };
  return [
    {
      id: 'road-names',
      type: 'symbol',
      source,
      'source-layer': 'roads',
      minzoom: 12,
      filter: ['!', classIs('path', 'track')],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 380,
        'text-field': ['coalesce', ['get', 'ref'], ['get', 'name'], ''],
        'text-font': labelFont,
        'text-size': 11,
      },
      paint: { 'text-color': colours.textSoft, ...halo },
    },
    {
      id: 'water-names',
      type: 'symbol',
      source,
      'source-layer': 'waterways',
      minzoom: 12,
      layout: {
        'symbol-placement': 'line',
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': labelFont,
        'text-size': 11,
        'text-letter-spacing': 0.08,
      },
      paint: { 'text-color': colours.textWater, ...halo },
    },
    {
      id: 'peaks',
      type: 'symbol',
      source,
      'source-layer': 'peaks',
      minzoom: 11,
      layout: {
        'text-field': [
          'concat',
          '▲ ',
          ['coalesce', ['get', 'name'], ''],
          ' ',
          ['to-string', ['coalesce', ['get', 'ele'], '']],
        ],
        'text-font': labelFont,
        'text-size': 10.5,
        'text-max-width': 8,
      },
      paint: { 'text-color': colours.textSoft, ...halo },
    },
    {
      id: 'places',
      type: 'symbol',
      source,
      'source-layer': 'places',
      layout: {
        'text-field': labelText(locale),
        'text-font': labelFont,
        'symbol-sort-key': ['coalesce', ['to-number', ['get', 'rank']], 20],
        'text-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          7,
          ['match', ['get', 'kind'], ['city', 'town', 'county'], 13, 11],
          14,
          ['match', ['get', 'kind'], ['city', 'town', 'county'], 18, 13.5],
        ],
        'text-max-width': 8,
        'text-padding': 4,
        // Beside the point, where a stop's circle may lie.
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1,
        'text-justify': 'auto',
      },
      paint: { 'text-color': colours.text, ...halo },
    },
  ];
}
