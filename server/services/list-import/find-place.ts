import { OpenLocationCode } from 'open-location-code';
import type { Gazetteer, GazetteerHit } from '#server/region/port.ts';
import { cleanText, foldText } from './fold-text.ts';
import { parseCoordinates, type Coordinates } from './parse-coordinates.ts';

interface FoundPlace extends Coordinates {
  readonly name: string;
}

interface UnfoundPlace {
  readonly code: 'PLACE_UNKNOWN' | 'PLACE_AMBIGUOUS';
  readonly message: string;
}

/** Looks up what a place cell says; the same text is asked for once. */
export type PlaceFinder = (text: string) => FoundPlace | UnfoundPlace;

const plusCodes = new OpenLocationCode();

/** Where people live or work; a county of the same name, or a peak, is no place to load at. */
const settlementKinds = new Set(
  'city town village hamlet isolated_dwelling farm suburb quarter neighbourhood locality allotments plot'.split(
    ' ',
  ),
);

/** Hits closer than this are one place that the map holds twice (a point and an outline). */
const samePlaceMetres = 1000;

/**
 * Finds places by coordinates, full plus code, short plus code with a place name ("GXQ5+2F Sìn Hồ"), or exact
 * name without regard to case and diacritics; "name, larger place" tells namesakes apart.
 */
export function createPlaceFinder(gazetteer: Gazetteer): PlaceFinder {
  const known = new Map<string, FoundPlace | UnfoundPlace>();
  return (text) => {
    const key = cleanText(text).toLowerCase();
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = findPlace(text, gazetteer);
    known.set(key, found);
    return found;
  };
}

function findPlace(text: string, gazetteer: Gazetteer): FoundPlace | UnfoundPlace {
  const coordinates = parseCoordinates(text);
  if (coordinates !== null) return { name: nameOfPoint(coordinates), ...coordinates };
  const code = /(?:^|\s)([23456789CFGHJMPQRVWX]{2,8}\+[23456789CFGHJMPQRVWX]{0,7})(?=$|[\s,])/i.exec(text);
  if (code?.[1] !== undefined) {
    const name = text.replace(code[0], ' ').replaceAll(/^[\s,]+|[\s,]+$/g, '');
    return findPlusCode(text, code[1].toUpperCase(), name, gazetteer);
  }
  const hits = findByName(text, gazetteer);
  const first = hits[0];
  if (first === undefined) return unknownPlace(text, gazetteer);
  if (hits.length > 1) return ambiguousPlace(text, hits);
  return { name: first.name, lat: first.lat, lon: first.lon };
}

/** "22.35000, 103.84000": how a place without a name is called. */
export function nameOfPoint({ lat, lon }: Coordinates): string {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}

function findPlusCode(
  text: string,
  code: string,
  near: string,
  gazetteer: Gazetteer,
): FoundPlace | UnfoundPlace {
  if (plusCodes.isFull(code)) return pointOfCode(text, code);
  if (!plusCodes.isShort(code)) return { code: 'PLACE_UNKNOWN', message: `“${code}” is no plus code.` };
  if (near === '')
    return {
      code: 'PLACE_UNKNOWN',
      message: `The plus code ${code} is short: write the name of a town after it, or the full code.`,
    };
  const hits = findByName(near, gazetteer);
  if (hits.length === 0) return unknownPlace(near, gazetteer);
  const full = new Set(hits.map(({ lat, lon }) => plusCodes.recoverNearest(code, lat, lon)));
  const [only] = full;
  return only !== undefined && full.size === 1 ? pointOfCode(text, only) : ambiguousPlace(near, hits);
}

function pointOfCode(name: string, code: string): FoundPlace {
  const area = plusCodes.decode(code);
  return { name, lat: area.latitudeCenter, lon: area.longitudeCenter };
}

function findByName(text: string, gazetteer: Gazetteer): GazetteerHit[] {
  const whole = distinct(gazetteer.search(text, { exact: true, limit: 20 }), text);
  const comma = text.search(/[,，]/);
  if (whole.length > 0 || comma < 0) return whole;
  const larger = foldText(text.slice(comma + 1));
  const name = text.slice(0, comma).trim();
  const named = gazetteer.search(name, { exact: true, limit: 50 });
  return distinct(
    named.filter(({ near }) => near !== null && foldText(near) === larger),
    name,
  );
}

/** Places that are called so and where people live or work, each once. */
export function findSettlements(text: string, gazetteer: Gazetteer): GazetteerHit[] {
  const hits = gazetteer.search(text, { exact: true, limit: 20 });
  return distinct(hits.filter(isSettlement), text);
}

/** Whether people live or work there. */
export const isSettlement = ({ kind }: GazetteerHit): boolean => settlementKinds.has(kind);

/** Settlements where there are any, each once; of namesakes but for diacritics (Tâm, Tăm) those spelled as asked. */
function distinct(hits: readonly GazetteerHit[], asked: string): GazetteerHit[] {
  const settlements = hits.filter(isSettlement);
  const kept: GazetteerHit[] = [];
  for (const hit of settlements.length > 0 ? settlements : hits) {
    if (kept.every((other) => metresBetween(hit, other) > samePlaceMetres)) kept.push(hit);
  }
  const spelled = kept.filter(({ name }) => cleanText(name).toLowerCase() === cleanText(asked).toLowerCase());
  return spelled.length > 0 ? spelled : kept;
}

function ambiguousPlace(text: string, hits: readonly GazetteerHit[]): UnfoundPlace {
  const shown = hits.slice(0, 3).map(describe).join('; ');
  const more = hits.length > 3 ? `; and ${hits.length - 3} more` : '';
  return {
    code: 'PLACE_AMBIGUOUS',
    message: `“${text}” may be ${hits.length} places: ${shown}${more}.`,
  };
}

function describe({ name, kind, near, lat, lon }: GazetteerHit): string {
  const where = near === null ? kind : `${kind} near ${near}`;
  return `${name} (${where}, ${lat.toFixed(4)},${lon.toFixed(4)})`;
}

function unknownPlace(text: string, gazetteer: Gazetteer): UnfoundPlace {
  const spellings = nearestSpellings(text, gazetteer);
  const hint = spellings.length > 0 ? ` Did you mean ${spellings.join(' or ')}?` : '';
  return { code: 'PLACE_UNKNOWN', message: `No place of the region is called “${text}”.${hint}` };
}

/** Names that differ in few letters, found by the whole text and by the beginnings of its words. */
function nearestSpellings(text: string, gazetteer: Gazetteer): string[] {
  const folded = foldText(text);
  const words = folded.split(/[\s,]+/).filter((word) => word.length > 1);
  const tries = [text, ...words, ...words.map((word) => word.slice(0, -1)).filter((word) => word.length > 1)];
  const distances = new Map<string, number>();
  for (const attempt of tries.slice(0, 8)) {
    for (const { name } of gazetteer.search(attempt, { limit: 20 }))
      distances.set(name, editDistance(folded, foldText(name)));
  }
  const most = Math.max(1, Math.floor(folded.length / 3));
  return [...distances]
    .filter(([, distance]) => distance <= most)
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 3)
    .map(([name]) => `“${name}”`);
}

/** Insertions, deletions and replacements that turn one text into the other (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function metresBetween(a: Coordinates, b: Coordinates): number {
  const radians = Math.PI / 180;
  const x = (b.lon - a.lon) * radians * Math.cos(((a.lat + b.lat) / 2) * radians);
  return Math.hypot(x, (b.lat - a.lat) * radians) * 6_371_000;
}
