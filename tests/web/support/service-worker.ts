import { vi } from 'vitest';

const origin = 'https://hub.example.org';

/** A browser as far as service workers use it. */
export class WorkerWorld {
  /** What was stored, by name of the cache and path. */
  readonly stored = new Map<string, Map<string, string>>();
  /** What the server has, by path; null: there is no signal. */
  served: ((path: string) => string | Response | null) | null = null;

  /** Starts a build of a worker, as a browser does. */
  async start(load: () => Promise<unknown>, shell: unknown, scope = `${origin}/`) {
    const listeners = new Map<string, (event: unknown) => void>();
    vi.stubGlobal('PHONE_SHELL', shell);
    vi.stubGlobal('location', { origin });
    vi.stubGlobal('fetch', (request: string | Request) => this.fetch(request));
    vi.stubGlobal('clients', { claim: async () => undefined });
    vi.stubGlobal('registration', { scope });
    vi.stubGlobal('skipWaiting', async () => undefined);
    vi.stubGlobal('caches', {
      has: async (name: string) => this.stored.has(name),
      open: async (name: string) => this.cacheOf(name),
      keys: async () => [...this.stored.keys()],
      delete: async (name: string) => this.stored.delete(name),
    });
    vi.stubGlobal('addEventListener', (type: string, listen: (event: unknown) => void) =>
      listeners.set(type, listen),
    );
    vi.resetModules();
    await load();
    const run = async (type: 'install' | 'activate'): Promise<void> => {
      let work: Promise<unknown> = Promise.resolve();
      listeners.get(type)?.({ waitUntil: (of: Promise<unknown>) => (work = of) });
      await work;
    };
    /** What a page that this worker has gets; null: the worker leaves it to the browser. */
    const ask = async (path: string, mode = 'cors'): Promise<string | null> => {
      let answer: Promise<Response> | null = null;
      const request = { url: origin + path, method: 'GET', mode };
      listeners.get('fetch')?.({ request, respondWith: (of: Promise<Response>) => (answer = of) });
      return answer === null ? null : (await (answer as Promise<Response>)).text();
    };
    return { install: () => run('install'), activate: () => run('activate'), ask };
  }

  private async fetch(request: string | Request): Promise<Response> {
    const { pathname } = new URL(typeof request === 'string' ? request : request.url, origin);
    const answer = this.served?.(pathname) ?? null;
    if (answer === null) throw new TypeError('no signal');
    return typeof answer === 'string' ? new Response(answer) : answer;
  }

  private cacheOf(name: string) {
    const files = this.stored.get(name) ?? new Map<string, string>();
    this.stored.set(name, files);
    return {
      match: async (key: string) => (files.has(key) ? new Response(files.get(key)) : undefined),
      put: async (key: string, answer: Response) => void files.set(key, await answer.text()),
      addAll: async (paths: string[]) => {
        for (const path of paths) files.set(path, await (await this.fetch(path)).text());
      },
    };
  }
}

/** A server with a build: what it has says of which it is. */
export const build = (version: string) => (path: string) => `${path} of ${version}`;
