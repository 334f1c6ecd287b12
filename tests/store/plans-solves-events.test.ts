import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { ProposalWire } from '#server/contract/desk.ts';
import {
  planDocument,
  planLeg,
  planRun,
  planStop,
  planTrip,
  planUnassigned,
  planViolation,
} from '#server/contract/plan.ts';
import {
  morning,
  planRequests,
  sampleHub,
  samplePlan,
  sampleRequest,
  sampleUser,
  sampleVehicle,
  today,
} from './samples.ts';
import { tempStore } from './temp-store.ts';

async function storeWithDay(now = () => morning) {
  const { store } = tempStore({ now });
  await store.hubs.add(sampleHub(), []);
  await store.people.add(sampleUser());
  await store.requests.addAll('hub-1', planRequests());
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  return store;
}

const statesOf = async (store: Awaited<ReturnType<typeof storeWithDay>>) =>
  Object.fromEntries((await store.requests.listByDay('hub-1', today)).map(({ id, state }) => [id, state]));

it('gives a plan back byte for byte', async () => {
  const store = await storeWithDay();
  expect(await store.plans.get('hub-1', today)).toBeNull();
  const saved = await store.plans.save('hub-1', today, samplePlan(), 'user-1');
  expect(JSON.stringify(saved.document)).toBe(JSON.stringify(samplePlan()));
  expect(saved).toMatchObject({ editVersion: 1, createdAt: morning, createdBy: 'user-1', date: today });
  const read = await store.plans.get('hub-1', today);
  expect(JSON.stringify(read)).toBe(JSON.stringify(saved));
  expect(await store.plans.get('hub-1', '2026-03-03')).toBeNull();
});

it('keeps every field that the contract has', () => {
  const plan = samplePlan();
  const run = plan.runs[0]!;
  const optional = new Set(['table_seconds']);
  const samples: [z.ZodObject, object | undefined][] = [
    [planDocument, plan],
    [planRun, run],
    [planTrip, run.trips[0]],
    [planStop, run.trips[0]?.stops[0]],
    [planLeg, run.trips[0]?.legs[1]],
    [planViolation, run.violations[0]],
    [planUnassigned, plan.unassigned[0]],
  ];
  // The test above proves it of the sample; this one, that the sample has all there is.
  for (const [schema, sample] of samples) {
    expect(Object.keys(sample ?? {}).sort()).toEqual(Object.keys(schema.shape).sort());
  }
  expect(optional.has('table_seconds') && 'table_seconds' in (run.trips[0]?.legs[1] ?? {})).toBe(true);
  expect(planDocument.parse(plan)).toEqual(plan);
});

it('writes instants in the zone of the plan, across a change of the clocks', async () => {
  const store = await storeWithDay();
  const plan = samplePlan();
  const trip = plan.runs[0]!.trips[0]!;
  plan.timezone = 'Europe/Andorra';
  plan.runs[0]!.trips = [trip];
  // The clocks go from 02:00 (+01:00) to 03:00 (+02:00) on 29 March 2026.
  trip.start = '2026-03-29T01:30:00+01:00';
  trip.stops[0]!.arrival = '2026-03-29T01:59:59+01:00';
  trip.stops[0]!.start = '2026-03-29T03:00:00+02:00';
  trip.stops[0]!.departure = '2026-03-29T03:10:00.500+02:00';
  trip.end = '2026-03-29T04:00:00+02:00';
  trip.arrival = '2026-03-29T03:50:00+02:00';
  plan.runs[0]!.leaves_at = trip.start;
  plan.runs[0]!.breaks = [
    { trip: 0, position: 0, start: '2026-03-29T01:30:00+01:00', end: '2026-03-29T01:40:00+01:00' },
  ];
  const { document } = await store.plans.save('hub-1', today, plan, null);
  expect(document).toEqual(plan);
});

it('sets the states of requests, and takes them back when a later plan leaves them out', async () => {
  const store = await storeWithDay();
  await store.requests.setState('hub-1', 'r2', 'cancelled');
  await store.plans.save('hub-1', today, samplePlan(), null);
  expect(await statesOf(store)).toEqual({ r1: 'planned', r2: 'cancelled', r3: 'planned', r4: 'booked' });

  const smaller = samplePlan();
  smaller.runs[0]!.trips.splice(1);
  smaller.unassigned.push({ request: 'r3', code: 'NOT_ENOUGH_VEHICLES', reason: 'full' });
  await store.plans.save('hub-1', today, smaller, null);
  expect(await statesOf(store)).toEqual({ r1: 'planned', r2: 'cancelled', r3: 'booked', r4: 'booked' });
});

