import type { PhoneShell, WorkerScope } from '#web/shared/phone/worker-scope.ts';

declare const PHONE_SHELL: PhoneShell;
const { version, page, files, later } = PHONE_SHELL;
const scope = globalThis as unknown as WorkerScope;

const shellCache = `drive-shell-${version}`;
/** Filled by the page, tile by tile, when its driver asks for the map (web/drive/phone/map-tiles.ts). */
const tileCache = 'drive-tiles';

// A new version waits until the page is closed: nothing changes under a driver in the middle of his day.
scope.addEventListener('install', (event) => {
  const keep = async (): Promise<void> => {
    // Who has the map goes on having it.
    const ofMap = (await caches.has(tileCache)) ? later : [];
    const cache = await caches.open(shellCache);
    await cache.addAll([...files, ...ofMap]);
  };
  event.waitUntil(keep());
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('drive-shell-') && name !== shellCache))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(cachedOr(shellCache, page, request));
  else if (files.includes(pathname)) event.respondWith(cachedOr(shellCache, pathname, request));
  else if (later.includes(pathname)) event.respondWith(cachedOrKept(pathname, request));
  else if (/^\/api\/drive\/runs\/[^/]+\/tiles\//.test(pathname)) {
    event.respondWith(cachedOr(tileCache, pathname, request));
  }
});

async function cachedOr(name: string, key: string, request: Request): Promise<Response> {
  const cache = await caches.open(name);
  return (await cache.match(key)) ?? fetch(request);
}

/** What was asked for once is there without signal too. */
async function cachedOrKept(key: string, request: Request): Promise<Response> {
  const cache = await caches.open(shellCache);
  const cached = await cache.match(key);
  if (cached) return cached;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(key, answer.clone());
  return answer;
}
