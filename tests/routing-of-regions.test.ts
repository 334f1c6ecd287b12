import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '#server/config/config.ts';
import { openRegions } from '#server/region/open-regions.ts';
import { RoutingOfRegions } from '#server/routing-of-regions.ts';

function routingWith(env: Record<string, string>): RoutingOfRegions {
  const dataDir = mkdtempSync(join(tmpdir(), 'hubward-routing-'));
  const regions = openRegions(dataDir);
  const config = readConfig({ ...env, HUBWARD_DATA: dataDir });
  const routing = new RoutingOfRegions(config, regions, pino({ level: 'silent' }));
  onTestFinished(async () => {
    await routing.close();
    regions.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return routing;
}

/** An OSRM server that answers /nearest, and counts. */
async function osrmServer(status: number): Promise<{ url: string; calls: () => number }> {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls++;
    const waypoints = [{ location: [0, 0], distance: 1, name: '' }];
    response.writeHead(status).end(JSON.stringify({ code: 'Ok', waypoints }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // of a server that listens on a port
  return { url: `http://127.0.0.1:${port}`, calls: () => calls };
}

it('is well where every OSRM server answers, and asks them only now and then', async () => {
  const osrm = await osrmServer(200);
  const routing = routingWith({ OSRM_URL: osrm.url });
  expect(await routing.check()).toEqual({ ok: true, detail: 'OSRM answers' });
  expect(await routing.check()).toEqual({ ok: true, detail: 'OSRM answers' });
  expect(osrm.calls()).toBe(3);
});

it('is not well where the OSRM server of one profile does not answer', async () => {
  const well = await osrmServer(200);
  const ill = await osrmServer(403);
  const routing = routingWith({ OSRM_URL: `motorbike=${well.url},light=${ill.url},heavy=${well.url}` });
  expect(await routing.check()).toEqual({ ok: false, detail: 'OSRM: ROUTING_UNAVAILABLE' });
});

it('is well without OSRM where no region lacks anything', async () => {
  expect(await routingWith({}).check()).toEqual({ ok: true, detail: 'embedded' });
});
