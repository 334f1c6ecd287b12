import type { StyleSpecification } from 'maplibre-gl';
import type { Locale } from '#server/contract/basics.ts';
import { mapCredit } from '#server/domain/map-credit.ts';
import { basemapLayers } from './basemap-layers.ts';
import { comparedLines, movedLayers } from './compare-layers.ts';
import { markedPaths, markedPlaces, markSource } from './mark-layers.ts';
import { positionLayers } from './position-layers.ts';
import { pointLayers, runLines, selectedRunState, selectedStopState } from './run-layers.ts';

export interface MapStyleOptions {
  /** Address of the tiles with {z}, {x}, {y}; absolute, as workers know no base address. */
  readonly tiles: string;
  readonly bounds: readonly [number, number, number, number];
  /** As the region has it. */
  readonly attribution: string;
  readonly locale: Locale;
  readonly isDark: boolean;
}

/** The sources the page fills. */
export const overlaySources = [
  'runs',
  'reach',
  'compared',
  'stops',
  'loose',
  'hub',
  'moved',
  'positions',
] as const;
export type OverlaySource = (typeof overlaySources)[number];

const deepestTileZoom = 14;

/** The whole style, made in code: nothing in it points to another host, and it has no glyphs on purpose. */
export function mapStyle({
  tiles,
  bounds,
  attribution,
  locale,
  isDark,
}: MapStyleOptions): StyleSpecification {
  const empty: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
  return {
    version: 8,
    name: 'Hubward',
    state: { [selectedRunState]: { default: '' }, [selectedStopState]: { default: '' } },
    sources: {
      basemap: {
        type: 'vector',
        tiles: [tiles],
        bounds: [...bounds],
        minzoom: 0,
        maxzoom: deepestTileZoom,
        attribution: mapCredit(attribution, locale),
      },
      ...Object.fromEntries(
        [...overlaySources, markSource].map((name) => [name, { type: 'geojson', data: empty }]),
      ),
    },
    layers: [
      ...basemapLayers(locale, isDark),
      ...comparedLines(isDark),
      ...runLines(isDark),
      ...markedPaths(isDark),
      ...pointLayers(isDark),
      ...movedLayers(isDark),
      ...positionLayers(isDark),
      ...markedPlaces(isDark),
    ],
    transition: { duration: 0 },
  };
}
