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

/** Joins pieces of one line: a piece's first point is left out where it repeats the last one. */
export function joinLines(pieces: readonly (readonly LonLat[])[]): LonLat[] {
  const line: LonLat[] = [];
  for (const piece of pieces) {
    for (const point of piece) {
      const last = line.at(-1);
      if (last && last[0] === point[0] && last[1] === point[1]) continue;
      line.push(point);
    }
  }
  return line;
}
