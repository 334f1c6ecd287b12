interface Place {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
}

/** On a phone a link of Google Maps takes three stops on the way and an end. */
const googleWaypoints = 3;

/** The way over the places, from where the phone is, in as many links as it takes. */
export function googleLinks(
  places: readonly Place[],
): { readonly places: readonly Place[]; readonly url: string }[] {
  const links = [];
  for (let from = 0; from < places.length; from += googleWaypoints + 1) {
    const part = places.slice(from, from + googleWaypoints + 1);
    const ends = part.map(({ lat, lon }) => `${lat},${lon}`);
    const url = new URL('https://www.google.com/maps/dir/');
    url.searchParams.set('api', '1');
    url.searchParams.set('travelmode', 'driving');
    url.searchParams.set('destination', ends.at(-1) ?? '');
    if (ends.length > 1) url.searchParams.set('waypoints', ends.slice(0, -1).join('|'));
    links.push({ places: part, url: url.href });
  }
  return links;
}

/** Opens whatever app shows maps: OsmAnd, Organic Maps. */
export const geoLink = ({ name, lat, lon }: Place): string =>
  `geo:${lat},${lon}?q=${lat},${lon}(${encodeURIComponent(name)})`;

/** Amap has a system of positions of its own, and is told that this is the world's. */
export const amapLink = ({ name, lat, lon }: Place): string =>
  `https://uri.amap.com/navigation?to=${lon},${lat},${encodeURIComponent(name)}&mode=car&coordinate=wgs84&callnative=1`;
