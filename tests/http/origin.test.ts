import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, cookie, serveApp } from './served.ts';

let own: ServedApp;
let proxied: ServedApp;
beforeAll(async () => {
  own = await serveApp();
  proxied = await serveApp({ config: { publicUrl: 'https://hub.example.org', trustProxy: 'loopback' } });
});
afterAll(() => Promise.all([own.close(), proxied.close()]));

/** Signing out needs a session and nothing else, so its status tells what the origin check said. */
function write(app: ServedApp, headers: Record<string, string>): Promise<number> {
  const secret = app.auth.enter('mai', [{ role: 'manager', hub: 'hub-a' }]);
  return fetch(`${app.url}/api/session`, {
    method: 'DELETE',
    headers: { cookie: cookie(secret), ...headers },
  }).then((response) => response.status);
}

describe('a writing call with a session', () => {
  it('is taken from a page of this server', async () => {
    expect(await write(own, { origin: own.url })).toBe(204);
    expect(await write(own, { origin: own.url, 'sec-fetch-site': 'same-origin' })).toBe(204);
    expect(await write(own, { 'sec-fetch-site': 'same-origin' })).toBe(204);
    expect(await write(own, { 'sec-fetch-site': 'none' })).toBe(204);
  });

  it.each<Record<string, string>>([
    { origin: 'https://elsewhere.example' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'null' },
    { origin: 'not a url' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'made up' },
    { origin: 'http://own.example', 'sec-fetch-site': 'cross-site' },
    {},
  ])('is refused with %o', async (headers) => {
    expect(await write(own, headers)).toBe(403);
  });

  it('is taken through a proxy that changes Host, as in development, on the browser’s word', async () => {
    const headers = { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-origin' };
    expect(await write(own, headers)).toBe(204);
  });

  it('is taken from PUBLIC_URL whatever Host the proxy passes on, but not over plain http', async () => {
    expect(await write(proxied, { origin: 'https://hub.example.org' })).toBe(204);
    expect(await write(proxied, { origin: 'http://hub.example.org' })).toBe(403);
    expect(await write(proxied, { origin: 'https://hub.example.org.elsewhere.example' })).toBe(403);
  });
});

describe('a call without a session', () => {
  const signIn = (headers: Record<string, string>): Promise<number> =>
    fetch(`${own.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email: 'mai', password: 'password of mai' }),
    }).then((response) => response.status);

  it('needs no browser headers', async () => {
    expect(await signIn({})).toBe(200);
  });

  it('is refused from another site all the same', async () => {
    expect(await signIn({ origin: 'https://elsewhere.example' })).toBe(403);
  });
});

it('a reading call is not asked where it comes from', async () => {
  const response = await fetch(`${own.url}/api/health`, { headers: { origin: 'https://elsewhere.example' } });
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});
