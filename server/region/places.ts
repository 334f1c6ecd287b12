import type { OsmTags } from './pbf-writer.ts';

/** How much a kind of place weighs in a search: the larger first. */
export const placeWeights: Readonly<Record<string, number>> = {
  city: 100,
  county: 92,
  town: 90,
  admin: 80,
  village: 75,
  suburb: 60,
  market: 58,
  hamlet: 55,
  farm: 50,
  isolated_dwelling: 48,
  neighbourhood: 45,
  island: 40,
  locality: 30,
  peak: 20,
};

const placeKinds: Readonly<Record<string, string>> = {
  city: 'city',
  county: 'county',
  district: 'county',
  town: 'town',
  municipality: 'admin',
  township: 'admin',
  village: 'village',
  hamlet: 'hamlet',
  isolated_dwelling: 'isolated_dwelling',
  farm: 'farm',
  allotments: 'farm',
  suburb: 'suburb',
  borough: 'suburb',
  quarter: 'neighbourhood',
  neighbourhood: 'neighbourhood',
  city_block: 'neighbourhood',
  island: 'island',
  islet: 'island',
  locality: 'locality',
};

/** Kind of a place that people search for; null where the object is none or has no name. */
export function placeKind(tags: OsmTags): string | null {
  if (!hasName(tags)) return null;
  const place = placeKinds[tags['place'] ?? ''];
  if (place) return place;
  if (tags['boundary'] === 'administrative') {
    const level = Number(tags['admin_level']);
    // States and countries are no places to fetch a harvest from.
    if (!(level >= 5)) return null;
    return level <= 6 ? 'county' : 'admin';
  }
  if (tags['natural'] === 'peak' || tags['natural'] === 'volcano') return 'peak';
  if (tags['amenity'] === 'marketplace') return 'market';
  if (tags['landuse'] === 'farmyard' || tags['building'] === 'farm') return 'farm';
  return null;
}

/** Local names without a language, and all names by language. */
const plainNames = new Set([
  'name',
  'alt_name',
  'old_name',
  'int_name',
  'loc_name',
  'short_name',
  'official_name',
]);
const languageName = /^(?:name|alt_name|old_name):([a-z]{2,3}(?:[-_][A-Za-z]+)*)$/;

function hasName(tags: OsmTags): boolean {
  return 'name' in tags || Object.keys(tags).some((key) => languageName.test(key));
}

/** Every name of an object; several in one tag are separated by semicolons. */
export function allNames(tags: OsmTags): string[] {
  const names = new Set<string>();
  for (const [key, value] of Object.entries(tags)) {
    if (!plainNames.has(key) && !languageName.test(key)) continue;
    for (const name of value.split(';')) if (name.trim() !== '') names.add(name.trim());
  }
  return [...names];
}

/** Names by language as tagged (`vi`, `zh-Hans`), without alternatives and old ones. */
export function namesByLanguage(tags: OsmTags): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [key, value] of Object.entries(tags)) {
    const match = /^name:([a-z]{2,3}(?:[-_][A-Za-z]+)*)$/.exec(key);
    if (match?.[1]) names[match[1].replace('_', '-')] = value;
  }
  return names;
}

/** The name on the ground, or else the first in any language. */
export function mainName(tags: OsmTags): string {
  return tags['name'] ?? Object.values(namesByLanguage(tags))[0] ?? '';
}

/** People living there; null where the tag is absent or unreadable. */
export function population(tags: OsmTags): number | null {
  const count = Number((tags['population'] ?? '').replace(/[ ,.]/g, ''));
  return Number.isInteger(count) && count > 0 ? count : null;
}
