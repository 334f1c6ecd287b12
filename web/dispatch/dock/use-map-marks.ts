import { useEffect } from 'react';
import type { RunPlace } from '#server/domain/edits/desk-plan.ts';
import type { ShownPlan } from '#web/shared/desk/shown-plan.ts';
import { middleOf } from '#web/shared/map/geometry.ts';
import type { MarkProperties } from '#web/shared/map/mark-layers.ts';
import type { ValueStore } from '#web/shared/ui/value-store.ts';
import type { DropPlace } from './drop-places.ts';
import { pathOfPlace } from './map-places.ts';
import type { Drag } from './use-stop-drag.ts';

export type MapMarks = ValueStore<GeoJSON.FeatureCollection>;

export const noMapMarks: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** While stops are in the hand the map shows the path that the place below would change, and the best places. */
export function useMapMarks(marks: MapMarks, drag: Drag | null, shown: ShownPlan): void {
  const stops = drag?.stops ?? null;
  const place = drag?.place ?? null;
  const best = drag?.best ?? null;
  useEffect(() => {
    marks.set(stops && best ? marksOf(shown, stops, place, best) : noMapMarks);
  }, [marks, shown, stops, place, best]);
  useEffect(() => () => marks.set(noMapMarks), [marks]);
}

function marksOf(
  shown: ShownPlan,
  stops: readonly string[],
  place: DropPlace | null,
  best: Drag['best'],
): GeoJSON.FeatureCollection {
  const moved = new Set(stops);
  const pathOf = (to: RunPlace): GeoJSON.Position[] => {
    const index = shown.arrangement.runs.findIndex(({ run }) => run === to.run);
    const run = shown.arrangement.runs[index];
    const written = shown.document.runs[index];
    return run && written ? [...pathOfPlace(run, written, moved, to)] : [];
  };
  const below = place !== null && place !== 'out' && !('vehicle' in place) ? pathOf(place) : [];
  return {
    type: 'FeatureCollection',
    features: [
      ...(below.length > 1 ? [featureOf(0, { type: 'LineString', coordinates: below })] : []),
      ...best.flatMap(({ to }, index) => {
        const path = 'vehicle' in to ? [] : pathOf(to);
        if (path.length === 0) return [];
        // Nobody measures there: degrees serve.
        const middle = middleOf(path.map(([lon = 0, lat = 0]) => [lon, lat]));
        return [featureOf(index + 1, { type: 'Point', coordinates: [...middle] })];
      }),
    ],
  };
}

function featureOf(
  rank: number,
  geometry: GeoJSON.Point | GeoJSON.LineString,
): GeoJSON.Feature<GeoJSON.Geometry, MarkProperties> {
  return { type: 'Feature', geometry, properties: { rank } };
}
