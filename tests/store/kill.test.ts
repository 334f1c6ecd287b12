import Sqlite from 'better-sqlite3';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { backupTo, restoreFrom } from '#server/store/backup.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import type { Store } from '#server/store/port.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startRestorer, startWriter } from './child.ts';
import { morning, sampleHub, sampleRequest, today } from './samples.ts';
import { tempFolder } from './temp-store.ts';

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

function expectSound(file: string): void {
  const client = new Sqlite(file, { readonly: true });
  try {
    expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(client.pragma('foreign_key_check')).toEqual([]);
  } finally {
    client.close();
  }
}
