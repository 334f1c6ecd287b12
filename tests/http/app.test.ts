import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '#server/domain/user-error.ts';
import { RoutingError } from '#server/routing/port.ts';
import { FakeEvents, fakeServices } from '../support/fake-services.ts';
import { type ServedApp, serveApp } from './served.ts';

const day = '/api/hubs/hub-a/requests?date=2026-03-02';
const draft = { date: '2026-03-02', place: 'Tả Phìn', kg: 120 };
const json = { 'content-type': 'application/json' };

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp({ tuning: { jsonBytes: 1000, uploadBytes: 5000 } });
});
afterAll(() => app.close());

function book(body: string, headers: Record<string, string> = json): Promise<Response> {
  return app.as('dispatcher', 'hub-a', '/api/hubs/hub-a/requests', { method: 'POST', headers, body });
}

describe('headers', () => {
  it('carry a policy without inline scripts, with what the map needs', async () => {
    const { headers } = await fetch(`${app.url}/api/health`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split(';')).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "script-src-attr 'none'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "worker-src 'self' blob:",
      "font-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('permissions-policy')).toContain('geolocation=(self), camera=(self)');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('let the browser reach the host of another map style, and keep to https where it is used', async () => {
    const mapStyleUrl = 'https://tiles.example.org/style.json?key=1';
    const other = await serveApp({ config: { publicUrl: 'https://hub.example.org', mapStyleUrl } });
    const { headers } = await fetch(`${other.url}/api/health`);
    const policy = headers.get('content-security-policy')?.split(';') ?? [];
    expect(policy).toContain("connect-src 'self' https://tiles.example.org");
    expect(policy).toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    await other.close();
  });
});

describe('input', () => {
  it('that fits is passed on and answered with the contract’s status', async () => {
    const response = await book(JSON.stringify(draft));
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ id: 'r1' });
  });

  it('that does not fit is refused with every field named', async () => {
    const response = await book(JSON.stringify({ ...draft, kg: -1, date: '02/03/2026' }));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = await response.json();
    expect(problem).toMatchObject({ code: 'INPUT_INVALID', status: 400, action: expect.any(String) });
    expect(problem.fields.map(({ field }: { field: string }) => field)).toEqual(['body.date', 'body.kg']);
    expect(problem.instance).toBe(`urn:uuid:${response.headers.get('x-request-id')}`);
  });

  it.each([
    ['JSON cut short', '{"kg": 1', json],
    ['no JSON type', JSON.stringify(draft), { 'content-type': 'text/plain' }],
    ['an unknown encoding', JSON.stringify(draft), { ...json, 'content-encoding': 'made-up' }],
    ['nothing', '', json],
  ])('with %s is INPUT_INVALID', async (_what, body, headers) => {
    const response = await book(body, headers as Record<string, string>);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('with a broken or doubled parameter is INPUT_INVALID', async () => {
    for (const path of [
      '/api/hubs/%E0%A4/requests',
      `${day}&date=2026-03-03`,
      '/api/hubs/hub-a/tiles/a/0/0',
    ]) {
      const response = await app.as('administrator', null, path);
      expect([path, response.status]).toEqual([path, 400]);
      expect(await response.json()).toMatchObject({ code: 'INPUT_INVALID' });
    }
  });

  it('that is too large is BODY_TOO_LARGE, as JSON and as a file', async () => {
    const large = await book(JSON.stringify({ ...draft, product: 'x'.repeat(2000) }));
    const file = await app.as(
      'dispatcher',
      'hub-a',
      '/api/hubs/hub-a/requests/import?date=2026-03-02&filename=a.csv',
      { method: 'POST', body: new Uint8Array(6000) },
    );
    for (const response of [large, file]) {
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: 'BODY_TOO_LARGE' });
    }
  });

  it('as a file arrives byte for byte, whatever its type', async () => {
    for (const type of ['text/csv', 'application/json', 'application/octet-stream']) {
      const path = '/api/hubs/hub-a/vehicles/import?date=2026-03-02&filename=a.csv';
      const init = { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(4000) };
      const response = await app.as('manager', 'hub-a', path, init);
      expect(await response.json()).toMatchObject({ rows: 4000 });
    }
  });

  it('is not read from callers without the role', async () => {
    const path = '/api/hubs/hub-a/requests/import?date=2026-03-02&filename=a.csv';
    const init = { method: 'POST', body: new Uint8Array(6000) };
    expect((await app.as('driver', 'hub-a', path, init)).status).toBe(403);
  });
});

