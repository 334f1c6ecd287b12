import type { PhoneShell, WorkerScope } from '#web/shared/phone/worker-scope.ts';

declare const PHONE_SHELL: PhoneShell;
const scope = globalThis as unknown as WorkerScope;

const prefix = 'book-shell-';
const cacheName = prefix + PHONE_SHELL.version;

// All files of one build come together, so that an old page never meets new words.
scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([...PHONE_SHELL.files]))
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
  const answer = async () => {
    const cache = await caches.open(cacheName);
    return (await cache.match(request.mode === 'navigate' ? PHONE_SHELL.page : request)) ?? fetch(request);
  };
  event.respondWith(answer());
});

/** As services/push sends it. */
interface PushMessage {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

scope.addEventListener('push', (event) => {
  if (event.data === null) return;
  const { title, body, tag } = event.data.json() as PushMessage; // encrypted by the server for this browser alone
  event.waitUntil(scope.registration.showNotification(title, { body, tag, icon: '/book/icon-192.png' }));
});

scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const show = async () => {
    const [page] = await scope.clients.matchAll({ type: 'window' });
    await (page ? page.focus() : scope.clients.openWindow(PHONE_SHELL.page));
  };
  event.waitUntil(show());
});
