import { beforeEach, describe, expect, it, vi } from 'vitest';

/** Caches of a browser, as far as the worker uses them: what was stored, by name and path. */
let stored: Map<string, Map<string, string>>;
/** What the server has, by path; null: there is no signal. */
let served: ((path: string) => string | null) | null;

const pathOf = (request: string | Request): string =>
  new URL(typeof request === 'string' ? request : request.url, 'https://hub.example.org').pathname;
const fetched = async (request: string | Request): Promise<Response> => {
  const text = served?.(pathOf(request)) ?? null;
  if (text === null) throw new TypeError('no signal');
  return new Response(text);
};

function cacheOf(name: string) {
  const files = stored.get(name) ?? new Map<string, string>();
  stored.set(name, files);
  return {
    match: async (key: string) => (files.has(key) ? new Response(files.get(key)) : undefined),
    put: async (key: string, answer: Response) => void files.set(key, await answer.text()),
    addAll: async (paths: string[]) => {
      for (const path of paths) files.set(path, await (await fetched(path)).text());
    },
  };
}

/** Starts a build of the worker, as a browser does. */
async function startWorker(version: string) {
  const listeners = new Map<string, (event: unknown) => void>();
  const later = [`/assets/run-map-${version}.js`];
  vi.stubGlobal('PHONE_SHELL', {
    version,
    page: '/drive/',
    files: ['/drive/', `/assets/drive-${version}.js`],
    later,
  });
  vi.stubGlobal('location', { origin: 'https://hub.example.org' });
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('clients', { claim: async () => undefined });
  vi.stubGlobal('caches', {
    has: async (name: string) => stored.has(name),
    open: async (name: string) => cacheOf(name),
    keys: async () => [...stored.keys()],
    delete: async (name: string) => stored.delete(name),
  });
  vi.stubGlobal('addEventListener', (type: string, listen: (event: unknown) => void) =>
    listeners.set(type, listen),
  );
  vi.resetModules();
  await import('#web/drive/service-worker/worker.ts');
  const run = async (type: 'install' | 'activate'): Promise<void> => {
    let work: Promise<unknown> = Promise.resolve();
    listeners.get(type)?.({ waitUntil: (of: Promise<unknown>) => (work = of) });
    await work;
  };
  /** What a page that this worker has gets; null: the worker leaves it to the browser. */
  const ask = async (path: string, mode = 'cors'): Promise<string | null> => {
    let answer: Promise<Response> | null = null;
    const request = { url: `https://hub.example.org${path}`, method: 'GET', mode };
    listeners.get('fetch')?.({ request, respondWith: (of: Promise<Response>) => (answer = of) });
    return answer === null ? null : (await (answer as Promise<Response>)).text();
  };
  return { install: () => run('install'), activate: () => run('activate'), ask };
}

const build = (version: string) => (path: string) => `${path} of ${version}`;

beforeEach(() => {
  stored = new Map();
  served = build('one');
});

describe('an update of the driver’s page in the middle of a day', () => {
  it('changes nothing until the page is closed, and then all of it at once', async () => {
    const one = await startWorker('one');
    await one.install();
    await one.activate();
    served = build('two');
    const two = await startWorker('two');
    await two.install();
    served = null;
    expect(await one.ask('/drive/', 'navigate')).toBe('/drive/ of one');
    expect(await one.ask('/assets/drive-one.js')).toBe('/assets/drive-one.js of one');
    await two.activate();
    expect(await two.ask('/drive/', 'navigate')).toBe('/drive/ of two');
    expect(await two.ask('/assets/drive-two.js')).toBe('/assets/drive-two.js of two');
    expect([...stored.keys()]).toEqual(['drive-shell-two']);
  });

  it('that comes half is none: the old one goes on', async () => {
    const one = await startWorker('one');
    await one.install();
    await one.activate();
    served = (path) => (path === '/drive/' ? 'a new page' : null);
    const two = await startWorker('two');
    await expect(two.install()).rejects.toThrow('no signal');
    expect(await one.ask('/drive/', 'navigate')).toBe('/drive/ of one');
  });

  it('brings the new map along where the driver had fetched one, with its tiles as they are', async () => {
    const tile = '/api/drive/runs/r1/tiles/14/1/2';
    const one = await startWorker('one');
    await one.install();
    await one.activate();
    expect([...stored.get('drive-shell-one')!.keys()]).not.toContain('/assets/run-map-one.js');
    stored.set('drive-tiles', new Map([[tile, 'a tile']]));
    served = build('two');
    const two = await startWorker('two');
    await two.install();
    await two.activate();
    served = null;
    expect(await two.ask('/assets/run-map-two.js')).toBe('/assets/run-map-two.js of two');
    expect(await two.ask(tile)).toBe('a tile');
  });
});

describe('the driver’s page without signal', () => {
  it('has of the map what was asked for once, and no call of the API', async () => {
    const worker = await startWorker('one');
    await worker.install();
    await worker.activate();
    expect(await worker.ask('/assets/run-map-one.js')).toBe('/assets/run-map-one.js of one');
    served = null;
    expect(await worker.ask('/assets/run-map-one.js')).toBe('/assets/run-map-one.js of one');
    expect(await worker.ask('/api/drive/runs/r1')).toBeNull();
    await expect(worker.ask('/api/drive/runs/r1/tiles/14/1/2')).rejects.toThrow('no signal');
  });
});
