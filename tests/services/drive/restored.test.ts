import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import { makeRequests } from '#server/services/requests.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { collected, missed, weighed } from '../../domain/drive/made-run.ts';
import { today } from '../../store/samples.ts';
import { drivenWorld } from '../receiving/driven-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

async function world() {
  const made = await drivenWorld(solver);
  const { store, receiving, run, goOn } = made;
  const desk = makeRequests({
    store,
    readContext: () => Promise.reject(new Error('nothing is booked here')),
    makeStandingDay: async () => undefined,
    newId: randomUUID,
    now: () => '2026-03-02T12:00:00Z',
    keepQuote: async () => undefined,
    onQuoteFailure: () => undefined,
  });
  const stateOf = async (id: string) => (await store.requests.get('hub-1', id))?.state;
  const weigh = async (request: string, kg: number, isShort = false) => {
    goOn('2026-03-02T11:00:00Z');
    const line = { request, kg, crates: null, parcels: null, grade: null, reason: null, note: '' };
    await receiving.weighIn(
      'hub-1',
      {
        id: randomUUID(),
        date: today,
        vehicle: run.frozen.run.vehicle,
        trip: 1,
        weighed_at: '2026-03-02T05:00:00Z',
        weighed_by: null,
        lines: [{ ...line, is_short: isShort }],
        is_together: false,
        crates_back: null,
      },
      'user-1',
    );
  };
  const [first, second] = made.requests as [string, string];
  return { ...made, service: desk, stateOf, weigh, first, second };
}

const partly = (request: string): RunDeed => ({ ...collected(request, 50), partly: 'no_room' }) as RunDeed;
const took = (kg: number): RunDeed => ({
  kind: 'unplanned',
  pickup: 'p1',
  place: 'Tả Phìn',
  grower: '',
  product: '',
  ...weighed(kg),
});

describe('a request that is restored', () => {
  it.each([
    { state: 'collected', deed: (id: string) => collected(id, 190) as RunDeed },
    { state: 'partly_collected', deed: partly },
    { state: 'missed', deed: (id: string) => missed(id) as RunDeed },
  ])('is $state as its driver says, whether he said so before or meanwhile', async ({ state, deed }) => {
    const { tap, service, stateOf, first, second } = await world();
    await tap(deed(first));
    for (const id of [first, second]) await service.cancel('hub-1', id);
    await tap(deed(second));
    expect([await stateOf(first), await stateOf(second)]).toEqual(['cancelled', 'cancelled']);
    for (const id of [first, second]) expect((await service.restore('hub-1', id)).state).toBe(state);
    expect([await stateOf(first), await stateOf(second)]).toEqual([state, state]);
  });

  it.each([
    { state: 'collected', kg: 190, isShort: false },
    { state: 'partly_collected', kg: 120, isShort: true },
    { state: 'missed', kg: 0, isShort: true },
  ])('is $state as the hub weighed it, whatever its driver says', async ({ state, kg, isShort }) => {
    const { tap, service, stateOf, weigh, first, second } = await world();
    await weigh(first, kg, isShort);
    for (const id of [first, second]) await service.cancel('hub-1', id);
    await weigh(second, kg, isShort);
    await tap(partly(first), missed(second) as RunDeed);
    for (const id of [first, second]) await service.restore('hub-1', id);
    expect([await stateOf(first), await stateOf(second)]).toEqual([state, state]);
  });

  it('is published where nothing came of it, or its driver has taken that back', async () => {
    const { tap, service, stateOf, first, second } = await world();
    const [event] = await tap(collected(first, 190) as RunDeed);
    for (const id of [first, second]) await service.cancel('hub-1', id);
    await tap({ kind: 'undone', event: event!.id });
    for (const id of [first, second]) await service.restore('hub-1', id);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['published', 'published']);
  });

  it('is collected still where its run was published without it, and not carried over', async () => {
    const { tap, service, stateOf, first, desk, on, publishing } = await world();
    await tap(collected(first, 190) as RunDeed);
    const { edit_version: version } = await desk.get(on(0));
    await desk.edit(on(version), { type: 'unassign', stops: [first] });
    await publishing.publish(on(version + 1), null);
    await service.cancel('hub-1', first);
    await service.restore('hub-1', first);
    expect(await stateOf(first)).toBe('collected');
    expect((await service.carryOver('hub-1', today, [first])).count).toBe(0);
  });

  it('is on board as its driver says where nobody had planned it, with what he put right meanwhile', async () => {
    const { tap, service, run, store } = await world();
    const id = `${run.id}-p1`;
    await tap(took(61));
    await service.cancel('hub-1', id);
    const [again] = await tap(took(64.5));
    await service.restore('hub-1', id);
    expect(await store.requests.get('hub-1', id)).toMatchObject({ state: 'collected', kg: 64.5 });
    await service.cancel('hub-1', id);
    await tap({ kind: 'undone', event: again!.id });
    await service.restore('hub-1', id);
    expect(await store.requests.get('hub-1', id)).toMatchObject({ state: 'collected', kg: 61 });
  });

  it('is to be fetched where nobody had planned it and its driver took it back', async () => {
    const { tap, service, stateOf, run } = await world();
    const [event] = await tap(took(61));
    await tap({ kind: 'undone', event: event!.id });
    expect(await stateOf(`${run.id}-p1`)).toBe('cancelled');
    await service.restore('hub-1', `${run.id}-p1`);
    expect(await stateOf(`${run.id}-p1`)).toBe('booked');
  });
});
