import Sqlite from 'better-sqlite3';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { backupTo, restoreFrom } from '#server/store/backup.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import type { Store } from '#server/store/port.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { bundleChildren, startEditor, startRestorer, startWriter } from './child.ts';
import { morning, sampleHub, sampleRequest, today } from './samples.ts';
import { tempFolder } from './temp-store.ts';

bundleChildren();

const kills = 30;

it(
  `loses nothing acknowledged and keeps nothing half when killed at ${kills} random moments`,
  { timeout: 600_000 },
  async () => {
    const dataDir = tempFolder();
    const random = seededRandom(20_260_302);
    let lists = 0;
    for (let round = 0; round < kills; round++) {
      const child = startWriter([dataDir, String(round)]);
      // Somewhere within the write after a number of others, whatever the speed of the machine.
      await child.printed(1 + Math.floor(random() * 8));
      await sleep(random() * 60);
      await child.kill();

      const store = openStore({ file: storeFile(dataDir), now: () => new Date().toISOString() });
      try {
        lists += await expectWhole(store, `hub-${round}`, child.lines());
      } finally {
        store.close();
      }
      expectSound(storeFile(dataDir));
    }
    expect(lists).toBeGreaterThan(kills);
  },
);

it(
  'has every acknowledged edit, and none by half, when killed between and inside edits',
  { timeout: 300_000 },
  async () => {
    const dataDir = tempFolder();
    const random = seededRandom(20_260_303);
    let edits = 0;
    for (let round = 0; round < 12; round++) {
      const child = startEditor([dataDir, String(round)]);
      await child.printed(1 + Math.floor(random() * 30));
      await sleep(random() * 30);
      await child.kill();
      const acknowledged = Number(child.lines().at(-1)?.replace('version ', ''));

      const store = openStore({ file: storeFile(dataDir), now: () => morning });
      try {
        edits += await expectWholeHistory(store, `hub-${round}`, acknowledged);
      } finally {
        store.close();
      }
      expectSound(storeFile(dataDir));
    }
    expect(edits).toBeGreaterThan(12);
  },
);

it('has the one or the other backup, whole, when killed while restoring', { timeout: 300_000 }, async () => {
  const [dataDir, folder] = [tempFolder(), tempFolder()];
  const counts = [3, 5000];
  const backups = counts.map((count) => join(folder, `${count}.backup`));
  for (const [at, count] of counts.entries()) {
    const source = tempFolder();
    const store = openStore({ file: storeFile(source), now: () => morning });
    await store.hubs.add(sampleHub(), []);
    const rows = Array.from({ length: count }, (_, row) => sampleRequest({ id: `r${row}` }));
    await store.requests.addAll('hub-1', rows);
    store.close();
    await backupTo(source, backups[at]!);
  }
  const random = seededRandom(7);
  for (let round = 0; round < 8; round++) {
    const child = startRestorer([dataDir, ...backups]);
    await child.printed(1 + Math.floor(random() * 3));
    await sleep(random() * 100);
    await child.kill();
    const store = openStore({ file: storeFile(dataDir), now: () => morning });
    expect(counts).toContain((await store.requests.listByDay('hub-1', today)).length);
    store.close();
    expectSound(storeFile(dataDir));
  }
  await restoreFrom(backups[0]!, dataDir);
  expect(readdirSync(dataDir).filter((name) => name.startsWith('restore'))).toEqual([]);
});

/** Compares what is stored with what was acknowledged; only the last write may be there without. */
async function expectWhole(store: Store, hub: string, acknowledged: string[]): Promise<number> {
  const count = (what: string) => acknowledged.filter((line) => line.startsWith(what)).length;
  const requests = await store.requests.listByDay(hub, today);
  expect(requests.length % 500).toBe(0);
  const lists = requests.length / 500;
  expect([count('list'), count('list') + 1]).toContain(lists);

  const cancelled = requests.filter((request) => request.state === 'cancelled').length;
  expect([count('cancelled'), count('cancelled') + 1]).toContain(cancelled);

  const plan = await store.plans.get(hub, today);
  expect([count('plan'), count('plan') + 1]).toContain(plan?.editVersion ?? 0);
  const planned = requests.filter((request) => request.state === 'planned').map(({ id }) => id);
  const inRuns = plan?.document.runs.flatMap((run) =>
    run.trips.flatMap((trip) => trip.stops.flatMap((stop) => stop.requests)),
  );
  expect(planned).toEqual(inRuns ?? []);

  const events = await store.events.listAfter(hub, 0, 100_000);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
  expect(events).toHaveLength(lists + cancelled + (plan?.editVersion ?? 0));
  return lists;
}

/** The plan is what its steps make of the plan at the start, and document, states and events say the same. */
async function expectWholeHistory(store: Store, hub: string, acknowledged: number): Promise<number> {
  const key = { hub, date: today, scenario: null };
  const desk = (await store.desks.get(key))!;
  expect([acknowledged, acknowledged + 1]).toContain(desk.editVersion);
  const steps = await store.desks.listSteps(key, 0);
  expect(steps.map(({ editVersion }) => editVersion)).toEqual(steps.map((_, at) => at + 2));
  expect(steps.at(-1)?.editVersion ?? 1).toBe(desk.editVersion);
  const start = steps.toReversed().reduce((plan, { inverse }) => applyEdit(plan, inverse), desk.plan);
  const again = steps.reduce((plan, { edit }) => applyEdit(plan, edit), start);
  expect(JSON.stringify(again)).toBe(JSON.stringify(desk.plan));

  const { document, editVersion } = (await store.plans.get(hub, today))!;
  expect(editVersion).toBe(desk.editVersion);
  const inDocument = document.runs.map(({ vehicle, trips }) => [
    vehicle,
    trips.map(({ stops }) => stops.map(({ requests }) => requests[0])),
  ]);
  const inPlan = desk.plan.runs.map(({ vehicle, trips }) => [
    vehicle,
    trips.map((stops) => stops.map(({ stop }) => stop)),
  ]);
  expect(inDocument).toEqual(inPlan);
  expect(document.unassigned.map(({ request }) => request).sort()).toEqual(unassignedStops(desk.plan));
  const requests = await store.requests.listByDay(hub, today);
  const planned = requests.filter(({ state }) => state === 'planned').map(({ id }) => id);
  expect(planned.sort()).toEqual(
    inPlan
      .flat(4)
      .filter((stop) => stop.startsWith(hub))
      .sort(),
  );
  const events = await store.events.listAfter(hub, 0, 100_000);
  expect(events.filter(({ event }) => event.type === 'plan.edited')).toHaveLength(steps.length);
  return steps.length;
}

function expectSound(file: string): void {
  const client = new Sqlite(file, { readonly: true });
  try {
    expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(client.pragma('foreign_key_check')).toEqual([]);
  } finally {
    client.close();
  }
}
