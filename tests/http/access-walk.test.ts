import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, role as roleSchema } from '#server/contract/basics.ts';
import type { Endpoint } from '#server/contract/endpoint.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { type ServedApp, cookie, serveApp } from './served.ts';

const roles = roleSchema.options;
const all: Endpoint[] = Object.values(endpoints);
/** Programs of this machine need no key where the server has none; tests/http/vroom.test.ts has the others. */
const open = all.filter(({ access }) => access === 'anybody' || access === 'api-key');
/** For phones of members, which have no role. */
const ofMembers = all.filter(({ access }) => access === 'member');
/** For cooperatives' programs, which have a key. */
const ofPrograms = all.filter(({ access }) => access === 'cooperative-key');
/** For drivers' phones: their service knows the keys (tests/services/drive). */
const ofPhones = all.filter(({ access }) => access === 'phone');
const guarded = all.filter(
  (endpoint) => ![...open, ...ofMembers, ...ofPrograms, ...ofPhones].includes(endpoint),
);
const atHub = guarded.filter(({ path }) => path.includes('/:hub'));

let app: ServedApp;
beforeAll(async () => {
  // Walks call each endpoint often; what is counted here is roles.
  const limit = { windowSeconds: 60, calls: 1_000_000 };
  app = await serveApp({ tuning: { limits: { entry: limit, read: limit, write: limit, phone: limit } } });
});
afterAll(() => app.close());

/** The path with `hub-a` and made-up ids; input is wrong on purpose where there is any: roles come first. */
function call(endpoint: Endpoint, as: { role: Role; hub: string | null } | null, hub = 'hub-a') {
  const path = endpoint.path.replace(':hub', hub).replaceAll(/:\w+/g, '1');
  return app.as(as?.role ?? null, as?.hub ?? null, path, { method: endpoint.method });
}

async function statusOf(answer: Promise<Response>): Promise<number> {
  const response = await answer;
  // An event stream would stay open.
  await response.body?.cancel();
  return response.status;
}

/** Every role that does not open the endpoint, or none where any role at the hub does. */
function wrongRoles({ access }: Endpoint): Role[] {
  return typeof access === 'string' ? [] : roles.filter((role) => !access.includes(role));
}

function rightRoles({ access }: Endpoint): Role[] {
  return typeof access === 'string' ? roles : [...access];
}

const phone = (secret: string) => `hubward_member=${secret}`;

const hubOf = (role: Role): string | null => (role === 'administrator' ? null : 'hub-a');

describe('every endpoint', () => {
  it.each(guarded)('$method $path answers 401 to nobody', async (endpoint) => {
    const response = await call(endpoint, null);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'NOT_SIGNED_IN', status: 401 });
  });

  it.each(guarded)('$method $path answers 401 to a session that is unknown or disabled', async (endpoint) => {
    const secret = app.auth.enter('disabled', [{ role: 'administrator', hub: null }]);
    app.auth.disable(secret);
    const path = endpoint.path.replace(':hub', 'hub-a').replaceAll(/:\w+/g, '1');
    for (const held of [secret, 'made-up']) {
      const headers = { cookie: cookie(held), origin: app.url };
      const response = await fetch(app.url + path, { method: endpoint.method, headers });
      expect([held, response.status]).toEqual([held, 401]);
    }
  });

  it.each(guarded)('$method $path answers 403 to each wrong role', async (endpoint) => {
    for (const role of wrongRoles(endpoint)) {
      const response = await call(endpoint, { role, hub: 'hub-a' });
      expect([role, response.status]).toEqual([role, 403]);
      expect(await response.json()).toMatchObject({ code: 'NOT_ALLOWED' });
    }
  });

  it.each(guarded)('$method $path lets each right role through', async (endpoint) => {
    for (const role of rightRoles(endpoint)) {
      const status = await statusOf(call(endpoint, { role, hub: hubOf(role) }));
      expect([role, status]).not.toEqual([role, 401]);
      expect([role, status]).not.toEqual([role, 403]);
      expect(status).toBeLessThan(500);
    }
  });

  it.each(guarded.filter(({ method }) => method === 'GET'))(
    'HEAD $path is guarded as GET is',
    async (endpoint) => {
      const head: Endpoint = { ...endpoint, method: 'HEAD' as 'GET' };
      expect((await call(head, null)).status).toBe(401);
      for (const role of wrongRoles(endpoint)) {
        expect([role, (await call(head, { role, hub: 'hub-a' })).status]).toEqual([role, 403]);
      }
    },
  );

  it.each(ofPhones)('$method $path answers 401 to whoever has no key of a phone', async (endpoint) => {
    for (const as of [null, { role: 'administrator', hub: null } as const]) {
      const response = await call(endpoint, as);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'PHONE_UNKNOWN' });
    }
  });

  it.each(open)('$method $path lets anybody through', async (endpoint) => {
    const status = await statusOf(call(endpoint, null));
    expect(status).not.toBe(401);
    expect(status).not.toBe(403);
    expect(status).toBeLessThan(500);
  });
});

