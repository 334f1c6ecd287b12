import Database from 'better-sqlite3';
import express from 'express';
import type { Express, Response } from 'express';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { InterruptedSolve, PlannedRest } from '#server/contract/desk.ts';
import type { HubEvent, SolveProgress } from '#server/contract/event.ts';
import type { Request } from '#server/contract/request.ts';
import { securityHeaders } from '#server/http/security.ts';
import { MockDesk } from './mock-desk.ts';
import { date, hub, makePlan, makeRequests, region, session } from './mock-day.ts';
import { serveSettings } from './mock-settings.ts';

export interface MockServer {
  readonly url: string;
  readonly desk: MockDesk;
  /** As if the day had been planned before. */
  plan(): void;
  /** As if the server had stopped while the day was planned, or the rest of a plan of it. */
  interrupt(rest?: PlannedRest): void;
  /** As if something had become of a request before. */
  setRequest(id: string, change: Partial<Request>): void;
  /** To all pages that are open. */
  send(event: HubEvent): void;
  close(): Promise<void>;
}

interface MockState {
  isSignedIn: boolean;
  requests: Request[];
  isPlanned: boolean;
  interrupted: InterruptedSolve | null;
  /** What was sent and logged, the first at index 0, as it was written. */
  readonly log: string[];
  readonly streams: Set<Response>;
  solveTimer: ReturnType<typeof setInterval> | undefined;
}

/**
 * Serves a built web app with canned answers in the contract's shapes and an event stream that plays a solve. Tiles
 * come from `mbtiles` where one is given, else all are empty.
 */
