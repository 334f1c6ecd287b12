import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { build, WorkerWorld } from './support/service-worker.ts';

let world: WorkerWorld;
const day = '/hubs/hub-1/receiving/2026-03-02';
const scopeOf = (hub: string) => `https://hub.example.org/hubs/${hub}/receiving/`;

async function startWorker(version: string, hub = 'hub-1') {
  const shell = { version, page: '/', files: ['/', `/assets/desk-${version}.js`], later: [] };
  const load = () => import('#web/dispatch/receiving/service-worker/worker.ts');
  const worker = await world.start(load, shell, scopeOf(hub));
  await worker.install();
  await worker.activate();
  return worker;
}

beforeEach(() => {
  world = new WorkerWorld();
  world.served = build('one');
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the receiving page without signal', () => {
  it('starts from what was fetched before, whichever day it is asked for, and has no call of the API', async () => {
    const worker = await startWorker('one');
    world.served = null;
    expect(await worker.ask(day, 'navigate')).toBe('/ of one');
    expect(await worker.ask('/hubs/hub-1/receiving/2026-03-03', 'navigate')).toBe('/ of one');
    expect(await worker.ask('/assets/desk-one.js')).toBe('/assets/desk-one.js of one');
    expect(await worker.ask('/api/session')).toBeNull();
    expect(await worker.ask('/assets/desk-page.js')).toBeNull();
  });

  it('starts so too where a proxy says that the server behind it is gone', async () => {
    const worker = await startWorker('one');
    world.served = () => new Response('bad gateway', { status: 502 });
    expect(await worker.ask(day, 'navigate')).toBe('/ of one');
  });

  it('does not wait for a network that neither answers nor fails', async () => {
    const worker = await startWorker('one');
    vi.useFakeTimers();
    const fetching = vi.fn<() => Promise<Response>>(() => new Promise(() => undefined));
    vi.stubGlobal('fetch', fetching);
    const asked = worker.ask(day, 'navigate');
    await vi.waitFor(() => expect(fetching).toHaveBeenCalledOnce());
    await vi.runAllTimersAsync();
    expect(await asked).toBe('/ of one');
  });
});

describe('an update of the receiving page', () => {
  it('is there with the next opening, and without signal once all of it came', async () => {
    const one = await startWorker('one');
    world.served = build('two');
    expect(await one.ask(day, 'navigate')).toBe(`${day} of two`);
    const two = await startWorker('two');
    world.served = null;
    expect(await two.ask(day, 'navigate')).toBe('/ of two');
    expect([...world.stored.keys()]).toEqual([`receiving-shell ${scopeOf('hub-1')} two`]);
  });

  it('that comes half is none: the old one goes on', async () => {
    const one = await startWorker('one');
    world.served = (path) => (path === '/' ? 'a new page' : null);
    await expect(startWorker('two')).rejects.toThrow('no signal');
    world.served = null;
    expect(await one.ask(day, 'navigate')).toBe('/ of one');
  });

  it('leaves the page of another hub on the same device as it is', async () => {
    const other = await startWorker('one', 'hub-2');
    await startWorker('one');
    world.served = build('two');
    await startWorker('two');
    world.served = null;
    expect(await other.ask('/hubs/hub-2/receiving/2026-03-02', 'navigate')).toBe('/ of one');
  });
});
