import { type IncomingMessage, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { SolveProgress } from '#server/contract/event.ts';
import { type HttpTuning } from '#server/http/config.ts';
import { type ServedApp, cookie, serveApp, until } from './served.ts';

interface Message {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

/** A reader of one stream, by the rules of the format: fields up to an empty line. */
class Reader {
  readonly messages: Message[] = [];
  readonly comments: string[] = [];
  status = 0;
  hasEnded = false;
  response: IncomingMessage | null = null;
  #rest = '';

  take(text: string): void {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      if (lines.every((line) => line.startsWith(':'))) this.comments.push(block);
      else this.messages.push(Object.fromEntries(lines.map((line) => line.split(/: (.*)/s, 2))));
    }
  }

  /** What a page would see: named events with data. */
  get events(): Message[] {
    return this.messages.filter(({ data }) => data !== undefined);
  }
}

const apps: ServedApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

async function serveEvents(tuning: Partial<HttpTuning> = {}): Promise<ServedApp> {
  const app = await serveApp({ tuning });
  apps.push(app);
  return app;
}

function listen(
  app: ServedApp,
  {
    lastEventId,
    query = '',
    isReading = true,
  }: { lastEventId?: string; query?: string; isReading?: boolean },
): Promise<Reader> {
  const secret = app.auth.enter('mai', [{ role: 'receiver', hub: 'hub-a' }]);
  const reader = new Reader();
  const headers = {
    cookie: cookie(secret),
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  return new Promise((resolve, reject) => {
    const call = request(`${app.url}/api/hubs/hub-a/events${query}`, { headers }, (response) => {
      reader.status = response.statusCode ?? 0;
      reader.response = response;
      response.setEncoding('utf8').on('close', () => (reader.hasEnded = true));
      response.on('error', () => undefined);
      if (isReading) response.on('data', (text: string) => reader.take(text));
      resolve(reader);
    });
    call.on('error', reject).end();
  });
}

function book(app: ServedApp, count: number): void {
  for (let n = 1; n <= count; n++) {
    app.events.append({ type: 'requests.changed', data: { date: '2026-03-02', count: n } });
  }
}

const progress = (cost: number, solve = 's1'): SolveProgress => ({
  solve,
  date: '2026-03-02',
  phase: 'solving',
  done: 0.5,
  seconds_left: 5,
  cost,
  unassigned: 0,
  runs: 3,
});

const ids = (reader: Reader): (string | undefined)[] => reader.events.map(({ id }) => id);

describe('an event stream', () => {
  it('sends an event appended in the very moment the stream has sent all there was', async () => {
    const app = await serveEvents();
    const reader = await listen(app, {});
    await until(() => reader.messages.length > 0);
    // The stream takes some microtasks to settle after a write: an append in each of the first twenty of them.
    for (let ticks = 1; ticks <= 20; ticks++) {
      app.events.progress(progress(ticks));
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      book(app, 1);
      await until(() => reader.events.filter(({ event }) => event === 'requests.changed').length === ticks);
    }
    expect(reader.events.filter(({ event }) => event === 'requests.changed')).toHaveLength(20);
  });

  it('sends no progress of a solve after its end, which would bring it back on the page', async () => {
    const app = await serveEvents();
    const reader = await listen(app, {});
    await until(() => reader.messages.length > 0);
    const solve = { solve: 's1', date: '2026-03-02' };
    app.events.append({ type: 'solve.started', data: solve });
    app.events.progress(progress(1));
    app.events.progress(progress(1, 's2'));
    const ended = { ...solve, outcome: 'planned' as const, plan: 'p', code: null, message: null };
    app.events.append({ type: 'solve.ended', data: ended });
    await until(() => reader.events.some(({ data }) => data?.includes('"s2"')));
    const ofSolve = reader.events.filter(({ data }) => data?.includes('"s1"')).map(({ event }) => event);
    expect(ofSolve).toEqual(['solve.started', 'solve.ended']);
  });

  it('replays what came after Last-Event-ID and goes on live, in order and once each', async () => {
    const app = await serveEvents();
    book(app, 450);
    const reader = await listen(app, { lastEventId: '3' });
    expect(reader.response?.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    book(app, 3);
    await until(() => reader.events.length >= 450);
    expect(ids(reader)).toEqual(Array.from({ length: 450 }, (_, n) => String(n + 4)));
    const last = reader.events.at(-1);
    expect(last?.event).toBe('requests.changed');
    expect(JSON.parse(last?.data ?? '')).toEqual(app.events.log.at(-1));
  });

  it('replays from ?after= where there is no Last-Event-ID', async () => {
    const app = await serveEvents();
    book(app, 5);
    const reader = await listen(app, { query: '?after=3' });
    await until(() => reader.events.length >= 2);
    expect(ids(reader)).toEqual(['4', '5']);
    const later = await listen(app, { query: '?after=0', lastEventId: '4' });
    await until(() => later.events.length >= 1);
    expect(ids(later)).toEqual(['5']);
  });

  it('gives everything to a client that was away since before the log begins', async () => {
    const app = await serveEvents();
    book(app, 5);
    app.events.log.splice(0, 2);
    const reader = await listen(app, { lastEventId: '1' });
    await until(() => reader.events.length >= 3);
    expect(ids(reader)).toEqual(['3', '4', '5']);
  });

  it('without either starts now, and tells the browser where to come back to', async () => {
    const app = await serveEvents();
    book(app, 5);
    const reader = await listen(app, {});
    await until(() => reader.messages.length >= 1);
    expect(reader.messages).toEqual([{ retry: '3000', id: '5' }]);
    book(app, 1);
    await until(() => reader.events.length >= 1);
    expect(ids(reader)).toEqual(['6']);
  });

  it.each(['99', 'abc', '-1'])('tells a client that knows of event %s to load anew', async (lastEventId) => {
    const app = await serveEvents();
    book(app, 5);
    const reader = await listen(app, { lastEventId });
    book(app, 1);
    await until(() => reader.events.length >= 2);
    expect(reader.events[0]).toMatchObject({ event: 'reset', id: '5', data: '{"seq":5}' });
    expect(ids(reader)).toEqual(['5', '6']);
  });

  it('brings live progress without an id, so that a reconnect does not start from it', async () => {
    const app = await serveEvents();
    const reader = await listen(app, {});
    await until(() => app.events.subscribers.size === 1);
    app.events.append({ type: 'solve.started', data: { solve: 's1', date: '2026-03-02' } });
    app.events.progress(progress(900));
    await until(() => reader.events.length >= 2);
    expect(reader.events.map(({ event, id }) => [event, id])).toEqual([
      ['solve.started', '1'],
      ['solve.progress', undefined],
    ]);
    expect(JSON.parse(reader.events[1]?.data ?? '')).toEqual(progress(900));
  });

  it('begins with the last progress of a solve under way', async () => {
    const app = await serveApp({
      services: {
        events: {
          listAfter: async () => [],
          lastSeq: async () => 0,
          subscribe: (_hub, on) => {
            on.progress(progress(700));
            return () => undefined;
          },
        },
      },
    });
    apps.push(app);
    const reader = await listen(app, {});
    await until(() => reader.events.length >= 1);
    expect(reader.events[0]).toEqual({ event: 'solve.progress', data: JSON.stringify(progress(700)) });
  });

  it('breaks off where the log cannot be read, so that the browser comes back', async () => {
    const app = await serveEvents();
    const { listAfter } = app.events.service;
    const reader = await listen(app, {});
    await until(() => app.events.subscribers.size === 1);
    app.events.service.listAfter = () => Promise.reject(new Error('database is locked'));
    book(app, 1);
    await until(() => reader.hasEnded);
    expect(app.events.subscribers.size).toBe(0);
    expect(JSON.stringify(app.log)).toContain('database is locked');
    app.events.service.listAfter = listAfter;
    const back = await listen(app, { lastEventId: '0' });
    await until(() => back.events.length >= 1);
    expect(ids(back)).toEqual(['1']);
  });

  it('sends a comment now and then, so that proxies and phones keep it', async () => {
    const app = await serveEvents({ heartbeatSeconds: 0.02 });
    const reader = await listen(app, {});
    await until(() => reader.comments.length >= 3);
    expect(reader.events).toEqual([]);
  });

  it('ends when its session does', async () => {
    const app = await serveEvents({ sessionCheckSeconds: 0.02 });
    const reader = await listen(app, {});
    await until(() => app.events.subscribers.size === 1);
    await app.auth.signOut('secret-mai');
    await until(() => reader.hasEnded);
    expect(app.events.subscribers.size).toBe(0);
  });

  it('ends when the role at its hub is taken away', async () => {
    const app = await serveEvents({ sessionCheckSeconds: 0.02 });
    const reader = await listen(app, {});
    await until(() => app.events.subscribers.size === 1);
    app.auth.enter('mai', [{ role: 'receiver', hub: 'hub-b' }]);
    await until(() => reader.hasEnded);
    expect(app.events.subscribers.size).toBe(0);
  });

  it('leaves nothing behind when the reader goes', async () => {
    const app = await serveEvents();
    const reader = await listen(app, {});
    await until(() => app.events.subscribers.size === 1);
    reader.response?.destroy();
    await until(() => app.events.subscribers.size === 0);
    await expect(app.close()).resolves.toBeUndefined();
  });

  it('answers HEAD without staying open', async () => {
    const app = await serveEvents();
    const response = await app.as('manager', 'hub-a', '/api/hubs/hub-a/events', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(app.events.subscribers.size).toBe(0);
  });
});

describe('a reader that takes nothing', () => {
  // 20 MB of events: more than the sockets between hold.
  const large = 20_000;
  const filler = 'x'.repeat(1000);

  it('is dropped, and replays what it lacks when it comes back', async () => {
    const app = await serveEvents({ stallSeconds: 0.2 });
    for (let n = 0; n < large; n++) {
      app.events.append({
        type: 'solve.ended',
        data: {
          solve: 's1',
          date: '2026-03-02',
          outcome: 'failed',
          plan: null,
          code: null,
          message: filler,
        },
      });
    }
    const slow = await listen(app, { lastEventId: '0', isReading: false });
    await until(() => app.events.subscribers.size === 1);
    await until(() => app.events.subscribers.size === 0);
    expect(app.log.some(({ msg }) => msg === 'event stream dropped')).toBe(true);
    slow.response?.on('data', (text: string) => slow.take(text));
    await until(() => slow.hasEnded);
    const had = ids(slow);
    expect(had.length).toBeLessThan(large);
    // On a busy machine it may be dropped again.
    while (had.length < large) {
      const back = await listen(app, { lastEventId: had.at(-1) ?? '0' });
      await until(() => back.hasEnded || Number(ids(back).at(-1)) === large);
      had.push(...ids(back));
    }
    expect(had).toEqual(Array.from({ length: large }, (_, index) => String(index + 1)));
  });

  it('finds only the newest progress of each solve when it reads on', async () => {
    const app = await serveEvents();
    const reader = await listen(app, { isReading: false });
    await until(() => app.events.subscribers.size === 1);
    // A turn of the event loop each, so that every one could be written were the reader fast.
    for (let cost = large; cost > 0; cost--) {
      app.events.progress({ ...progress(cost), date: filler });
      if (cost % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    reader.response?.on('data', (text: string) => reader.take(text));
    const costOf = (message: Message | undefined) => JSON.parse(message?.data ?? '{}').cost;
    await until(() => costOf(reader.events.at(-1)) === 1);
    expect(reader.events.length).toBeLessThan(large);
  });
});

describe('event streams', () => {
  it('are few per session, and a closed one makes room', async () => {
    const app = await serveEvents({ streamsPerSession: 2 });
    const first = await listen(app, {});
    const second = await listen(app, {});
    const third = await listen(app, {});
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(third.response?.headers['retry-after']).toBe('60');
    first.response?.destroy();
    await until(() => app.events.subscribers.size === 1);
    expect((await listen(app, {})).status).toBe(200);
  });

  it('bring every event once and in order to many readers at a time', async () => {
    const app = await serveEvents({ streamsPerSession: 100 });
    const readers = await Promise.all(Array.from({ length: 60 }, () => listen(app, {})));
    await until(() => app.events.subscribers.size === 60);
    for (let round = 0; round < 50; round++) {
      book(app, 10);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => readers.every((reader) => reader.events.length >= 500));
    const all = Array.from({ length: 500 }, (_, n) => String(n + 1));
    for (const reader of readers) expect(ids(reader)).toEqual(all);
  });

  it('end when the server stops', async () => {
    const app = await serveEvents();
    const readers = await Promise.all([listen(app, {}), listen(app, {})]);
    await until(() => app.events.subscribers.size === 2);
    await app.close();
    await until(() => readers.every(({ hasEnded }) => hasEnded));
    expect(app.events.subscribers.size).toBe(0);
  });
});