export async function startMockServer(webFolder: string, mbtiles: string | null = null): Promise<MockServer> {
  const state: MockState = {
    isSignedIn: false,
    requests: makeRequests(),
    isPlanned: false,
    interrupted: null,
    log: [],
    streams: new Set(),
    solveTimer: undefined,
  };
  const app = express();
  app.use(securityHeaders({ publicUrl: null, mapStyleUrl: null } as Parameters<typeof securityHeaders>[0]));
  app.use(express.json());
  serveEntry(app, state);
  serveHub(app, state);
  serveSettings(app, refuse);
  const send = sender(state);
  const desk = new MockDesk(send);
  desk.serve(app);
  serveSolves(app, state, send);
  serveAdmin(app);
  serveTiles(app, mbtiles);
  app.use(express.static(webFolder, { index: false }));
  app.use((_req, res) => res.sendFile('index.html', { root: webFolder }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    desk,
    send,
    plan: () => {
      state.isPlanned = true;
    },
    interrupt: (rest) => {
      state.interrupted = { solve: 's0', rest: rest ?? null };
    },
    setRequest: (id, change) => {
      state.requests = state.requests.map((each) => (each.id === id ? { ...each, ...change } : each));
    },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(state.solveTimer);
        for (const stream of state.streams) stream.end();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function refuse(res: Response, status: number, code: string): void {
  res.status(status).type('application/problem+json');
  res.send(JSON.stringify({ type: 'about:blank', title: code, status, code, action: 'Try something else.' }));
}

function serveEntry(app: Express, state: MockState): void {
  app.get('/api/session', (_req, res) =>
    state.isSignedIn ? void res.json(session) : refuse(res, 401, 'NOT_SIGNED_IN'),
  );
  app.post('/api/session', (req, res) => {
    const { password } = req.body as { password: string };
    if (password !== 'correct horse battery') return refuse(res, 401, 'SIGN_IN_FAILED');
    state.isSignedIn = true;
    res.json(session);
  });
  app.delete('/api/session', (_req, res) => {
    state.isSignedIn = false;
    res.status(204).end();
  });
  app.get('/api/invites/:token', (_req, res) =>
    res.json({ name: session.user.name, email: session.user.email, expires_at: '2026-03-09T00:00:00Z' }),
  );
  app.post('/api/invites/:token', (_req, res) => {
    state.isSignedIn = true;
    res.json(session);
  });
}

function serveHub(app: Express, state: MockState): void {
  app.get('/api/hubs/:hub', (_req, res) =>
    res.json({
      hub,
      region,
      today: date,
      seq: state.log.length,
      cut_off: '17:00',
      products: [
        {
          id: 'p1',
          name: 'tea',
          names: {},
          picture: 'tea',
          kg_per_crate: 15,
          kg_per_parcel: 5,
          freshness_hours: 12,
        },
      ],
    }),
  );
  app.get('/api/hubs/:hub/places', (req, res) =>
    res.json(
      state.requests
        .filter(({ place }) => place.toLowerCase().includes(String(req.query['q']).toLowerCase()))
        .map(({ id, place, lat, lon }) => ({ id, name: place, kind: 'village', lat, lon, near: hub.name })),
    ),
  );
  app.get('/api/hubs/:hub/requests', (req, res) =>
    res.json(state.requests.filter((request) => request.date === req.query['date'])),
  );
  app.post('/api/hubs/:hub/requests', (req, res) => {
    const draft = req.body as { place: string; kg: number };
    const [first] = state.requests;
    const added = { ...first!, ...draft, id: 'r-new', reference: 'r-new' };
    state.requests.push(added);
    res.status(201).json(added);
  });
  const setState = (id: string, next: 'cancelled' | 'booked') => {
    state.requests = state.requests.map((each) => (each.id === id ? { ...each, state: next } : each));
    return state.requests.find((each) => each.id === id);
  };
  app.delete('/api/hubs/:hub/requests/:request', (req, res) =>
    res.json(setState(req.params.request, 'cancelled')),
  );
  app.post('/api/hubs/:hub/requests/:request/restore', (req, res) =>
    res.json(setState(req.params.request, 'booked')),
  );
  app.post('/api/hubs/:hub/requests/import', express.raw({ type: '*/*' }), (req, res) => {
    const isBad = String(req.body).includes('heavy as a cow');
    res.json({
      kind: 'requests',
      rows: 2,
      delimiter: ',',
      columns: [
        { heading: 'nơi', column: 'place' },
        { heading: 'cân nặng', column: 'kg' },
        { heading: 'ghi chú', column: null },
      ],
      formats: { decimal: '.', date: null },
      sample: [{ row: 2, values: { place: 'Tả Phìn', kg: 120 } }],
      errors: isBad
        ? [
            {
              row: 2,
              column: 'kg',
              code: 'VALUE_INVALID',
              message: '“heavy as a cow” is no number.',
              action: 'Correct the cell.',
            },
          ]
        : [],
      warnings: [
        { row: 0, code: 'ENCODING_GUESSED', message: 'The file was read as windows-1258.' },
        { row: 0, code: 'COLUMN_UNKNOWN', message: 'The column “ghi chú” is not known and is left out.' },
      ],
      committed: req.query['commit'] === 'true',
    });
  });
  app.get('/api/hubs/:hub/quote', (req, res) =>
    res.json({
      currency: hub.currency,
      kg: Number(req.query['kg']),
      crates: 1,
      parcels: 2,
      is_on_road: true,
      days: [],
    }),
  );
  app.get('/api/hubs/:hub/quotes', (_req, res) => res.json([]));
  app.get('/api/hubs/:hub/bookings', (_req, res) => res.json([]));
  app.get('/api/hubs/:hub/driven-runs', (_req, res) => res.json([]));
  app.get('/api/hubs/:hub/publication', (_req, res) => res.json({ revision: 0, runs: [], revisions: [] }));
}

/** Sends events to all that follow. */
function sender(state: MockState): (event: HubEvent) => void {
  return (event) => {
    const isLive = event.type === 'solve.progress';
    const seq = state.log.length + 1;
    const data = isLive ? event.data : { seq, hub: hub.id, at: new Date().toISOString(), event };
    const text = `${isLive ? '' : `id: ${seq}\n`}event: ${event.type}\ndata: ${JSON.stringify(data)}\n\n`;
    if (!isLive) state.log.push(text);
    for (const stream of state.streams) stream.write(text);
  };
}

function serveSolves(app: Express, state: MockState, send: (event: HubEvent) => void): void {
  const end = (isKept: boolean): void => {
    clearInterval(state.solveTimer);
    state.isPlanned ||= isKept;
    const outcome = isKept ? 'planned' : 'cancelled';
    send({
      type: 'solve.ended',
      data: { solve: 's1', date, outcome, plan: isKept ? 'p1' : null, code: null, message: null },
    });
  };
  app.get('/api/hubs/:hub/events', (req, res) => {
    res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }).flushHeaders();
    const after = req.get('Last-Event-ID') ?? req.query['after'];
    for (const missed of state.log.slice(Number(after ?? state.log.length))) res.write(missed);
    state.streams.add(res);
    req.on('close', () => state.streams.delete(res));
  });
  app.get('/api/hubs/:hub/plan', (_req, res) =>
    res.json({
      plan: state.isPlanned
        ? {
            id: 'p1',
            edit_version: 1,
            created_at: `${date}T05:00:00+07:00`,
            created_by: session.user.id,
            document: makePlan(makeRequests()),
          }
        : null,
      solve: null,
      interrupted: state.interrupted,
    }),
  );
  app.post('/api/hubs/:hub/solves', (_req, res) => {
    const costs = [1_900_000, 1_720_000, 1_600_000, 1_540_000];
    let step = 0;
    state.interrupted = null;
    state.solveTimer = setInterval(() => {
      const progress: SolveProgress = {
        solve: 's1',
        date,
        phase: step === 0 ? 'matrix' : 'solving',
        done: Math.min(1, step / 8),
        seconds_left: Math.max(0, 8 - step),
        cost: step === 0 ? null : (costs[Math.min(step - 1, costs.length - 1)] ?? null),
        unassigned: step === 0 ? null : 1,
        runs: step === 0 ? null : 2,
      };
      send({ type: 'solve.progress', data: progress });
      step += 1;
      // Long enough for a test to press Stop first.
      if (step > 60) end(true);
    }, 150);
    res.status(202).json({ solve: 's1' });
  });
  app.delete('/api/hubs/:hub/solves/:solve', (req, res) => {
    res.status(204).end();
    end(req.query['keep'] === 'true');
  });
  app.get('/api/hubs/:hub/plan/runs/:vehicle/directions', (_req, res) =>
    res.json([
      {
        to: 'Tả Phìn',
        seconds: 1_500,
        metres: 11_000,
        steps: [{ text: 'Turn left', metres: 300, seconds: 60 }],
      },
    ]),
  );
}

function serveAdmin(app: Express): void {
  app.get('/api/users', (_req, res) => res.json([session.user]));
  app.post('/api/users', (req, res) =>
    res.status(201).json({
      user: { ...session.user, ...(req.body as object), id: 'u2', has_password: false },
      link: 'http://127.0.0.1/invite/one-time',
    }),
  );
  app.get('/api/regions', (_req, res) => res.json([region]));
}

function serveTiles(app: Express, mbtiles: string | null): void {
  const file = mbtiles !== null && existsSync(mbtiles) ? mbtiles : null;
  const db = file === null ? null : new Database(join(file), { readonly: true });
  const read = db?.prepare<[number, number, number], { tile_data: Buffer }>(
    'SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?',
  );
  app.get('/api/hubs/:hub/tiles/:z/:x/:y', (req, res) => {
    const [z, x, y] = [req.params.z, req.params.x, req.params.y].map(Number);
    const tile = read?.get(z ?? 0, x ?? 0, 2 ** (z ?? 0) - 1 - (y ?? 0))?.tile_data;
    if (!tile) return void res.status(204).end();
    res.set({ 'Content-Type': 'application/vnd.mapbox-vector-tile', 'Content-Encoding': 'gzip' }).send(tile);
  });
}
