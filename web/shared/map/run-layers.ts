import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { labelFont } from './basemap-layers.ts';
import { dashPatterns } from './palette.ts';

/** Names in the style's global state: what is selected decides what is bright, without touching the data. */
export const selectedRunState = 'selectedRun';
export const selectedStopState = 'selectedStop';
export const icons = { arrow: 'run-arrow', hub: 'hub-square', cross: 'unassigned-mark' } as const;

/** Layers whose features answer to a press, topmost first. */
export const pressableLayers = ['stop-circles', 'loose-circles', 'run-lines-hit'] as const;

const isSelectedRun: ExpressionSpecification = ['==', ['get', 'run'], ['global-state', selectedRunState]];
const isAnySelected: ExpressionSpecification = ['!=', ['global-state', selectedRunState], ''];
/** Full where nothing or this run is selected, faint otherwise. */
const brightness = (faint: number): ExpressionSpecification => [
  'case',
  ['any', ['!', isAnySelected], isSelectedRun],
  1,
  faint,
];
const lineWidth: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  7,
  ['case', isSelectedRun, 4, 2.4],
  12,
  ['case', isSelectedRun, 6, 3.6],
  16,
  ['case', isSelectedRun, 9, 6],
];
const haloWidth: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  7,
  ['case', isSelectedRun, 7.5, 4.4],
  12,
  ['case', isSelectedRun, 10, 6.2],
  16,
  ['case', isSelectedRun, 14, 9.5],
];
/** To the right of travel, so that the way out and the way back lie beside each other. */
const lineOffset: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 9, 0.4, 12, 2.4, 16, 5];
/** Pixels; the area of a circle follows its kg. */
export const stopRadius: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  8,
  ['+', 6, ['*', 0.11, ['sqrt', ['get', 'kg']]]],
  13,
  ['+', 9, ['*', 0.2, ['sqrt', ['get', 'kg']]]],
];

/** Sources `runs`, and `reach`: the lines of runs that answer to a press, drawn or not. */
export function runLines(isDark: boolean): LayerSpecification[] {
  const halo = isDark ? '#e9ebe2' : '#ffffff';
  const layout = {
    'line-join': 'round',
    'line-cap': 'butt',
    'line-sort-key': ['get', 'order'],
  } satisfies Record<string, unknown>;
  const lines = (isChosen: boolean): LayerSpecification[] => {
    const prefix = isChosen ? 'chosen' : 'run-lines';
    const chosen: ExpressionSpecification = isChosen ? isSelectedRun : ['!', isSelectedRun];
    return [
      {
        id: `${prefix}-halo`,
        type: 'line',
        source: 'runs',
        filter: chosen,
        layout: layout as never,
        paint: {
          'line-color': halo,
          'line-width': haloWidth,
          'line-offset': lineOffset,
          'line-opacity': brightness(0.15),
        },
      },
      ...dashPatterns.map((pattern, index): LayerSpecification => ({
        id: `${prefix}-${index}`,
        type: 'line',
        source: 'runs',
        filter: ['all', chosen, ['==', ['get', 'dash'], index]],
        layout: layout as never,
        paint: {
          'line-color': ['get', 'colour'],
          'line-width': lineWidth,
          'line-offset': lineOffset,
          'line-opacity': brightness(0.28),
          ...(pattern ? { 'line-dasharray': [...pattern] } : {}),
        },
      })),
    ];
  };
  return [
    ...lines(false),
    ...lines(true),
    {
      id: 'run-arrows',
      type: 'symbol',
      source: 'runs',
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 90,
        'icon-image': icons.arrow,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.7, 14, 1],
        'icon-offset': [0, 3],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
      paint: {
        'icon-color': ['get', 'textColour'],
        'icon-halo-color': ['get', 'colour'],
        'icon-halo-width': 2,
        'icon-opacity': brightness(0.2),
      },
    },
    {
      id: 'run-lines-hit',
      type: 'line',
      source: 'reach',
      paint: { 'line-color': '#000000', 'line-opacity': 0, 'line-width': 16 },
    },
  ];
}

/** Stops, requests in no run and the hub; sources `stops`, `loose`, `hub`. */
export function pointLayers(isDark: boolean): LayerSpecification[] {
  return [...stopLayers(isDark), hubLayer()];
}

function stopLayers(isDark: boolean): LayerSpecification[] {
  const paper = isDark ? '#1d221f' : '#ffffff';
  const ink = isDark ? '#f3f3ec' : '#1c211d';
  const warn = isDark ? '#ff9d8a' : '#a31d14';
  // The state is the ids between bars: an array of them would be compared as one value.
  const isSelectedStop: ExpressionSpecification = [
    'in',
    ['concat', '|', ['get', 'id'], '|'],
    ['to-string', ['global-state', selectedStopState]],
  ];
  return [
    {
      id: 'loose-circles',
      type: 'circle',
      source: 'loose',
      paint: {
        'circle-radius': stopRadius,
        'circle-color': paper,
        'circle-stroke-color': ['case', ['get', 'isRefused'], warn, ink],
        'circle-stroke-width': ['case', isSelectedStop, 5, 2.2],
        'circle-opacity': ['case', isAnySelected, 0.5, 1],
        'circle-stroke-opacity': ['case', ['any', isSelectedStop, ['!', isAnySelected]], 1, 0.4],
      },
    },
    {
      id: 'loose-marks',
      type: 'symbol',
      source: 'loose',
      filter: ['get', 'isRefused'],
      layout: { 'icon-image': icons.cross, 'icon-allow-overlap': true, 'icon-ignore-placement': true },
      paint: { 'icon-color': warn, 'icon-opacity': ['case', isAnySelected, 0.4, 1] },
    },
    {
      id: 'stop-circles',
      type: 'circle',
      source: 'stops',
      layout: { 'circle-sort-key': ['-', 0, ['get', 'kg']] },
      paint: {
        'circle-radius': stopRadius,
        'circle-color': ['get', 'colour'],
        'circle-stroke-color': ['case', isSelectedStop, ink, paper],
        'circle-stroke-width': ['case', isSelectedStop, 4.5, 1.8],
        'circle-opacity': brightness(0.3),
        'circle-stroke-opacity': brightness(0.3),
      },
    },
    {
      id: 'stop-numbers',
      type: 'symbol',
      source: 'stops',
      layout: {
        'text-field': ['to-string', ['get', 'label']],
        'text-font': labelFont,
        'text-size': 12,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': ['get', 'textColour'],
        // Several numbers are wider than their circle.
        'text-halo-color': ['get', 'colour'],
        'text-halo-width': 2,
        'text-opacity': brightness(0.35),
      },
    },
  ];
}

function hubLayer(): LayerSpecification {
  return {
    id: 'hub',
    type: 'symbol',
    source: 'hub',
    layout: { 'icon-image': icons.hub, 'icon-allow-overlap': true, 'icon-ignore-placement': true },
  };
}