it('finds requests by their reference of the day too', async () => {
  const store = await storeWithDay();
  await store.requests.addAll('hub-1', [sampleRequest({ id: 'internal', reference: 'from-the-list' })]);
  const plan = samplePlan();
  plan.runs[0]!.trips[1]!.stops[0]!.requests = ['from-the-list'];
  expect((await store.plans.save('hub-1', today, plan, null)).document).toEqual(plan);
  expect(await statesOf(store)).toMatchObject({ internal: 'planned', r3: 'booked' });
});

it('refuses a plan of another day, or that names a request there is not', async () => {
  const store = await storeWithDay();
  await store.plans.save('hub-1', today, samplePlan(), null);
  const wrong = samplePlan();
  wrong.runs[0]!.trips[0]!.stops[0]!.requests = ['r1', 'r99'];
  await expect(store.plans.save('hub-1', today, wrong, null)).rejects.toMatchObject({
    code: 'PLAN_INVALID',
    ids: ['r99'],
  });
  await expect(store.plans.save('hub-1', '2026-03-03', samplePlan(), null)).rejects.toMatchObject({
    code: 'PLAN_INVALID',
  });
  expect(await store.plans.get('hub-1', today)).toMatchObject({ editVersion: 1, document: samplePlan() });
});

it('counts edit versions up and keeps the earlier ones', async () => {
  const store = await storeWithDay();
  const first = await store.plans.save('hub-1', today, samplePlan(), 'user-1');
  const shorter = { ...samplePlan(), runs: [], warnings: [] };
  const second = await store.plans.save('hub-1', today, shorter, null);
  expect(second).toMatchObject({ id: first.id, editVersion: 2, createdBy: null });
  expect(await store.plans.getRevision('hub-1', today, 1)).toEqual(first);
  expect(await store.plans.getRevision('hub-1', today, 2)).toEqual(second);
  expect(await store.plans.getRevision('hub-1', today, 3)).toBeNull();
  const events = (await store.events.listAfter('hub-1', 2, 10)).map(({ event }) => event);
  expect(events).toEqual([
    { type: 'plan.changed', data: { plan: first.id, date: today, edit_version: 1 } },
    { type: 'plan.changed', data: { plan: first.id, date: today, edit_version: 2 } },
  ]);
});

it('keeps a plan when its vehicle leaves the fleet', async () => {
  const store = await storeWithDay();
  await store.plans.save('hub-1', today, samplePlan(), null);
  await store.fleet.replace('hub-1', []);
  expect((await store.plans.get('hub-1', today))?.document).toEqual(samplePlan());
});

it('means by a reference the request that stands, not a cancelled one that had it', async () => {
  const store = await storeWithDay();
  await store.requests.setState('hub-1', 'r1', 'cancelled');
  await store.requests.addAll('hub-1', [sampleRequest({ id: 'again', reference: 'r1-list' })]);
  await store.requests.setState('hub-1', 'again', 'cancelled');
  await store.requests.addAll('hub-1', [sampleRequest({ id: 'third', reference: 'r1-list' })]);
  await store.requests.setState('hub-1', 'third', 'cancelled');
  await store.requests.setState('hub-1', 'again', 'booked');
  const plan = samplePlan();
  plan.runs[0]!.trips[0]!.stops[0]!.requests = ['r2', 'r1-list'];
  await store.plans.save('hub-1', today, plan, null);
  expect(await statesOf(store)).toMatchObject({ again: 'planned', third: 'cancelled' });
});

it('runs one solve of a day at a time', async () => {
  const store = await storeWithDay();
  await store.solves.start({ id: 's1', hub: 'hub-1', date: today, by: 'user-1' });
  expect(await store.solves.running('hub-1', today)).toBe('s1');
  await expect(store.solves.start({ id: 's2', hub: 'hub-1', date: today, by: null })).rejects.toMatchObject({
    code: 'SOLVE_RUNNING',
    ids: ['s1'],
  });
  await store.solves.start({ id: 's3', hub: 'hub-1', date: '2026-03-03', by: null });
  const ended = {
    solve: 's1',
    date: today,
    outcome: 'failed',
    plan: null,
    code: 'SOLVER_CRASHED',
    message: 'twice',
  } as const;
  await store.solves.end('s1', ended);
  expect(await store.solves.running('hub-1', today)).toBeNull();
  await expect(store.solves.end('s1', ended)).rejects.toMatchObject({ code: 'SOLVE_UNKNOWN' });
  await store.solves.start({ id: 's4', hub: 'hub-1', date: today, by: null });
  expect((await store.events.listAfter('hub-1', 2, 10)).map(({ event }) => event)).toEqual([
    { type: 'solve.started', data: { solve: 's1', date: today } },
    { type: 'solve.started', data: { solve: 's3', date: '2026-03-03' } },
    { type: 'solve.ended', data: ended },
    { type: 'solve.started', data: { solve: 's4', date: today } },
  ]);
});

