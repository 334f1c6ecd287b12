import { beforeEach, describe, expect, it } from 'vitest';
import { build, WorkerWorld } from './support/service-worker.ts';

let world: WorkerWorld;

const startWorker = (version: string) =>
  world.start(() => import('#web/drive/service-worker/worker.ts'), {
    version,
    page: '/drive/',
    files: ['/drive/', `/assets/drive-${version}.js`],
    later: [`/assets/run-map-${version}.js`],
  });

beforeEach(() => {
  world = new WorkerWorld();
  world.served = build('one');
});

describe('an update of the driver’s page in the middle of a day', () => {
  it('changes nothing until the page is closed, and then all of it at once', async () => {
    const one = await startWorker('one');
    await one.install();
    await one.activate();
    world.served = build('two');
    const two = await startWorker('two');
    await two.install();
    world.served = null;
    expect(await one.ask('/drive/', 'navigate')).toBe('/drive/ of one');
    expect(await one.ask('/assets/drive-one.js')).toBe('/assets/drive-one.js of one');
    await two.activate();
    expect(await two.ask('/drive/', 'navigate')).toBe('/drive/ of two');
    expect(await two.ask('/assets/drive-two.js')).toBe('/assets/drive-two.js of two');
    expect([...world.stored.keys()]).toEqual(['drive-shell-two']);
  });

  it('that comes half is none: the old one goes on', async () => {
    const one = await startWorker('one');
    await one.install();
    await one.activate();
    world.served = (path) => (path === '/drive/' ? 'a new page' : null);
    const two = await startWorker('two');
    await expect(two.install()).rejects.toThrow('no signal');
    expect(await one.ask('/drive/', 'navigate')).toBe('/drive/ of one');
  });

  it('brings the new map along where the driver had fetched one, with its tiles as they are', async () => {
    const tile = '/api/drive/runs/r1/tiles/14/1/2';
    const one = await startWorker('one');
    await one.install();
    await one.activate();
    expect([...world.stored.get('drive-shell-one')!.keys()]).not.toContain('/assets/run-map-one.js');
    world.stored.set('drive-tiles', new Map([[tile, 'a tile']]));
    world.served = build('two');
    const two = await startWorker('two');
    await two.install();
    await two.activate();
    world.served = null;
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
    world.served = null;
    expect(await worker.ask('/assets/run-map-one.js')).toBe('/assets/run-map-one.js of one');
    expect(await worker.ask('/api/drive/runs/r1')).toBeNull();
    await expect(worker.ask('/api/drive/runs/r1/tiles/14/1/2')).rejects.toThrow('no signal');
  });
});
