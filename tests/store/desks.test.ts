import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { inverseOf, touchedBy } from '#server/domain/edits/difference.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { storeFile } from '#server/store/data-files.ts';
import { planRequests, sampleHub, samplePlan, sampleVehicle, today } from './samples.ts';
import { tempStore } from './temp-store.ts';

const record = { hub: 'hub-1', date: today, scenario: null };

async function planned() {
  const { store, dataDir } = tempStore();
  await store.hubs.add(sampleHub(), []);
  await store.requests.addAll('hub-1', planRequests());
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  await store.plans.save('hub-1', today, samplePlan(), null);
  return { store, dataDir };
}

const lock = (plan: DeskPlan) => {
  const edit = { type: 'lock' as const, runs: [1] };
  const after = applyEdit(plan, edit);
  return {
    plan: after,
    step: {
      id: null,
      kind: 'edit' as const,
      of: null,
      edit,
      inverse: inverseOf(plan, edit),
      touched: touchedBy(edit, plan, after),
      costChange: 0,
      by: null,
    },
    document: null,
  };
};

it('reads a plan as its stops, each with its requests and the parts of them', async () => {
  const { store } = await planned();
  const { plan, editVersion } = (await store.desks.get(record))!;
  expect(editVersion).toBe(1);
  expect(plan).toEqual({
    stops: [
      { stop: 'r1', requests: [{ request: 'r1', part: { kg: 40, crates: 2, parcels: 8 } }] },
      {
        stop: 'r2',
        requests: [
          { request: 'r2', part: null },
          { request: 'r1', part: { kg: 80.5, crates: 5, parcels: 16 } },
        ],
      },
      { stop: 'r3', requests: [{ request: 'r3', part: null }] },
    ],
    runs: [
      {
        run: 1,
        vehicle: 'L-1',
        driver: null,
        // The document says when it leaves: 06:10.
        start: 22_200,
        state: 'open',
        trips: [[{ stop: 'r2', pin: null }], [{ stop: 'r3', pin: null }]],
      },
    ],
    barred: [],
  });
});

it('adds a step only to the version it was made on', async () => {
  const { store } = await planned();
  const { plan } = (await store.desks.get(record))!;
  expect(await store.desks.commit(record, 1, lock(plan))).toMatchObject({ editVersion: 2, by: null });
  expect(await store.desks.commit(record, 1, lock(plan))).toBeNull();
  expect(await store.desks.listKinds(record)).toEqual([{ editVersion: 2, kind: 'edit', of: null }]);
  expect((await store.desks.get(record))?.plan.runs[0]?.state).toBe('locked');
});

it('makes a plan made anew a step of the same history', async () => {
  const { store } = await planned();
  const { plan } = (await store.desks.get(record))!;
  await store.desks.commit(record, 1, lock(plan));
  await store.plans.save('hub-1', today, samplePlan(), null);
  const [, solve] = await store.desks.listSteps(record, 0);
  expect(solve).toMatchObject({ editVersion: 3, kind: 'solve' });
  const anew = (await store.desks.get(record))!;
  expect(anew).toMatchObject({ editVersion: 3, plan });
  expect(applyEdit(anew.plan, solve!.inverse).runs[0]?.state).toBe('locked');
});

it('gives a plan that was made before there were histories its first step', async () => {
  const { store, dataDir } = await planned();
  const raw = new Sqlite(storeFile(dataDir));
  raw.exec('delete from desk_plans');
  raw.close();
  const { plan, editVersion } = (await store.desks.get(record))!;
  expect(editVersion).toBe(1);
  await store.desks.commit(record, 1, lock(plan));
  expect((await store.desks.get(record))?.plan.runs[0]?.state).toBe('locked');
});

it('keeps scenarios by their names, each with a history of its own', async () => {
  const { store } = await planned();
  const { plan } = (await store.desks.get(record))!;
  const scenario = { name: 'Two trucks', plan, by: null };
  await store.desks.addScenario('hub-1', today, { id: 's1', ...scenario });
  await expect(store.desks.addScenario('hub-1', today, { id: 's2', ...scenario })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  });
  await store.desks.commit({ ...record, scenario: 's1' }, 1, lock(plan));
  expect((await store.desks.listScenarios('hub-1', today)).map((each) => each.editVersion)).toEqual([2]);
  expect((await store.desks.get(record))?.editVersion).toBe(1);
  await store.desks.removeScenario('hub-1', today, 's1');
  await expect(store.desks.removeScenario('hub-1', today, 's1')).rejects.toMatchObject({
    code: 'SCENARIO_UNKNOWN',
  });
  await expect(
    store.desks.addScenario('hub-1', '2026-03-03', { id: 's1', ...scenario }),
  ).rejects.toMatchObject({ code: 'PLAN_UNKNOWN' });
});

it('fills a path into the leg it was asked for, and into no other', async () => {
  const { store } = await planned();
  const plan = samplePlan();
  const [first] = plan.runs[0]!.trips;
  first!.legs[0]!.geometry.coordinates = [];
  await store.plans.save('hub-1', today, plan, null);
  const path = { vehicle: 'L-1', trip: 0, leg: 0, coordinates: [[1, 2] as [number, number]] };
  const { seconds, metres } = first!.legs[0]!;
  const legs = async () => (await store.plans.get('hub-1', today))!.document.runs[0]!.trips[0]!.legs;
  await store.plans.addPaths('hub-1', today, [{ ...path, seconds: seconds + 1, metres }]);
  expect((await legs())[0]!.geometry.coordinates).toEqual([]);
  await store.plans.addPaths('hub-1', today, [
    { ...path, seconds, metres },
    { ...path, ...first!.legs[1]!, leg: 1 },
  ]);
  expect((await legs()).map(({ geometry }) => geometry.coordinates.length)).toEqual([1, 2]);
  expect((await store.events.listAfter('hub-1', 0, 100)).at(-1)?.event).toMatchObject({
    type: 'plan.paths',
    data: { vehicles: ['L-1'] },
  });
});
