import type { LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import { labelFont } from './basemap-layers.ts';
import { stopRadius } from './run-layers.ts';

/** Which of two plans has a leg. */
export type ComparedKind = 'both' | 'first' | 'second';

/** Widths in pixels, patterns in widths: the legend shows the same. */
export const comparedLooks = {
  both: { light: '#6d746d', dark: '#a7aea6', width: 2, dash: null, offset: 0 },
  first: { light: '#b04a00', dark: '#ffa25e', width: 4, dash: [1.6, 1.1], offset: -3 },
  second: { light: '#0b5cab', dark: '#7fbdff', width: 5, dash: null, offset: 3 },
} as const;

const kinds = ['both', 'first', 'second'] as const satisfies readonly ComparedKind[];

/** Legs of two plans that lie beside each other; features of the source `compared` have a `kind`. */
export function comparedLines(isDark: boolean): LayerSpecification[] {
  const halo = isDark ? '#10150f' : '#ffffff';
  return kinds.flatMap((kind): LayerSpecification[] => {
    const { light, dark, width, dash, offset } = comparedLooks[kind];
    const line = {
      type: 'line',
      source: 'compared',
      filter: ['==', ['get', 'kind'], kind],
      layout: { 'line-join': 'round' },
    } satisfies Omit<LineLayerSpecification, 'id'>;
    return [
      {
        ...line,
        id: `compared-${kind}-halo`,
        paint: { 'line-color': halo, 'line-width': width + 2.5, 'line-offset': offset },
      },
      {
        ...line,
        id: `compared-${kind}`,
        paint: {
          'line-color': isDark ? dark : light,
          'line-width': width,
          'line-offset': offset,
          ...(dash && { 'line-dasharray': [...dash] }),
        },
      },
    ];
  });
}

/** Stops that change their run: a second ring, and from which run to which (`words`); source `moved`. */
export function movedLayers(isDark: boolean): LayerSpecification[] {
  const ink = isDark ? '#f3f3ec' : '#1c211d';
  const paper = isDark ? '#1d221f' : '#ffffff';
  return [
    {
      id: 'moved-rings',
      type: 'circle',
      source: 'moved',
      paint: {
        // A zoom expression cannot be part of a sum: the ring is wide instead.
        'circle-radius': stopRadius,
        'circle-color': 'transparent',
        'circle-stroke-color': ink,
        'circle-stroke-width': 4,
      },
    },
    {
      id: 'moved-words',
      type: 'symbol',
      source: 'moved',
      layout: {
        'text-field': ['get', 'words'],
        'text-font': labelFont,
        'text-size': 14,
        'text-anchor': 'left',
        'text-offset': [1.3, 0],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 3 },
    },
  ];
}