it('ends what was running before a crash as interrupted', async () => {
  let second = 0;
  const store = await storeWithDay(() => new Date(Date.parse(morning) + ++second * 1000).toISOString());
  await store.solves.start({ id: 's1', hub: 'hub-1', date: today, by: null });
  const rest = { scenario: 'wetter' };
  await store.solves.start({ id: 's2', hub: 'hub-1', date: '2026-03-03', by: null, rest });
  expect(await store.solves.endInterrupted()).toBe(2);
  expect(await store.solves.endInterrupted()).toBe(0);
  expect(await store.solves.running('hub-1', today)).toBeNull();
  expect(await store.solves.lastInterrupted('hub-1', today)).toEqual({ solve: 's1', rest: null });
  expect(await store.solves.lastInterrupted('hub-1', '2026-03-03')).toEqual({ solve: 's2', rest });
  const last = (await store.events.listAfter('hub-1', 0, 100)).at(-1);
  expect(last?.event).toMatchObject({ type: 'solve.ended', data: { solve: 's2', outcome: 'interrupted' } });
  // Planned again: it is past.
  await store.solves.start({ id: 's3', hub: 'hub-1', date: today, by: null, rest: { scenario: null } });
  expect(await store.solves.lastInterrupted('hub-1', today)).toBeNull();
  await store.solves.endInterrupted();
  expect(await store.solves.lastInterrupted('hub-1', today)).toEqual({
    solve: 's3',
    rest: { scenario: null },
  });
});

it('numbers events of each hub from 1 without a gap and replays them from any', async () => {
  const store = await storeWithDay();
  await store.hubs.add(sampleHub({ id: 'hub-2', name: 'Other' }), []);
  for (const id of ['a', 'b', 'c']) await store.requests.addAll('hub-2', [sampleRequest({ id })]);
  expect(await store.events.lastSeq('hub-2')).toBe(3);
  expect(await store.events.lastSeq('hub-1')).toBe(2);
  expect(await store.events.lastSeq('hub-9')).toBe(0);
  const page = await store.events.listAfter('hub-2', 1, 1);
  expect(page).toEqual([
    {
      seq: 2,
      hub: 'hub-2',
      at: morning,
      event: { type: 'requests.changed', data: { date: today, count: 1 } },
    },
  ]);
});

it('keeps the last fifty proposals of a hub, beyond the server that found them', async () => {
  let minute = 0;
  const now = () => new Date(Date.parse(morning) + 60_000 * minute++).toISOString();
  const { store, dataDir } = tempStore({ now });
  await store.hubs.add(sampleHub(), []);
  const figures = { runs: 1, cost: 5, metres: 0, seconds: 0, unserved: 0, late_seconds: 0, violations: 0 };
  const proposal = (edit_version: number): ProposalWire => ({
    scenario: null,
    edit_version,
    edit: { type: 'unassign', stops: ['r1'] },
    moved: [],
    reordered: [],
    before: figures,
    after: figures,
  });
  const ended = { date: today, outcome: 'proposed', plan: null, code: null, message: null } as const;
  for (let number = 1; number <= 52; number++) {
    await store.solves.start({ id: `s${number}`, hub: 'hub-1', date: today, by: null });
    await store.solves.keepProposal(`s${number}`, proposal(number));
    await store.solves.end(`s${number}`, { solve: `s${number}`, ...ended });
  }
  store.close();
  const { store: again } = tempStore({ dataDir });
  const kept = await Promise.all(
    ['s1', 's2', 's3', 's52'].map((id) => again.solves.getProposal('hub-1', id)),
  );
  expect(kept).toEqual([null, null, proposal(3), proposal(52)]);
  expect(await again.solves.getProposal('hub-2', 's52')).toBeNull();
});
