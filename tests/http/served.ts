import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Role } from '#server/contract/basics.ts';
import { type HttpConfig, type HttpTuning } from '#server/http/config.ts';
import { makeApp } from '#server/http/app.ts';
import { serve } from '#server/http/serve.ts';
import { stopApp } from '#server/http/stop.ts';
import type { Services } from '#server/services/port.ts';
import { FakeAuth, FakeEvents, fakeServices } from '../support/fake-services.ts';

export interface ServedApp {
  readonly url: string;
  readonly auth: FakeAuth;
  readonly events: FakeEvents;
  /** The server's log so far, one object a line. */
  readonly log: Record<string, unknown>[];
  close(): Promise<void>;
  /** The first step of close alone: connections stay, calls are refused. */
  stop(): void;
  /** fetch with the cookie of somebody who has these roles, as a browser's page of this server would. */
  as(role: Role | null, hub: string | null, path: string, init?: RequestInit): Promise<Response>;
}

interface ServedOptions {
  readonly config?: Partial<HttpConfig>;
  readonly tuning?: Partial<HttpTuning>;
  readonly services?: Partial<Services>;
  readonly graceSeconds?: number;
}

/** The real app on a free port, over services and people made up for tests. */
export async function serveApp(options: ServedOptions = {}): Promise<ServedApp> {
  const auth = new FakeAuth();
  const events = new FakeEvents();
  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(JSON.parse(line)) });
  const app = makeApp({
    services: { ...fakeServices(events), ...options.services },
    auth,
    config: {
      publicUrl: null,
      trustProxy: false,
      webFolder: null,
      mapStyleUrl: null,
      version: '1.2.3',
      vroomApiKey: null,
      vroomBytes: 1_000_000,
      ...options.config,
    },
    logger,
    tuning: { checkAnswers: true, ...options.tuning },
  });
  const { url, close } = await serve(app, {
    host: '127.0.0.1',
    port: 0,
    graceSeconds: options.graceSeconds ?? 2,
  });
  return {
    url,
    auth,
    events,
    log,
    close,
    stop: () => stopApp(app),
    as: (role, hub, path, init = {}) => {
      const headers = new Headers(init.headers);
      if (role !== null) headers.set('cookie', cookie(auth.enter(`${role}-${hub}`, [{ role, hub }])));
      if (!headers.has('origin')) headers.set('origin', url);
      return fetch(url + path, { ...init, headers });
    },
  };
}

export function cookie(secret: string): string {
  return `hubward_session=${secret}`;
}

/** A folder for one test file, removed by `remove`. */
export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'hubward-http-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Waits until something holds; fails by itself only through the test's own time limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
