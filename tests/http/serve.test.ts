import { Agent, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import express from 'express';
import { serve } from '#server/http/serve.ts';
import { serveApp, until } from './served.ts';

const local = { host: '127.0.0.1', port: 0 };

describe('a server that listens', () => {
  it('keeps a connection for longer than proxies and phones do, so that none is cut as a call goes out', async () => {
    const app = await serveApp();
    const answer = await fetch(`${app.url}/api/health`);
    expect(answer.headers.get('keep-alive')).toBe('timeout=75');
    await answer.arrayBuffer();
    await app.close();
  });
});

describe('a server that stops', () => {
  it('answers the calls under way and takes no more', async () => {
    let finish: (() => void) | undefined;
    const health = () =>
      new Promise<[]>((resolve) => {
        finish = () => resolve([]);
      });
    const app = await serveApp({ services: { health }, graceSeconds: 60 });
    const underWay = fetch(`${app.url}/api/health`);
    await until(() => finish !== undefined);
    const closed = app.close();
    await expect(fetch(`${app.url}/api/health`)).rejects.toThrow('fetch failed');
    finish?.();
    expect((await underWay).status).toBe(200);
    await closed;
  });

  it('does not wait for connections that are kept open for later calls', async () => {
    const app = await serveApp({ graceSeconds: 60 });
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve) => {
      request(`${app.url}/api/health`, { agent }, (response) => response.resume().on('end', resolve)).end();
    });
    await expect(app.close()).resolves.toBeUndefined();
    agent.destroy();
  });

  it('does not wait for a kept connection whose call ended while it stopped', async () => {
    let finish: (() => void) | undefined;
    const health = () =>
      new Promise<[]>((resolve) => {
        finish = () => resolve([]);
      });
    const app = await serveApp({ services: { health }, graceSeconds: 60 });
    const agent = new Agent({ keepAlive: true });
    request(`${app.url}/api/health`, { agent }, (response) => response.resume()).end();
    await until(() => finish !== undefined);
    const closed = app.close();
    finish?.();
    await expect(closed).resolves.toBeUndefined();
    agent.destroy();
  });

  it('refuses calls that come over a connection still open', async () => {
    const app = await serveApp();
    app.stop();
    const response = await fetch(`${app.url}/api/health`);
    expect(response.status).toBe(503);
    expect(response.headers.get('connection')).toBe('close');
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.json()).toMatchObject({ code: 'SHUTTING_DOWN' });
    await app.close();
  });

  it('cuts a call that does not end within the grace', async () => {
    let isAsked = false;
    const health = () => {
      isAsked = true;
      return new Promise<never>(() => undefined);
    };
    const app = await serveApp({ services: { health }, graceSeconds: 0.05 });
    const hanging = fetch(`${app.url}/api/health`).then(
      () => 'answered',
      () => 'cut',
    );
    await until(() => isAsked);
    await app.close();
    expect(await hanging).toBe('cut');
  });

  it('may be told twice', async () => {
    const app = await serveApp();
    await Promise.all([app.close(), app.close()]);
    await expect(app.close()).resolves.toBeUndefined();
  });
});

describe('a server that starts', () => {
  it('says where it can be reached', async () => {
    const all = await serve(express(), { host: '0.0.0.0', port: 0 });
    expect(all.url).toMatch(/^http:\/\/localhost:\d+$/);
    await all.close();
  });

  it('says so where the port is taken', async () => {
    const first = await serve(express(), local);
    const port = Number(new URL(first.url).port);
    await expect(serve(express(), { ...local, port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    await first.close();
  });
});
