import express from 'express';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { endpoints } from '#server/contract/endpoints.ts';
import { ApiProblem } from '#web/shared/api/api-problem.ts';
import { call, urlOf } from '#web/shared/api/client.ts';
import { readEvent } from '#web/shared/api/event-source.ts';

describe('the api client', () => {
  let server: Server;

  beforeAll(async () => {
    const app = express();
    app.use(express.json());
    app.get('/api/hubs/:hub/requests', (req, res) => {
      if (req.params.hub === 'down') res.status(502).type('html').send('<h1>Bad gateway</h1>');
      else if (req.params.hub === 'other') {
        res.status(403).set('X-Request-Id', 'r-7').type('application/problem+json');
        res.send(
          JSON.stringify({
            type: 'about:blank',
            title: 'No',
            status: 403,
            code: 'NOT_ALLOWED',
            action: 'Ask.',
          }),
        );
      } else res.json([{ hub: req.params.hub, date: req.query['date'] }]);
    });
    app.post('/api/session', (req, res) => res.json({ echo: req.body as unknown }));
    app.delete('/api/session', (_req, res) => res.status(204).end());
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // Browsers resolve addresses against the page; Node has none.
    const real = globalThis.fetch;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
      real(`http://127.0.0.1:${port}${path}`, init),
    );
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    server.close();
  });

  it('fills in the path and the query', async () => {
    expect(urlOf(endpoints.cancelRequest, { hub: 'a b', request: 'r/1' })).toBe(
      '/api/hubs/a%20b/requests/r%2F1',
    );
    expect(urlOf(endpoints.searchPlaces, { hub: 'h' }, { q: 'sìn hồ', locale: undefined })).toBe(
      '/api/hubs/h/places?q=s%C3%ACn+h%E1%BB%93',
    );
    const answer = await call(endpoints.listRequests, {
      params: { hub: 'h' },
      query: { date: '2026-03-02' },
    });
    expect(answer).toEqual([{ hub: 'h', date: '2026-03-02' }]);
  });

  it('sends a body as JSON and reads an empty answer', async () => {
    const body = { email: 'a@example.org', password: 'p' };
    expect(await call(endpoints.signIn, { body })).toEqual({ echo: body });
    expect(await call(endpoints.signOut, {})).toBeUndefined();
  });

  it('throws the server’s problem with the id of the call', async () => {
    const error = await call(endpoints.listRequests, {
      params: { hub: 'other' },
      query: { date: '2026-03-02' },
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ code: 'NOT_ALLOWED', requestId: 'r-7' });
  });

  it('says the server is unreachable when a proxy answers for it', async () => {
    await expect(
      call(endpoints.listRequests, { params: { hub: 'down' }, query: { date: '2026-03-02' } }),
    ).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
  });
});

describe('event messages', () => {
  it('are read with and without the log’s envelope', () => {
    const event = { type: 'fleet.changed', data: { count: 3 } };
    expect(readEvent('fleet.changed', JSON.stringify({ seq: 9, hub: 'h', at: '', event }))).toEqual({
      seq: 9,
      event,
    });
    const progress = { solve: 's', date: '2026-03-02', phase: 'matrix', done: 0.5 };
    expect(readEvent('solve.progress', JSON.stringify(progress))).toEqual({
      seq: null,
      event: { type: 'solve.progress', data: progress },
    });
    expect(readEvent('plan.changed', '{}')).toBeNull();
  });
});