describe('every endpoint of programs', () => {
  it.each(ofPrograms)(
    '$method $path answers 401 to nobody, to staff and to a made-up key, and knows a key',
    async ({ path, method }) => {
      const boss = cookie(app.auth.enter('boss', [{ role: 'administrator', hub: null }]));
      const send = (headers: Record<string, string>) => fetch(app.url + path, { method, headers });
      const wrong: Record<string, string>[] = [
        {},
        { cookie: boss, origin: app.url },
        { authorization: 'Bearer hw_made-up' },
      ];
      for (const headers of wrong) {
        const response = await send(headers);
        expect([headers, response.status]).toEqual([headers, 401]);
        expect(await response.json()).toMatchObject({ code: 'COOPERATIVE_KEY_WRONG' });
      }
      expect(await statusOf(send({ authorization: 'Bearer hw_known' }))).toBe(400);
    },
  );
});

describe('every endpoint of a member', () => {
  it.each(ofMembers)(
    '$method $path answers 401 to nobody, to staff and to a made-up phone',
    async (endpoint) => {
      const path = endpoint.path.replaceAll(/:\w+/g, '1');
      for (const held of [
        '',
        cookie(app.auth.enter('boss', [{ role: 'administrator', hub: null }])),
        phone('x'),
      ]) {
        const headers = { cookie: held, origin: app.url };
        const response = await fetch(app.url + path, { method: endpoint.method, headers });
        expect([held, response.status]).toEqual([held, 401]);
      }
    },
  );

  it.each(ofMembers)('$method $path lets a bound phone through', async (endpoint) => {
    const path = endpoint.path.replaceAll(/:\w+/g, '1');
    const headers = { cookie: phone(app.auth.bindPhone('one')), origin: app.url };
    const status = await statusOf(fetch(app.url + path, { method: endpoint.method, headers }));
    expect(status).not.toBe(401);
    expect(status).not.toBe(403);
    expect(status).toBeLessThan(500);
  });

  it.each(guarded)('$method $path answers 401 to a bound phone', async (endpoint) => {
    const path = endpoint.path.replace(':hub', 'hub-a').replaceAll(/:\w+/g, '1');
    const headers = { cookie: phone(app.auth.bindPhone('one')), origin: app.url };
    const response = await fetch(app.url + path, { method: endpoint.method, headers });
    expect(response.status).toBe(401);
  });
});

describe('every endpoint of a hub', () => {
  it.each(atHub)('$method $path answers 403 to the right role of another hub', async (endpoint) => {
    for (const role of rightRoles(endpoint).filter((role) => role !== 'administrator')) {
      const response = await call(endpoint, { role, hub: 'hub-b' });
      expect([role, response.status]).toEqual([role, 403]);
    }
  });

  it.each(atHub)('$method $path does not tell strangers whether a hub exists', async (endpoint) => {
    const stranger = { role: 'manager', hub: 'hub-b' } as const;
    const [real, unreal] = await Promise.all([
      call(endpoint, stranger, 'hub-a').then((response) => response.json()),
      call(endpoint, stranger, 'hub-none').then((response) => response.json()),
    ]);
    expect({ ...real, instance: '' }).toEqual({ ...unreal, instance: '' });
  });

  it('has no role that counts without its hub, save the administrator', async () => {
    for (const role of roles.filter((role) => role !== 'administrator')) {
      expect([role, await statusOf(call(endpoints.getHub, { role, hub: null }))]).toEqual([role, 403]);
    }
  });

  it('answers an administrator that an unknown hub is unknown', async () => {
    const response = await call(endpoints.getHub, { role: 'administrator', hub: null }, 'hub-none');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'HUB_UNKNOWN', ids: ['hub-none'] });
  });
});
