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

/**
 * Apps that have maps without signal: on Android whichever of them the driver chooses; an iPhone knows no such links and
 * has one for each.
 */
export function offlineMapLinks(
  { name, lat, lon }: Place,
  userAgent: string,
): { readonly app: string | null; readonly url: string }[] {
  const title = encodeURIComponent(name);
  if (!/iPhone|iPad/.test(userAgent))
    return [{ app: null, url: `geo:${lat},${lon}?q=${lat},${lon}(${title})` }];
  return [
    { app: 'OsmAnd', url: `https://osmand.net/map/?pin=${lat},${lon}#16/${lat}/${lon}` },
    { app: 'Organic Maps', url: `om://map?v=1&ll=${lat},${lon}&n=${title}` },
  ];
}

/** Amap has a system of positions of its own, and is told that this is the world's. */
export const amapLink = ({ name, lat, lon }: Place): string =>
  `https://uri.amap.com/navigation?to=${lon},${lat},${encodeURIComponent(name)}&mode=car&coordinate=wgs84&callnative=1`;

/** Calls a number, however it is written. */
export const phoneLink = (phone: string): string => `tel:${phone.replaceAll(/[^+\d]/g, '')}`;
