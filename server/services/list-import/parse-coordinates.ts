import { foldText } from './fold-text.ts';

export interface Coordinates {
  readonly lat: number;
  readonly lon: number;
}

/**
 * Latitude and longitude as people paste them: "22.35, 103.84", "22,35; 103,84", "22.35 103.84",
 * 22°21'03"N 103°50'24"E, geo: links and map links. null where the text is none of these.
 */
export function parseCoordinates(text: string): Coordinates | null {
  const clean = foldText(text).replaceAll(/[()[\]]/g, '');
  return fromLink(clean) ?? fromDecimals(clean) ?? fromDegrees(clean);
}

function fromLink(text: string): Coordinates | null {
  if (!/^(https?:|geo:)/.test(text)) return null;
  // A pin (!3d…!4d…) is exact; @ is only the middle of the screen.
  const pin = /!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)/.exec(text);
  const query = /(?:^geo:|[?&](?:q|query|ll|destination)=)(-?\d+(?:\.\d+)?)(?:,|%2c)(-?\d+(?:\.\d+)?)/.exec(
    text,
  );
  const middle = /@(-?\d+\.\d+),(-?\d+\.\d+)/.exec(text);
  const match = pin ?? query ?? middle;
  return match === null ? null : checked(Number(match[1]), Number(match[2]));
}

function fromDecimals(text: string): Coordinates | null {
  const point = /^(-?\d{1,2}(?:\.\d+)?)°?(?:\s*[,;]\s*|\s+)(-?\d{1,3}(?:\.\d+)?)°?$/.exec(text);
  if (point !== null) return checked(Number(point[1]), Number(point[2]));
  const comma = /^(-?\d{1,2},\d+)°?(?:\s*;\s*|\s+|,\s+)(-?\d{1,3},\d+)°?$/.exec(text);
  if (comma === null) return null;
  return checked(decimalComma(comma[1]), decimalComma(comma[2]));
}

function decimalComma(text: string | undefined): number {
  return Number(text?.replace(',', '.'));
}

const angle = String.raw`(\d{1,3}(?:\.\d+)?)°?\s*(?:(\d{1,2}(?:\.\d+)?)['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)(?:"|″|”|''|′′)\s*)?`;
const degreesPattern = new RegExp(`^${angle}([ns])[\\s,;]*${angle}([ewđ])$`);

function fromDegrees(text: string): Coordinates | null {
  const match = degreesPattern.exec(text);
  if (match === null) return null;
  const [, latDegrees, latMinutes, latSeconds, northSouth, lonDegrees, lonMinutes, lonSeconds, eastWest] =
    match;
  const lat = fromParts(latDegrees, latMinutes, latSeconds) * (northSouth === 's' ? -1 : 1);
  const lon = fromParts(lonDegrees, lonMinutes, lonSeconds) * (eastWest === 'w' ? -1 : 1);
  return checked(lat, lon);
}

function fromParts(degrees = '0', minutes = '0', seconds = '0'): number {
  return Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
}

function checked(lat: number, lon: number): Coordinates | null {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}
