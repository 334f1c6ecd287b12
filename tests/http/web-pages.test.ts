import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, makeFolder, serveApp } from './served.ts';

const { folder, remove } = makeFolder();
let app: ServedApp;
beforeAll(async () => {
  mkdirSync(join(folder, 'web', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  writeFileSync(join(folder, 'web', 'index.html'), '<!doctype html><title>Hubward</title>');
  mkdirSync(join(folder, 'web', 'drive'));
  writeFileSync(join(folder, 'web', 'drive', 'index.html'), '<!doctype html><title>A run</title>');
  writeFileSync(join(folder, 'web', 'manifest.webmanifest'), '{}');
  writeFileSync(join(folder, 'web', '.env'), 'secret');
  writeFileSync(join(folder, 'web', 'assets', 'main-1a2b3c.js'), 'export {};');
  app = await serveApp({ config: { webFolder: join(folder, 'web') } });
});
afterAll(async () => {
  await app.close();
  remove();
});

describe('the web app', () => {
  it.each(['/', '/index.html', '/hubs/hub-a/2026-03-02', '/invite/abc_-', '/invite/abc?x=a.b'])(
    'answers %s with the page, looked up anew each time',
    async (path) => {
      const response = await fetch(app.url + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('Hubward');
    },
  );

  it.each(['/drive', '/drive/', '/drive/?link=abc'])(
    'answers %s with the driver’s own page',
    async (path) => {
      const response = await fetch(app.url + path);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('A run');
    },
  );

  it('has its hashed files kept for good and others looked up anew', async () => {
    const script = await fetch(`${app.url}/assets/main-1a2b3c.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const manifest = await fetch(`${app.url}/manifest.webmanifest`);
    expect(manifest.headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    '/assets/main-old.js',
    '/assets/',
    '/favicon.ico',
    '/.env',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
  ])('does not answer %s with a page or another file', async (path) => {
    const response = await fetch(app.url + path);
    expect([400, 404]).toContain(response.status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('does not take writing calls for pages', async () => {
    expect((await fetch(`${app.url}/hubs`, { method: 'POST' })).status).toBe(404);
  });

  it('does not stand in for an unknown address of the API', async () => {
    const response = await fetch(`${app.url}/api/hubs`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('a server without the web app has its API alone', async () => {
  const alone = await serveApp();
  expect((await fetch(alone.url)).status).toBe(404);
  expect((await fetch(`${alone.url}/api/health`)).status).toBe(200);
  await alone.close();
});
