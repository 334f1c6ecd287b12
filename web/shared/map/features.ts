import type { Overlay } from './plan-features.ts';

export function collect(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features };
}

export function pointAt({ lat, lon }: { lat: number; lon: number }): GeoJSON.Point {
  return { type: 'Point', coordinates: [lon, lat] };
}

/** The box around all points of an overlay, west, south, east, north; null when there are none. */
export function boundsOf(overlay: Overlay): [number, number, number, number] | null {
  const positions = [overlay.stops, overlay.loose, overlay.hub, overlay.runs].flatMap(({ features }) =>
    features.flatMap(({ geometry }) => {
      if (geometry.type === 'Point') return [geometry.coordinates];
      return geometry.type === 'LineString' ? geometry.coordinates : [];
    }),
  );
  if (positions.length === 0) return null;
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of positions) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}