describe('failures', () => {
  const failWith = (error: unknown): Promise<ServedApp> => {
    const services = fakeServices(new FakeEvents());
    return serveApp({
      services: {
        requests: {
          ...services.requests,
          list: async () => {
            throw error;
          },
        },
      },
    });
  };

  it('with a known code answer as contract/errors.ts says, with ids and rows', async () => {
    const rows = [{ row: 3, code: 'VALUE_MISSING', message: 'kg' }];
    const failing = await failWith(new UserError('LIST_HAS_ERRORS', '1 row.', { ids: ['r7'], rows }));
    const response = await failing.as('manager', 'hub-a', day);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      type: 'urn:hubward:problem:LIST_HAS_ERRORS',
      code: 'LIST_HAS_ERRORS',
      detail: '1 row.',
      ids: ['r7'],
      rows,
    });
    await failing.close();
  });

  it('of the routing engine keep their code', async () => {
    const failing = await failWith(new RoutingError('ROUTING_UNAVAILABLE', 'no answer'));
    const response = await failing.as('manager', 'hub-a', day);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'ROUTING_UNAVAILABLE' });
    await failing.close();
  });

  it('that pass with time say when to try again', async () => {
    const failing = await failWith(new UserError('TOO_MANY_TRIES', 'Wait.', { retryAfterSeconds: 12.3 }));
    const response = await failing.as('manager', 'hub-a', day);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('13');
    await failing.close();
  });

  it.each([
    new TypeError('a secret of ours'),
    new UserError('toString', 'a secret of ours'),
    'a secret of ours',
  ])('that nobody foresaw say only their id, and are logged with their stack (%s)', async (error) => {
    const failing = await failWith(error);
    const response = await failing.as('manager', 'hub-a', day);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('secret of ours');
    expect(JSON.parse(text)).toMatchObject({ code: 'INTERNAL' });
    const id = response.headers.get('x-request-id') ?? '';
    const line = failing.log.find(({ level }) => level === 50);
    expect(line).toMatchObject({ req: { id }, err: { message: 'a secret of ours' } });
    expect(JSON.stringify(line)).toContain('at ');
    await failing.close();
  });

  it('to keep to the contract are found where answers are checked', async () => {
    const services = fakeServices(new FakeEvents());
    const wrong = { ...services.requests, list: async () => [{ id: 'r1' }] as never };
    const failing = await serveApp({ services: { requests: wrong } });
    expect((await failing.as('manager', 'hub-a', day)).status).toBe(500);
    expect(JSON.stringify(failing.log)).toContain('listRequests answered against its contract');
    await failing.close();
  });

  it('do not follow from a caller who goes away in the middle of an upload', async () => {
    const secret = app.auth.enter('mai', [{ role: 'manager', hub: 'hub-a' }]);
    const path = '/api/hubs/hub-a/requests/import?date=2026-03-02&filename=a.csv';
    await new Promise<void>((resolve) => {
      const headers = { cookie: `hubward_session=${secret}`, origin: app.url, 'content-length': '4000' };
      const upload = request(app.url + path, { method: 'POST', headers });
      upload.on('error', () => resolve());
      upload.write('x'.repeat(100), () => setTimeout(() => upload.destroy(new Error('gone')), 50));
    });
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
    expect(app.log.filter(({ level }) => level === 50)).toEqual([]);
  });
});

describe('the log', () => {
  it('tells of no call of a member where she lives or looks', async () => {
    const paths = ['/api/book/quote?lat=22.41&lon=103.19', '/API/Book/places?q=Phăng', '/api/book?lat=22.41'];
    for (const path of paths) await fetch(app.url + path);
    await fetch(`${app.url}/api/hubs/hub-a/plan?date=2026-03-02`);
    const urls = app.log.flatMap(({ req }) => (req as { url?: string } | undefined)?.url ?? []);
    expect(urls.slice(-4)).toEqual([
      '/api/book/quote',
      '/API/Book/places',
      '/api/book',
      '/api/hubs/hub-a/plan?date=2026-03-02',
    ]);
  });
});

describe('the API', () => {
  it.each(['/api', '/api/', '/api/nothing', '/api/hubs'])('answers %s with a 404 problem', async (path) => {
    const response = await fetch(app.url + path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells its health and version', async () => {
    const response = await fetch(`${app.url}/api/health`);
    expect(await response.json()).toMatchObject({ status: 'ok', version: '1.2.3' });
  });

  it('is degraded as soon as one check fails', async () => {
    const health = async () => [{ name: 'disk', ok: false, detail: '2 % left' }];
    const poor = await serveApp({ services: { health } });
    expect(await (await fetch(`${poor.url}/api/health`)).json()).toMatchObject({ status: 'degraded' });
    await poor.close();
  });
});

describe('tiles', () => {
  const tile = (path: string) => app.as('driver', 'hub-a', `/api/hubs/hub-a/tiles/${path}`);

  /** Without fetch, which unpacks the answer and asks caches to look again. */
  function rawTile(headers: Record<string, string>): Promise<IncomingMessage> {
    const secret = app.auth.enter('mai', [{ role: 'driver', hub: 'hub-a' }]);
    return new Promise((resolve) => {
      const url = `${app.url}/api/hubs/hub-a/tiles/5/1/2`;
      request(url, { headers: { cookie: `hubward_session=${secret}`, ...headers } }, (response) => {
        response.resume().on('end', () => resolve(response));
      }).end();
    });
  }

  it('come compressed, for this person only, and are not sent again unchanged', async () => {
    const { statusCode, headers } = await rawTile({});
    expect(statusCode).toBe(200);
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
    expect(headers['cache-control']).toBe('private, max-age=3600');
    expect((await rawTile({ 'if-none-match': headers.etag ?? '' })).statusCode).toBe(304);
    expect((await rawTile({ 'if-none-match': '"another"' })).statusCode).toBe(200);
  });

  it('with the region’s build in the address are kept for good', async () => {
    const response = await tile('0/0/0?v=2026-03-02');
    expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  });

  it('that are empty are 204', async () => {
    expect((await tile('0/0/0')).status).toBe(204);
  });
});
