import type { Express } from 'express';

const stops = new WeakMap<Express, () => void>();

/** What an app does first when its server stops. */
export function onStop(app: Express, stop: () => void): void {
  stops.set(app, stop);
}

/** Tells an app that its server takes no more calls. */
export function stopApp(app: Express): void {
  stops.get(app)?.();
}
