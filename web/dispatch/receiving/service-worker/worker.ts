import type { PhoneShell, WorkerScope } from '#web/shared/phone/worker-scope.ts';

declare const PHONE_SHELL: PhoneShell;
const { version, page, files } = PHONE_SHELL;
const scope = globalThis as unknown as WorkerScope;

// Each hub of the device has its own, which is updated when its page is opened.
const prefix = `receiving-shell ${scope.registration.scope} `;
const cacheName = prefix + version;
/** A network that takes longer for the page is none. */
const patienceMs = 4_000;

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([...files]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith(prefix) && name !== cacheName))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

// Its scope is the receiving page alone: the desk's others are not asked for here.
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(newestPage(request));
  else if (files.includes(pathname)) event.respondWith(keptOr(pathname, request));
});

/** As the server has it, so that an update is there at once and leads to no page of an older desk; else as it is kept. */
async function newestPage(request: Request): Promise<Response> {
  const kept = await (await caches.open(cacheName)).match(page);
  if (!kept) return fetch(request);
  const late = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(kept), patienceMs);
  });
  const answer = fetch(request).then(
    (answer) => (answer.ok ? answer : kept),
    () => kept,
  );
  return Promise.race([answer, late]);
}

async function keptOr(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}
