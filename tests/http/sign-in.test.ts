import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, cookie, serveApp } from './served.ts';

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app.close());

function signIn(served: ServedApp, headers: Record<string, string> = {}, password = 'password of mai') {
  return fetch(`${served.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email: 'mai', password }),
  });
}

const secretOf = (response: Response): string =>
  /hubward_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and other sites do not send', async () => {
    const response = await signIn(app);
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(
      /^hubward_session=issued-\d+; Path=\/; Expires=.*2036.*; HttpOnly; SameSite=Lax$/,
    );
    const session = await fetch(`${app.url}/api/session`, {
      headers: { cookie: cookie(secretOf(response)) },
    });
    expect(await session.json()).toMatchObject({ user: { email: 'mai@example.org' } });
  });

  it('marks the cookie Secure where PUBLIC_URL is https', async () => {
    const secure = await serveApp({ config: { publicUrl: 'https://hub.example.org' } });
    const response = await signIn(secure, { origin: 'https://hub.example.org' });
    expect(response.headers.get('set-cookie')).toContain('; Secure');
    await secure.close();
  });

  it('twice ends the first session', async () => {
    const first = secretOf(await signIn(app));
    const second = secretOf(await signIn(app, { cookie: cookie(first), origin: app.url }));
    expect(second).not.toBe(first);
    const as = (secret: string) => fetch(`${app.url}/api/session`, { headers: { cookie: cookie(secret) } });
    expect((await as(first)).status).toBe(401);
    expect((await as(second)).status).toBe(200);
  });

  it('with a wrong password keeps the session there was', async () => {
    const first = secretOf(await signIn(app));
    const response = await signIn(app, { cookie: cookie(first), origin: app.url }, 'wrong');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'SIGN_IN_FAILED', title: expect.any(String) });
    expect(response.headers.get('set-cookie')).toBeNull();
    const session = await fetch(`${app.url}/api/session`, { headers: { cookie: cookie(first) } });
    expect(session.status).toBe(200);
  });

  it('ends with signing out, which takes the cookie back', async () => {
    const secret = secretOf(await signIn(app));
    const headers = { cookie: `theme=dark; ${cookie(secret)}`, origin: app.url };
    const response = await fetch(`${app.url}/api/session`, { method: 'DELETE', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toContain(
      'hubward_session=; Path=/; Expires=Thu, 01 Jan 1970',
    );
    expect((await fetch(`${app.url}/api/session`, { headers })).status).toBe(401);
  });
});

describe('a one-time link', () => {
  it('tells whose it is and, once used, signs in', async () => {
    const seen = await fetch(`${app.url}/api/invites/good`);
    expect(await seen.json()).toMatchObject({ name: 'Mai' });
    expect(seen.headers.get('set-cookie')).toBeNull();
    const used = await fetch(`${app.url}/api/invites/good`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: 'ten letters' }),
    });
    expect(used.status).toBe(200);
    expect(secretOf(used)).not.toBe('');
  });

  it('leaves the server with its origin and never reaches the log', async () => {
    const made = await app.as('administrator', null, '/api/users/mai/reset', { method: 'POST' });
    expect(await made.json()).toEqual({ link: `${app.url}/invite/good` });
    await fetch(`${app.url}/api/invites/a-secret-token`);
    await fetch(`${app.url}/invite/a-secret-token?x=1`);
    // Of members of cooperatives, and of drivers who come from a chat app's own browser.
    await fetch(`${app.url}/book/i/a-secret-token`);
    await fetch(`${app.url}/api/book/links/a-secret-token`);
    await fetch(`${app.url}/drive/?link=a-secret-token`);
    const log = JSON.stringify(app.log);
    expect(log).toContain('/api/invites/…');
    expect(log).not.toContain('a-secret-token');
    expect(log).not.toContain('hubward_session');
  });
});
