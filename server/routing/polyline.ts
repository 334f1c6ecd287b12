import type { LonLat } from './port.ts';

/**
 * Decodes Google's encoded polyline algorithm, as OSRM (`polyline6`) and Valhalla write it: signed differences
 * in groups of five bits, latitude first. A text that ends in the middle of a number loses that number.
 */
export function decodePolyline(text: string, precision = 6): LonLat[] {
  const scale = 10 ** precision;
  const points: LonLat[] = [];
  let at = 0;
  let lat = 0;
  let lon = 0;
  const nextDifference = (): number | null => {
    let value = 0;
    let shift = 0;
    while (at < text.length) {
      const group = text.charCodeAt(at++) - 63;
      value |= (group & 31) << shift;
      shift += 5;
      if (group < 32) return value & 1 ? ~(value >> 1) : value >> 1;
    }
    return null;
  };
  for (;;) {
    const dLat = nextDifference();
    const dLon = nextDifference();
    if (dLat === null || dLon === null) return points;
    lat += dLat;
    lon += dLon;
    points.push([lon / scale, lat / scale]);
  }
}

/**
 * The line of one leg from the geometries of its steps: at least two points. Throws where a leg that goes
 * somewhere has no geometry, since a straight line in its place would pass for a road.
 */
export function lineOfLeg(geometries: readonly string[], legMetres: number): LonLat[] {
  const line: LonLat[] = [];
  for (const geometry of geometries) {
    for (const point of decodePolyline(geometry)) {
      const last = line.at(-1);
      if (!last || last[0] !== point[0] || last[1] !== point[1]) line.push(point);
    }
  }
  const [start] = line;
  if (!start || (line.length === 1 && legMetres > 1)) throw new Error('a leg of the path has no geometry');
  return line.length === 1 ? [start, start] : line;
}
