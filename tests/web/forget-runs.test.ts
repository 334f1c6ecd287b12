import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DrivenRunWire, PhoneState } from '#server/contract/drive-run.ts';
import { forgetClosedRuns } from '#web/drive/phone/forget-runs.ts';
import type { KeptEvent, KeptRun, PhoneDb } from '#web/drive/phone/phone-db.ts';
import { RunLog } from '#web/drive/phone/run-log.ts';

type Opened = KeptRun & { readonly wire: DrivenRunWire };

const phone = '11111111-1111-4111-8111-111111111111';
const contact = { request: 'q1', name: 'Mẩy', phone: '0900', landmark: 'by the well', photo: 'p1' };

const keptRun = (run: string, date: string): Opened => ({
  run,
  token: `link of ${run}`,
  phone,
  key: 'k',
  openedAt: `${date}T00:00:00Z`,
  directions: {},
  clockOffsetMs: 0,
  wire: {
    run,
    number: 1,
    date,
    phone: 'bound',
    hub: { name: 'A', lat: 22.3, lon: 103.25, phone: '', timezone: 'Asia/Ho_Chi_Minh', currency: 'VND' },
    products: [],
    latest: { revision: 1, frozen: null, contacts: [contact] },
    earlier: [],
    events: [],
  },
});

function memoryDb(...kept: readonly KeptRun[]) {
  const runs = new Map(kept.map((run) => [run.run, run]));
  const events: KeptEvent[] = [];
  const db: PhoneDb = {
    listRuns: async () => [...runs.values()],
    putRun: async (run) => void runs.set(run.run, run),
    removeRun: async ({ run }) => void runs.delete(run),
    tryOf: async (token, made) => ({ token, ...made() }),
    listEvents: async (run) => events.filter((each) => each.run === run),
    putEvents: async (more) => void events.push(...more),
    listPictures: async () => [],
    putPicture: async () => undefined,
  };
  return { db, runs, events };
}

/** Paths that the phone's caches hold, by the name of the cache. */
let cached: Map<string, Set<string>>;

beforeEach(() => {
  cached = new Map();
  vi.stubGlobal('caches', {
    has: async (name: string) => cached.has(name),
    open: async (name: string) => {
      const paths = cached.get(name) ?? new Set();
      cached.set(name, paths);
      return {
        keys: async () => [...paths].map((path) => ({ url: `https://hub.example${path}` })),
        delete: async ({ url }: { url: string }) => paths.delete(new URL(url).pathname),
        match: async () => undefined,
        put: async (path: string) => void paths.add(path),
      };
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const tapOf = (run: string, isSent: boolean): KeptEvent => ({
  run,
  order: 1,
  isSent,
  event: {
    id: `tap of ${run}`,
    phone,
    order: 1,
    at: '2026-03-02T01:00:00Z',
    clock_offset_ms: 0,
    position: null,
    revision: 1,
    deed: { kind: 'accepted' },
  },
});

describe('runs that the server has closed', () => {
  it('go from the phone with photos and map, 15 days after the run’s day', async () => {
    const { db, runs, events } = memoryDb(keptRun('old', '2026-03-02'), keptRun('new', '2026-03-03'));
    events.push(tapOf('old', true));
    cached.set('drive-photos', new Set(['/api/drive/runs/old/photos/p1', '/api/drive/runs/new/photos/p1']));
    cached.set(
      'drive-tiles',
      new Set(['/api/drive/runs/old/tiles/9/1/1', '/api/drive/runs/new/tiles/9/1/1']),
    );
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-16T23:59:59Z') });
    await forgetClosedRuns(db);
    expect([...runs.keys()]).toEqual(['old', 'new']);
    vi.setSystemTime(Date.parse('2026-03-17T00:00:00Z'));
    await forgetClosedRuns(db);
    expect([...runs.values()]).toEqual([keptRun('new', '2026-03-03')]);
    expect([...cached.values()].flatMap((paths) => [...paths])).toEqual([
      '/api/drive/runs/new/photos/p1',
      '/api/drive/runs/new/tiles/9/1/1',
    ]);
  });

  it('stay without contacts while a tap is not sent', async () => {
    const { db, runs, events } = memoryDb(keptRun('old', '2026-03-02'));
    events.push(tapOf('old', false));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-04-01T00:00:00Z') });
    await forgetClosedRuns(db);
    expect(runs.get('old')?.wire?.latest.contacts).toEqual([]);
    expect(events).toHaveLength(1);
    // No cache is made that was not there.
    expect(cached.size).toBe(0);
  });
});

describe('whose the requests are', () => {
  /** What the server answers to the next calls. */
  const serve = (state: () => PhoneState | string, wire: DrivenRunWire, latest = wire.latest) =>
    vi.stubGlobal('fetch', async (path: string) => {
      const answer = state();
      if (answer !== 'bound' && answer !== 'replaced')
        return Response.json({ code: answer }, { status: 403 });
      if (!path.endsWith('/events')) return Response.json(wire);
      const now = '2026-03-02T01:00:00Z';
      return Response.json({ now, phone: answer, latest: answer === 'bound' ? latest : null, others: 0 });
    });

  it.each(['replaced', 'PHONE_UNKNOWN', 'PHONE_REFUSED', 'LINK_EXPIRED'])(
    'goes from the phone at the answer %s, and comes back with the run',
    async (gone) => {
      const kept = keptRun('r1', '2026-03-02');
      const { db, runs } = memoryDb(kept);
      cached.set('drive-photos', new Set(['/api/drive/runs/r1/photos/p1', '/api/drive/runs/r2/photos/p2']));
      runs.set('r2', keptRun('r2', '2026-03-02'));
      const log = await RunLog.open(db, kept);
      let state = gone;
      serve(() => state, kept.wire);
      await log.send();
      expect(log.view().wire.latest.contacts).toEqual([]);
      expect(runs.get('r1')?.wire?.latest.contacts).toEqual([]);
      expect([...(cached.get('drive-photos') ?? [])]).toEqual(['/api/drive/runs/r2/photos/p2']);
      state = 'bound';
      await log.send();
      expect(log.view().wire.latest.contacts).toEqual([contact]);
    },
  );

  it('stays without signal, and while the desk has not decided', async () => {
    const kept = keptRun('r1', '2026-03-02');
    const log = await RunLog.open(memoryDb(kept).db, kept);
    serve(() => 'PHONE_WAITING', kept.wire);
    await log.send();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no signal')));
    await log.send();
    expect(log.view().wire.latest.contacts).toEqual([contact]);
  });

  it('is kept of the latest version alone', async () => {
    const kept = keptRun('r1', '2026-03-02');
    const { db, runs } = memoryDb(kept);
    const log = await RunLog.open(db, kept);
    serve(() => 'bound', kept.wire, { revision: 2, frozen: null, contacts: [contact] });
    await log.send();
    expect(runs.get('r1')?.wire?.earlier).toEqual([{ revision: 1, frozen: null }]);
    expect(log.view().wire.latest.contacts).toEqual([contact]);
  });
});
