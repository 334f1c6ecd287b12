// Types alone: a service worker is one file, and browsers load no other for it.

/** What a page needs to start without signal; the build writes it into its worker (scripts/phone-shell.ts). */
export interface PhoneShell {
  readonly version: string;
  readonly page: string;
  readonly files: readonly string[];
  /** What else the page loads when it is asked for by hand. */
  readonly later: readonly string[];
}

/** The parts of a service worker's world that are used; TypeScript's own are of a page. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface PushEvent extends WorkerEvent {
  readonly data: { json(): unknown } | null;
}
interface NotificationEvent extends WorkerEvent {
  readonly notification: Notification;
}
interface WorkerClient {
  focus(): Promise<unknown>;
}
export interface WorkerScope {
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { type: 'window' }): Promise<readonly WorkerClient[]>;
    openWindow(address: string): Promise<unknown>;
  };
  readonly registration: Pick<ServiceWorkerRegistration, 'scope' | 'showNotification'>;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listen: (event: WorkerEvent) => void): void;
  addEventListener(type: 'push', listen: (event: PushEvent) => void): void;
  addEventListener(type: 'notificationclick', listen: (event: NotificationEvent) => void): void;
  addEventListener(type: 'fetch', listen: (event: FetchEvent) => void): void;
}
