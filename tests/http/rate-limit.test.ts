import { afterEach, describe, expect, it } from 'vitest';
import { endpoints } from '#server/contract/endpoints.ts';
import { type Limits } from '#server/http/config.ts';
import { tierOf } from '#server/http/rate-limit.ts';
import { type ServedApp, cookie, serveApp } from './served.ts';

const few = { windowSeconds: 60, calls: 3 };
const many = { windowSeconds: 60, calls: 1000 };

const apps: ServedApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

async function serveLimited(limits: Partial<Limits>, trustProxy: string | false = false): Promise<ServedApp> {
  const app = await serveApp({
    config: { trustProxy },
    tuning: { limits: { entry: many, read: many, write: many, phone: many, ...limits } },
  });
  apps.push(app);
  return app;
}

async function statuses(count: number, call: () => Promise<Response>): Promise<number[]> {
  const seen: number[] = [];
  for (let n = 0; n < count; n++) seen.push((await call()).status);
  return seen;
}

const signIn = (app: ServedApp, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${app.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email: 'mai', password: 'wrong' }),
  });

const read = (app: ServedApp, secret: string): Promise<Response> =>
  fetch(`${app.url}/api/session`, { headers: { cookie: cookie(secret) } });

describe('too many calls', () => {
  it('are refused as a problem that says when to try again', async () => {
    const app = await serveLimited({ entry: few });
    expect(await statuses(4, () => signIn(app))).toEqual([401, 401, 401, 429]);
    const response = await signIn(app);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ code: 'TOO_MANY_TRIES', status: 429 });
  });

  it('at sign-in and at one-time links count together, whatever cookie they carry', async () => {
    const app = await serveLimited({ entry: few });
    await fetch(`${app.url}/api/invites/bad`);
    await signIn(app, { cookie: cookie('made-up'), origin: app.url });
    const secret = app.auth.enter('mai', []);
    await signIn(app, { cookie: cookie(secret), origin: app.url });
    expect((await fetch(`${app.url}/api/invites/bad`)).status).toBe(429);
  });

  it('of one person leave others at the same address alone', async () => {
    const app = await serveLimited({ read: few });
    const [mai, lan] = ['mai', 'lan'].map((name) => app.auth.enter(name, []));
    expect(await statuses(4, () => read(app, mai ?? ''))).toEqual([200, 200, 200, 429]);
    expect((await read(app, lan ?? '')).status).toBe(200);
  });

  it('with made-up cookies count for the address', async () => {
    const app = await serveLimited({ read: few });
    let n = 0;
    expect(await statuses(4, () => read(app, `made-up-${n++}`))).toEqual([401, 401, 401, 429]);
  });

  it('to write do not stop reading', async () => {
    const app = await serveLimited({ write: few });
    const book = () => app.as('manager', 'hub-a', '/api/hubs/hub-a/requests', { method: 'POST' });
    expect(await statuses(4, book)).toEqual([400, 400, 400, 429]);
    expect((await app.as('manager', 'hub-a', '/api/hubs/hub-a')).status).toBe(200);
  });

  it('are told apart by X-Forwarded-For only behind a trusted proxy', async () => {
    let n = 0;
    const from = () => ({ 'x-forwarded-for': `203.0.113.${n++}` });
    const behind = await serveLimited({ entry: few }, 'loopback');
    expect(await statuses(5, () => signIn(behind, from()))).toEqual([401, 401, 401, 401, 401]);
    const alone = await serveLimited({ entry: few });
    expect(await statuses(4, () => signIn(alone, from()))).toEqual([401, 401, 401, 429]);
  });
});

it('whatever anybody may try secrets at has the strict limit', () => {
  const strict = Object.values(endpoints).filter((endpoint) => tierOf(endpoint) === 'entry');
  expect(strict.map(({ id }) => id)).toEqual([
    'signIn',
    'getInvite',
    'acceptInvite',
    'getMemberInvite',
    'acceptMemberInvite',
  ]);
});
