import type { RunMap } from '#server/contract/drive-run.ts';
import { NoSignal, type RunSource } from './drive-client.ts';

type SizedTile = RunMap['tiles'][number];
type Tile = Omit<SizedTile, 'bytes'>;

/** The service worker answers from it (web/drive/service-worker/worker.ts). */
export const tileCache = 'drive-tiles';
/** As many as browsers ask for at once over one HTTP/1 host. */
const atOnce = 6;

/** Those that are not on the phone yet. */
export async function missingTiles({ run }: RunSource, { tiles }: RunMap): Promise<SizedTile[]> {
  if (!(await caches.has(tileCache))) return tiles;
  const kept = new Set((await (await caches.open(tileCache)).keys()).map(({ url }) => new URL(url).pathname));
  return tiles.filter((tile) => !kept.has(pathOf(run, tile)));
}

/**
 * Fetches tiles and keeps them, in their order; `onBytes` after each. What came before `signal` stays.
 * @throws NoSignal; DOMException AbortError, or QuotaExceededError where the phone is full
 */
export async function keepTiles(
  source: RunSource,
  tiles: readonly SizedTile[],
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<void> {
  const cache = await caches.open(tileCache);
  await forgetOthers(cache, source);
  const left = tiles.values();
  const work = async (): Promise<void> => {
    for (const tile of left) {
      signal.throwIfAborted();
      const answer =
        tile.bytes === 0 ? new Response(null, { status: 204 }) : await fetchTile(source, tile, signal);
      await cache.put(pathOf(source.run, tile), answer);
      onBytes(tile.bytes);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** A tile as the map draws it, from the phone where it is kept; without bytes where it is empty. @throws as keepTiles */
export async function readTile(source: RunSource, tile: Tile, signal: AbortSignal): Promise<ArrayBuffer> {
  return (await fetchTile(source, tile, signal)).arrayBuffer();
}

async function fetchTile({ run, key }: RunSource, tile: Tile, signal: AbortSignal): Promise<Response> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(pathOf(run, tile), { headers, signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new NoSignal('no tile', { cause: error });
  });
  if (!answer.ok) throw new NoSignal(`tile: status ${answer.status}`);
  return answer;
}

async function forgetOthers(cache: Cache, { keep }: RunSource): Promise<void> {
  for (const request of await cache.keys()) {
    const [, run] = /\/runs\/([^/]+)\/tiles\//.exec(request.url) ?? [];
    if (run === undefined || !keep.includes(run)) await cache.delete(request);
  }
}

const pathOf = (run: string, { z, x, y }: Tile): string => `/api/drive/runs/${run}/tiles/${z}/${x}/${y}`;
