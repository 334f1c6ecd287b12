/** What the page needs to start without signal; the build writes it here (scripts/phone-shell.ts). */
declare const PHONE_SHELL: {
  readonly version: string;
  readonly page: string;
  readonly files: readonly string[];
};

/** The parts of a service worker's world that are used; TypeScript's own are of a page. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response> | Response): void;
}
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listen: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listen: (event: FetchEvent) => void): void;
}

const scope = globalThis as unknown as WorkerScope & typeof globalThis;
const shellCache = `drive-shell-${PHONE_SHELL.version}`;
/** Filled by the page, tile by tile, when its driver asks for the map (web/drive/phone/map-tiles.ts). */
const tileCache = 'drive-tiles';

// A new version waits until the page is closed: nothing changes under a driver in the middle of his day.
scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(shellCache).then((cache) => cache.addAll([...PHONE_SHELL.files])));
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
  if (request.mode === 'navigate') event.respondWith(cachedOr(shellCache, PHONE_SHELL.page, request));
  else if (PHONE_SHELL.files.includes(pathname)) event.respondWith(cachedOr(shellCache, pathname, request));
  else if (/^\/api\/drive\/runs\/[^/]+\/tiles\//.test(pathname)) {
    event.respondWith(cachedOr(tileCache, pathname, request));
  }
});

async function cachedOr(name: string, key: string, request: Request): Promise<Response> {
  const cache = await caches.open(name);
  return (await cache.match(key)) ?? fetch(request);
}
