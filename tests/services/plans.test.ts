import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { UserError } from '#server/domain/user-error.ts';
import { RoutingError } from '#server/routing/port.ts';
import type { PlanningTools } from '#server/services/planning/plan-day.ts';
import { Solves } from '#server/services/planning/solves.ts';
import { makePlans } from '#server/services/plans.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { flatRoads } from '../support/flat-roads.ts';
import { planRequests, sampleHub, sampleVehicle, today } from '../store/samples.ts';
import { tempStore } from '../store/temp-store.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

async function deskWith(toolsOf: () => PlanningTools) {
  const { store } = tempStore();
  await store.hubs.add(sampleHub(), []);
  await store.requests.addAll('hub-1', planRequests());
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  const failures: unknown[] = [];
  const solves = new Solves({ store, newId: randomUUID, onFailure: (error) => failures.push(error) });
  onTestFinished(() => solves.close());
  const plans = makePlans({
    store,
    solves,
    toolsOf,
    directionTexts: () => [],
    snapLimitMetres: 1000,
    newSeed: () => 1,
  });
  const ended = async () => {
    for (;;) {
      const event = (await store.events.listAfter('hub-1', 0, 1000)).at(-1)?.event;
      if (event?.type === 'solve.ended') return event.data;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { store, solves, plans, failures, ended };
}

describe('a solve', () => {
  it('plans on the new roads where its region is imported anew under it', async () => {
    let isReplaced = false;
    const before = flatRoads(solver, '2026-03-01T10:00:00Z', {
      route: () => {
        isReplaced = true;
        return Promise.reject(new RoutingError('ROUTING_UNAVAILABLE', 'the engine is closed'));
      },
    });
    const after = flatRoads(solver, '2026-03-02T10:00:00Z');
    const { store, plans, failures, ended } = await deskWith(() => (isReplaced ? after : before));
    await plans.startSolve('hub-1', today, 0.3, null);
    expect(await ended()).toMatchObject({ outcome: 'planned', code: null });
    expect(failures).toEqual([]);
    const plan = await store.plans.get('hub-1', today);
    expect(plan?.document.routing.built).toBe('2026-03-02T10:00:00Z');
    expect(plan?.editVersion).toBe(1);
  });

  it('keeps the plan before where it is cancelled after its paths were found', async () => {
    let cancel = () => undefined as void;
    const roads = flatRoads(solver, '2026-03-01T10:00:00Z', {
      identity: async () => {
        cancel();
        return {
          engine: 'valhalla',
          version: '3.6.1',
          region: '',
          built: '2026-03-01T10:00:00Z',
          conditions: '',
        };
      },
    });
    const { store, plans, ended } = await deskWith(() => roads);
    const { solve } = await plans.startSolve('hub-1', today, 0.3, null);
    cancel = () => void plans.stopSolve('hub-1', solve, false);
    expect(await ended()).toMatchObject({ outcome: 'cancelled', plan: null });
    expect(await store.plans.get('hub-1', today)).toBeNull();
  });

  it('tells a refusal by its code, and of any other failure only that it happened', async () => {
    const refused = new RoutingError('ROUTING_TIMEOUT', 'no answer in 60 s');
    const broken = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
    for (const [error, told] of [
      [refused, { code: 'ROUTING_TIMEOUT', message: 'no answer in 60 s' }],
      [broken, { code: 'INTERNAL', message: 'The server’s log has the cause.' }],
    ] as const) {
      const roads = flatRoads(solver, '2026-03-01T10:00:00Z', { nearest: () => Promise.reject(error) });
      const { plans, failures, ended } = await deskWith(() => roads);
      await plans.startSolve('hub-1', today, 0.3, null);
      expect(await ended()).toMatchObject({ outcome: 'failed', ...told });
      expect(failures).toEqual([error]);
    }
  });

  it('leaves the day free again once the full disk that kept its end from being written has room', async () => {
    const { store, solves, plans, failures, ended } = await deskWith(() =>
      flatRoads(solver, '2026-03-01T10:00:00Z'),
    );
    const full = new UserError('DISK_FULL', 'The database could not grow.');
    vi.spyOn(store.plans, 'save').mockRejectedValueOnce(full);
    vi.spyOn(store.solves, 'end').mockRejectedValueOnce(full);
    await plans.startSolve('hub-1', today, 0.3, null);
    expect(await ended()).toMatchObject({ outcome: 'failed', code: 'DISK_FULL', plan: null });
    expect(failures).toEqual([full, full]);
    await plans.startSolve('hub-1', today, 0.3, null);
    await solves.close();
    expect(await store.solves.running('hub-1', today)).toBeNull();
  });

  it('is interrupted, and not cancelled, when the server stops', async () => {
    const { solves, plans, ended } = await deskWith(() => flatRoads(solver, '2026-03-01T10:00:00Z'));
    const { solve } = await plans.startSolve('hub-1', today, 600, null);
    await solves.close();
    expect(await ended()).toMatchObject({ outcome: 'interrupted', plan: null });
    expect(await plans.get('hub-1', today)).toEqual({
      plan: null,
      solve: null,
      interrupted: { solve, rest: null },
    });
  });

  it('does not wait for room on the disk when the server stops', async () => {
    const { store, solves, plans, failures } = await deskWith(() =>
      flatRoads(solver, '2026-03-01T10:00:00Z'),
    );
    const full = new UserError('DISK_FULL', 'The database could not grow.');
    vi.spyOn(store.plans, 'save').mockRejectedValue(full);
    vi.spyOn(store.solves, 'end').mockRejectedValue(full);
    await plans.startSolve('hub-1', today, 0.3, null);
    await vi.waitFor(() => expect(failures).toHaveLength(2), 5000);
    await solves.close();
    expect(await store.solves.running('hub-1', today)).not.toBeNull();
  });

  it('ends at once with a whole plan where it is to stop before its search began', async () => {
    const { store, plans, ended } = await deskWith(() => flatRoads(solver, '2026-03-01T10:00:00Z'));
    const { solve } = await plans.startSolve('hub-1', today, 600, null);
    await plans.stopSolve('hub-1', solve, true);
    expect(await ended()).toMatchObject({ outcome: 'planned' });
    const document = (await store.plans.get('hub-1', today))?.document;
    const served = document?.runs.flatMap((run) =>
      run.trips.flatMap((trip) => trip.stops.flatMap((s) => s.requests)),
    );
    const named = [...(served ?? []), ...(document?.unassigned.map(({ request }) => request) ?? [])];
    expect(named.sort()).toEqual(['r1', 'r2', 'r3', 'r4']);
  });
});
