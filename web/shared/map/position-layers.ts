import type { LayerSpecification } from 'maplibre-gl';
import { labelFont } from './basemap-layers.ts';

/** Features of the source `positions`: where a run's driver was last, and how long ago, in words. */
export interface PositionProperties {
  readonly run: string;
  readonly number: number;
  readonly colour: string;
  readonly textColour: string;
  readonly age: string;
}

/** Squares of the run's colour with its number, and the age of what is known below. */
export function positionLayers(isDark: boolean): LayerSpecification[] {
  const [ink, halo] = isDark ? ['#f4f4ee', '#10140f'] : ['#11150f', '#ffffff'];
  return [
    {
      id: 'position-rings',
      type: 'circle',
      source: 'positions',
      paint: {
        'circle-radius': 15,
        'circle-color': ['get', 'colour'],
        'circle-stroke-color': ink,
        'circle-stroke-width': 3.5,
      },
    },
    {
      id: 'position-numbers',
      type: 'symbol',
      source: 'positions',
      layout: {
        'text-field': ['to-string', ['get', 'number']],
        'text-font': labelFont,
        'text-size': 15,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': ['get', 'textColour'] },
    },
    {
      id: 'position-ages',
      type: 'symbol',
      source: 'positions',
      layout: {
        'text-field': ['get', 'age'],
        'text-font': labelFont,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 1.6],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 2 },
    },
  ];
}
