/** What the build puts in: the files of the page by their addresses, and a name for this lot of them. */
declare const BOOK_FILES: readonly string[];
declare const BOOK_BUILD: string;

/** Of what TypeScript's own library for workers would declare, that which is used. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
const scope = self as unknown as WorkerScope;

const prefix = 'hubward-book-';
const cacheName = prefix + BOOK_BUILD;
const shell = '/book/';

// All files of one build come together, so that an old page never meets new words.
scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([shell, ...BOOK_FILES]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (event) => {
  const removeOld = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await scope.clients.claim();
  };
  event.waitUntil(removeOld());
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return;
  const isPage = request.mode === 'navigate';
  const answer = async () => {
    const cache = await caches.open(cacheName);
    return (await cache.match(isPage ? shell : request)) ?? fetch(request);
  };
  event.respondWith(answer());
});
