import type { DrivenRunWire, RunVersion } from '#server/contract/drive-run.ts';
import { phoneUntil } from '#server/contract/phone-until.ts';
import { tileCache } from './map-tiles.ts';
import type { KeptRun, PhoneDb } from './phone-db.ts';
import { photoCache } from './place-photos.ts';

/**
 * Takes off the phone what is of runs that the server has closed: whose the requests are, photos, map, and the runs
 * themselves where all of their taps were sent.
 */
export async function forgetClosedRuns(db: PhoneDb): Promise<void> {
  const open: string[] = [];
  for (const kept of await db.listRuns()) {
    if (!isClosed(kept)) {
      open.push(kept.run);
      continue;
    }
    const events = await db.listEvents(kept.run);
    if (events.every(({ isSent }) => isSent)) await db.removeRun(kept);
    else await db.putRun({ ...kept, wire: kept.wire && withoutContacts(kept.wire), isCleared: true });
  }
  await forgetFiles(open);
}

/** A run without whose its requests are. */
export function withoutContacts(wire: DrivenRunWire): DrivenRunWire {
  return { ...wire, latest: { ...wire.latest, contacts: [] }, earlier: wire.earlier.map(asEarlier) };
}

/** What is kept of a version that is no longer the latest. */
export const asEarlier = ({ revision, frozen }: RunVersion): RunVersion => ({ revision, frozen });

/** By the server's clock, as far as it is known. */
function isClosed({ wire, openedAt, clockOffsetMs }: KeptRun): boolean {
  return phoneUntil(wire?.date ?? openedAt.slice(0, 10)) <= Date.now() + (clockOffsetMs ?? 0);
}

/** Photos and map of all other runs. */
async function forgetFiles(keep: readonly string[]): Promise<void> {
  if (!('caches' in globalThis)) return;
  for (const name of [photoCache, tileCache]) {
    // The service worker sees by the cache whether its driver has the map.
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const [, run = ''] = /\/runs\/([^/]+)\//.exec(request.url) ?? [];
      if (!keep.includes(run)) await cache.delete(request);
    }
  }
}
