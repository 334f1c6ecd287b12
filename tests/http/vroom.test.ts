import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultTuning } from '#server/http/config.ts';
import type { VroomSolution } from '#server/contract/vroom.ts';
import type { RunningSolve, Solution, SolverPool } from '#server/solver-pool/port.ts';
import { RoutingError } from '#server/routing/port.ts';
import type { VroomRouting } from '#server/services/vroom/routed-travel.ts';
import { makeVroomService, type VroomServiceLimits } from '#server/services/vroom/vroom-service.ts';
import { vroomPlanner } from '#server/vroom-planner.ts';
import { type ServedApp, serveApp, until } from './served.ts';

const apps: ServedApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

const problem = {
  vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
  jobs: [{ id: 7, location_index: 1 }],
  matrices: {
    car: {
      durations: [
        [0, 100],
        [110, 0],
      ],
    },
  },
};
const onRoads = {
  vehicles: [{ id: 1, start: [103, 22] }],
  jobs: [{ id: 7, location: [103.1, 22] }],
};
const limits: VroomServiceLimits = {
  mostTasks: 2,
  mostVehicles: 2,
  usualSeconds: 6,
  mostSeconds: 60,
  atOnce: 1,
  waiting: 1,
};

/** A solver whose solves end when a test says so. */
class HeldSolver implements SolverPool {
  readonly solves: { seconds: number; seed: number; end: () => void; isCancelled: boolean }[] = [];

  solve: SolverPool['solve'] = (_, { seconds, seed }): RunningSolve => {
    const held = { seconds, seed, end: () => {}, isCancelled: false };
    let cancel = () => {};
    const result = new Promise<Solution>((resolve, reject) => {
      held.end = () =>
        resolve({ runs: [{ vehicle: 0, trips: [[0]] }], unassigned: [], cost: 210, penalty: 0 });
      cancel = () => {
        held.isCancelled = true;
        reject(new DOMException('the solve was cancelled', 'AbortError'));
      };
    });
    this.solves.push(held);
    return { result, finishEarly: () => undefined, cancel };
  };

  prepare = () => undefined;
  close = () => Promise.resolve();
}

