import type { LayerSpecification } from 'maplibre-gl';
import { labelFont } from './basemap-layers.ts';

/** The source of what is marked for as long as something is in the hand. */
export const markSource = 'marks';

/** Features of the source: the path that a drop would change (`rank` 0), and the best places by their rank. */
export interface MarkProperties {
  readonly rank: number;
}

const coloursOf = (isDark: boolean) =>
  isDark ? { accent: '#7fd6a4', paper: '#10241a' } : { accent: '#0b6b3a', paper: '#ffffff' };

/** Above the runs and below their stops. */
export function markedPaths(isDark: boolean): LayerSpecification[] {
  const { accent, paper } = coloursOf(isDark);
  return [
    {
      id: 'mark-path-halo',
      type: 'line',
      source: markSource,
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': paper, 'line-width': 13, 'line-opacity': 0.9 },
    },
    {
      id: 'mark-path',
      type: 'line',
      source: markSource,
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': accent, 'line-width': 8, 'line-dasharray': [1.2, 0.8] },
    },
  ];
}

/** Above all. */
export function markedPlaces(isDark: boolean): LayerSpecification[] {
  const { accent, paper } = coloursOf(isDark);
  return [
    {
      id: 'mark-places',
      type: 'circle',
      source: markSource,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 11,
        'circle-color': accent,
        'circle-stroke-color': paper,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'mark-ranks',
      type: 'symbol',
      source: markSource,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['to-string', ['get', 'rank']],
        'text-font': labelFont,
        'text-size': 13,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': paper },
    },
  ];
}
