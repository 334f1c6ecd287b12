import type { RunSource } from './drive-client.ts';

export const photoCache = 'drive-photos';
const patienceMs = 30_000;

/** Fetches those that are not on the phone yet; what of this run is told no more, and what is of earlier days, goes. */
export async function keepPhotos(source: RunSource, photos: ReadonlySet<string>): Promise<void> {
  const cache = await openCache();
  for (const request of (await cache?.keys()) ?? []) {
    const [, run = '', photo = ''] = /\/runs\/([^/]+)\/photos\/([^/]+)$/.exec(request.url) ?? [];
    const isKept = source.keep.includes(run) && (run !== source.run || photos.has(photo));
    if (!isKept) await cache?.delete(request);
  }
  for (const photo of photos) await placePhoto(source, photo, { hasSignal: true });
}

/** A photo of a place, from the phone where it is kept; else it is fetched, and kept. Null: it cannot be had now. */
export async function placePhoto(
  { run, key }: RunSource,
  photo: string,
  { hasSignal }: { hasSignal: boolean },
): Promise<Blob | null> {
  const path = `/api/drive/runs/${run}/photos/${photo}`;
  const cache = await openCache();
  const kept = await cache?.match(path);
  if (kept) return kept.blob();
  if (!hasSignal) return null;
  const bytes = await fetchPhoto(path, key).catch(() => null);
  // A phone that is full shows it all the same.
  if (bytes) await cache?.put(path, new Response(bytes)).catch(() => undefined);
  return bytes;
}

/** Null where the browser has none: photos are then there with signal alone. */
const openCache = async (): Promise<Cache | null> =>
  'caches' in globalThis ? caches.open(photoCache) : null;

async function fetchPhoto(path: string, key: string): Promise<Blob | null> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(path, { headers, signal: AbortSignal.timeout(patienceMs) });
  return answer.ok ? answer.blob() : null;
}