async function serveVroom(options: {
  calls?: number;
  key?: string;
  bytes?: number;
  routing?: VroomRouting | null;
  threads?: (number | null)[];
}) {
  const solver = new HeldSolver();
  const vroom = makeVroomService({
    limits,
    planner: vroomPlanner,
    withSolver: (threads, use) => {
      options.threads?.push(threads);
      return use(solver);
    },
    routingOf: () => options.routing ?? null,
  });
  const app = await serveApp({
    services: { vroom },
    ...(options.calls !== undefined && {
      tuning: { limits: { ...defaultTuning.limits, write: { windowSeconds: 60, calls: options.calls } } },
    }),
    config: { vroomApiKey: options.key ?? null, vroomBytes: options.bytes ?? 1_000_000 },
  });
  apps.push(app);
  const post = (body: object | string, init: RequestInit = {}) =>
    fetch(`${app.url}/api/vroom/`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  return { app, solver, post };
}

describe('POST /api/vroom/', () => {
  it('answers a problem as vroom-express does, whatever the body is said to be', async () => {
    const { post, solver } = await serveVroom({});
    const answering = post(problem, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    await until(() => solver.solves.length === 1);
    solver.solves[0]!.end();
    const response = await answering;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('x-queue-place')).toBe('0');
    const solution = (await response.json()) as VroomSolution;
    expect(solution).toMatchObject({ code: 0, summary: { cost: 210, routes: 1, unassigned: 0 } });
  });

  it('takes the options of vroom-express, and ours', async () => {
    const threads: (number | null)[] = [];
    const { post, solver } = await serveVroom({ threads });
    const tried = [{ l: 3, t: 2, seed: 5, g: null }, { x: 1 }, {}];
    for (const [index, options] of tried.entries()) {
      const answering = post({ ...problem, options });
      await until(() => solver.solves.length > index);
      solver.solves[index]!.end();
      expect((await answering).status).toBe(200);
    }
    expect(solver.solves.map(({ seconds, seed }) => [seconds, seed])).toEqual([
      [3, 5],
      [2, 1],
      [6, 1],
    ]);
    expect(threads).toEqual([2, null, null]);
    const planned = { ...problem, vehicles: [{ ...problem.vehicles[0], steps: [{ type: 'job', id: 7 }] }] };
    expect((await post({ ...planned, options: { c: true } })).status).toBe(200);
    expect(solver.solves).toHaveLength(3);
  });

  const down: VroomRouting = {
    engine: {
      nearest: () => Promise.reject(new RoutingError('ROUTING_UNAVAILABLE', 'nobody answers')),
    } as unknown as VroomRouting['engine'], // nothing else of it is reached
    matrices: { matrix: () => Promise.reject(new Error('not reached')) },
    snapLimitMetres: 1000,
  };
  const three = Array.from({ length: 3 }, (_, id) => ({ id, location_index: 1 }));
  it.each([
    ['no JSON', '{', 400, 2, /^problem: it is not JSON/],
    ['nothing', '', 400, 2, /^problem: it is not JSON/],
    ['an error in a job', { ...problem, jobs: [{ id: 7 }] }, 400, 2, /^job 7: location_index is missing/],
    [
      'a beginning that cannot be kept',
      {
        ...problem,
        vehicles: [{ id: 11, start_index: 0, max_tasks: 0, fixed_start: [{ type: 'job', id: 7 }] }],
      },
      400,
      2,
      /^vehicle 11: fixed_start: it has 1 more tasks than max_tasks$/,
    ],
    ['a time above the limit', { ...problem, options: { l: 61 } }, 400, 2, /^options: l is 61, above 60/],
    ['too many tasks', { ...problem, jobs: three }, 413, 4, /^Too many tasks: 3, of at most 2/],
    ['too many bytes', ' '.repeat(2000), 413, 4, /larger than this address takes/],
    ['roads that cannot be had', onRoads, 500, 3, /nobody answers/],
  ])('says as VROOM does that there is wrong: %s', async (_, body, status, code, error) => {
    const { post } = await serveVroom({ bytes: 1000, routing: down });
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ code, error: expect.stringMatching(error) });
  });

  it('says as VROOM does that there were too many calls, and when to come again', async () => {
    const { post } = await serveVroom({ calls: 1 });
    expect((await post('{')).status).toBe(400);
    const response = await post('{');
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toEqual({ code: 1, error: 'At most 1 such calls in 60 s are taken.' });
  });

  it('lets callers wait, and sends them away when the line is full', async () => {
    const { app, post, solver } = await serveVroom({});
    const first = post(problem);
    await until(() => solver.solves.length === 1);
    const second = post(problem);
    await until(() => app.log.some(({ place }) => place === 1));
    const health = await fetch(`${app.url}/api/vroom/health`);
    expect(await health.json()).toEqual({ running: 1, waiting: 1, at_once: 1, most_waiting: 1 });
    const third = await post(problem);
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '12']);
    expect(await third.json()).toEqual({ code: 1, error: '1 calls are being answered and 1 wait.' });
    solver.solves[0]!.end();
    expect((await first).status).toBe(200);
    await until(() => solver.solves.length === 2);
    solver.solves[1]!.end();
    expect((await second).headers.get('x-queue-place')).toBe('1');
  });

  it('cancels the solve of a caller that goes away, in the line too', async () => {
    const { app, post, solver } = await serveVroom({});
    const [running, waiting] = [new AbortController(), new AbortController()];
    const all = [post(problem, { signal: running.signal })];
    all[0]!.catch(() => undefined); // looked at below
    await until(() => solver.solves.length === 1);
    all.push(post(problem, { signal: waiting.signal }));
    all[1]!.catch(() => undefined);
    await until(() => app.log.some(({ place }) => place === 1));
    waiting.abort();
    await until(() => app.log.some(({ msg }) => /went away/.test(String(msg))));
    running.abort();
    await Promise.allSettled(all);
    await until(() => solver.solves[0]!.isCancelled);
    const state = async () => (await fetch(`${app.url}/api/vroom/health`)).json();
    expect(await state()).toMatchObject({ running: 0, waiting: 0 });
    expect(solver.solves).toHaveLength(1);
  });
});

describe('who may call', () => {
  const key = 'a-key-of-24-characters-x';
  const bad = { ...problem, jobs: [] };

  it('is who has the key, where there is one', async () => {
    const { app, post } = await serveVroom({ key });
    const statusWith = async (authorization?: string) =>
      (await post(bad, { headers: authorization === undefined ? {} : { authorization } })).status;
    expect(await statusWith()).toBe(401);
    expect(await statusWith(key)).toBe(401);
    expect(await statusWith(`Bearer ${key}x`)).toBe(401);
    expect(await statusWith(`Bearer ${key}`)).toBe(400);
    const health = await fetch(`${app.url}/api/vroom/health`);
    expect([health.status, await health.json()]).toEqual([
      401,
      { code: 2, error: 'The call has no key, or another than the server’s.' },
    ]);
  });

  it('is this machine alone where there is no key: nothing through a proxy, and no page of another host', async () => {
    const { app, post } = await serveVroom({});
    expect((await post(bad)).status).toBe(400);
    expect((await post(bad, { headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(401);
    expect((await post(bad, { headers: { origin: 'https://example.org' } })).status).toBe(403);
    const { port } = new URL(app.url);
    const status = await new Promise((resolve, reject) => {
      const call = request({
        port,
        host: '127.0.0.1',
        path: '/api/vroom',
        method: 'POST',
        headers: { host: 'evil.example' },
      });
      call
        .on('response', (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end('{}');
    });
    expect(status).toBe(401);
  });
});
