import Sqlite from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { bundleChildren, startWriter } from './child.ts';
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
import { firstMigrations, tempFolder, tempStore } from './temp-store.ts';

bundleChildren();

const now = () => morning;

/** How many migrations are before one. */
function countBefore(tag: string): number {
  const migrations = fileURLToPath(new URL('../../server/store/migrations', import.meta.url));
  const journal = readFileSync(join(migrations, 'meta/_journal.json'), 'utf8');
  const { entries } = JSON.parse(journal) as { entries: { tag: string }[] };
  return entries.findIndex((entry) => entry.tag === tag);
}

function readRaw<T>(file: string, read: (client: Sqlite.Database) => T): T {
  const client = new Sqlite(file);
  try {
    return read(client);
  } finally {
    client.close();
  }
}

it('finds everything again after closing and opening', async () => {
  const dataDir = tempFolder();
  const first = openStore({ file: storeFile(dataDir), now });
  await first.hubs.add(sampleHub(), []);
  await first.requests.addAll('hub-1', planRequests());
  first.close();
  const { store } = tempStore({ dataDir });
  await store.ping();
  expect(await store.hubs.list()).toEqual([sampleHub()]);
  expect(await store.requests.listByDay('hub-1', today)).toEqual(planRequests());
  expect(await store.events.lastSeq('hub-1')).toBe(1);
});

it('opens with foreign keys, a write-ahead log and a full sync, marked as ours', () => {
  const file = storeFile(tempFolder());
  const store = openStore({ file, now });
  onTestFinished(() => store.close());
  expect(readRaw(file, (client) => client.pragma('journal_mode', { simple: true }))).toBe('wal');
  expect(readRaw(file, (client) => client.pragma('application_id', { simple: true }))).toBe(0x48554257);
});

it('refuses rows that refer to what is not there', async () => {
  const { store } = tempStore();
  await expect(store.people.add(sampleUser())).rejects.toThrow(/FOREIGN KEY/);
});

/** Writes a hub and its fleet as the first version had them. */
function writeFirst(
  file: string,
  fleet: readonly { type: number; name: string; shift: [string, string] }[],
): void {
  readRaw(file, (client) => {
    const { id, name, lat, lon, timezone, currency, region } = sampleHub();
    client
      .prepare(
        'insert into hubs (id, name, lat, lon, timezone, currency, region, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(id, name, lat, lon, timezone, currency, region, morning);
    const terms = "'1.25 t', 'light', 1250, 60, null, 300000, 7000";
    for (const type of new Set(fleet.map((vehicle) => vehicle.type))) {
      client
        .prepare(`insert into vehicle_types values (?, ?, ${terms}, ?)`)
        .run(type, id, type === 1 ? 40_000 : 50_000);
    }
    for (const [position, vehicle] of fleet.entries()) {
      client
        .prepare('insert into vehicles values (?, ?, ?, ?, ?, ?, ?, null, null, 1)')
        .run(`v${position + 1}`, id, vehicle.type, position, vehicle.name, ...vehicle.shift);
    }
  });
}

it('brings a file of the first version up to date and keeps what is in it', async () => {
  const file = storeFile(tempFolder());
  const first = firstMigrations(1);
  openStore({ file, migrationsFolder: first, now }).close();
  writeFirst(file, [{ type: 1, name: 'L-1', shift: ['05:30', '01:00'] }]);
  const old = openStore({ file, migrationsFolder: first, now });
  await old.people.add(sampleUser());
  await old.requests.addAll('hub-1', planRequests());
  old.close();
  expect(
    readRaw(file, (client) =>
      client.prepare("select 1 from sqlite_master where name = 'plan_revisions'").get(),
    ),
  ).toBeUndefined();

  const store = openStore({ file, now });
  try {
    expect(await store.people.list()).toEqual([{ ...sampleUser(), has_password: false }]);
    expect(await store.requests.listByDay('hub-1', today)).toEqual(planRequests());
    expect(await store.fleet.list('hub-1')).toMatchObject([sampleVehicle()]);
    await store.plans.save('hub-1', today, samplePlan(), 'user-1');
    expect(await store.plans.getRevision('hub-1', today, 1)).not.toBeNull();
  } finally {
    store.close();
  }
});

it('makes types of what vehicles of an old file have in common, with names of their own', async () => {
  const file = storeFile(tempFolder());
  openStore({ file, migrationsFolder: firstMigrations(1), now }).close();
  writeFirst(file, [
    { type: 1, name: 'L-1', shift: ['05:30', '19:00'] },
    { type: 1, name: 'L-2', shift: ['07:00', '19:00'] },
    { type: 2, name: 'L-3', shift: ['05:00', '15:00'] },
  ]);
  const store = openStore({ file, now });
  try {
    expect(await store.vehicleTypes.list('hub-1')).toMatchObject([
      { name: '1.25 t', cost_per_hour: 40_000, shift_start: '05:30', shift_end: '19:00', vehicles: 2 },
      { name: '1.25 t (2)', cost_per_hour: 50_000, shift_start: '05:00', shift_end: '15:00', vehicles: 1 },
    ]);
    const fleet = await store.fleet.list('hub-1');
    expect(fleet.map(({ shift_start, shift_end, own }) => ({ shift_start, shift_end, own }))).toEqual([
      { shift_start: '05:30', shift_end: '19:00', own: {} },
      { shift_start: '07:00', shift_end: '19:00', own: { shift_start: '07:00', shift_end: '19:00' } },
      { shift_start: '05:00', shift_end: '15:00', own: {} },
    ]);
    expect(await store.hubs.settings('hub-1')).toMatchObject({
      docks: null,
      unloading_minutes: 0,
      phone: '',
    });
  } finally {
    store.close();
  }
});

it('calls changed bookings and what was carried over by their own ids, where they were called by another’s', async () => {
  const file = storeFile(tempFolder());
  const folder = firstMigrations(countBefore('0021_own-references'));
  const old = openStore({ file, migrationsFolder: folder, now });
  await old.hubs.add(sampleHub(), []);
  const called = (id: string, reference: string, more = {}) => sampleRequest({ id, reference, ...more });
  await old.requests.addAll('hub-1', [
    called('before', 'before', { state: 'cancelled' }),
    called('missed', 'missed', { state: 'missed' }),
    called('of-list', 'list-7', { state: 'missed' }),
    called('other-list', 'before', { date: '2026-03-09' }),
    called('told', 'missed', { date: '2026-03-04', state: 'collected' }),
    called('carried', 'missed', { date: '2026-03-03' }),
    called('carried-of-list', 'list-7', { date: '2026-03-03' }),
  ]);
  await old.requests.addAll('hub-1', [called('changed', 'before')]);
  old.close();
  readRaw(file, (client) => {
    const book = client.prepare(
      "insert into bookings (request_id, landmark, made_at, arrived_at, doubts) values (?, '', ?, ?, '[]')",
    );
    book.run('changed', morning, morning);
    const carry = client.prepare('insert into carried_requests values (?, ?, ?)');
    carry.run('carried', 'missed', today);
    carry.run('told', 'missed', today);
    carry.run('carried-of-list', 'of-list', today);
  });
  const store = openStore({ file, now });
  try {
    const days = [today, '2026-03-03', '2026-03-04', '2026-03-09'];
    const all = await Promise.all(days.map((date) => store.requests.listByDay('hub-1', date)));
    expect(Object.fromEntries(all.flat().map(({ id, reference }) => [id, reference]))).toEqual({
      before: 'before',
      missed: 'missed',
      'of-list': 'list-7',
      'other-list': 'before',
      changed: 'changed',
      told: 'missed',
      carried: 'carried',
      'carried-of-list': 'list-7',
    });
    await expect(store.requests.setState('hub-1', 'before', 'booked')).rejects.toMatchObject({
      code: 'REFERENCE_TAKEN',
    });
  } finally {
    store.close();
  }
});

it('leaves the file as it was when a migration fails', async () => {
  const file = storeFile(tempFolder());
  openStore({ file, migrationsFolder: firstMigrations(1), now }).close();
  writeFirst(file, []);
  const broken = firstMigrations(2);
  const journal = readFileSync(join(broken, 'meta/_journal.json'), 'utf8');
  const { entries } = JSON.parse(journal) as { entries: { tag: string }[] };
  writeFileSync(
    join(broken, `${entries[1]!.tag}.sql`),
    'create table half (id integer);--> statement-breakpoint\ncreate table hubs (id integer);',
  );
  expect(() => openStore({ file, migrationsFolder: broken, now })).toThrow(/hubs/);
  expect(
    readRaw(file, (client) => client.prepare("select 1 from sqlite_master where name = 'half'").get()),
  ).toBeUndefined();
  const again = openStore({ file, now });
  expect(await again.hubs.list()).toEqual([sampleHub()]);
  again.close();
});

it('refuses a file that a newer version wrote', () => {
  const file = storeFile(tempFolder());
  openStore({ file, now }).close();
  readRaw(file, (client) =>
    client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run('new', 9e15),
  );
  expect(() => openStore({ file, now })).toThrow(expect.objectContaining({ code: 'DATA_TOO_NEW' }));
});

it('refuses a file that is another program’s, or no database, and leaves it alone', () => {
  const dataDir = tempFolder();
  const other = join(dataDir, 'other.sqlite');
  readRaw(other, (client) => client.exec('create table theirs (id integer)'));
  expect(() => openStore({ file: other, now })).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
  const text = join(dataDir, 'text.sqlite');
  writeFileSync(text, 'not a database, but long enough to look at '.repeat(100));
  expect(() => openStore({ file: text, now })).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
  expect(readRaw(other, (client) => client.prepare('select name from sqlite_master').pluck().all())).toEqual([
    'theirs',
  ]);
});

it('lets one process write at a time, and the next one after it was killed', async () => {
  const dataDir = tempFolder();
  const file = storeFile(dataDir);
  const child = startWriter([dataDir, '0', 'idle']);
  await child.printed(1);
  expect(() => openStore({ file, now })).toThrow(
    expect.objectContaining({
      code: 'DATA_IN_USE',
      message: expect.stringContaining(String(child.process.pid)),
    }),
  );
  const alongside = openStore({ file, now, isAlongside: true });
  await alongside.people.add(sampleUser({ roles: [] }));
  alongside.close();
  expect(() => openStore({ file, now })).toThrow(expect.objectContaining({ code: 'DATA_IN_USE' }));
  await child.kill();
  const { store } = tempStore({ dataDir });
  expect(await store.people.list()).toHaveLength(1);
});

it('refuses a second opening within one process, and allows it after closing', () => {
  const dataDir = tempFolder();
  const file = storeFile(dataDir);
  const first = openStore({ file, now });
  expect(() => openStore({ file, now })).toThrow(expect.objectContaining({ code: 'DATA_IN_USE' }));
  first.close();
  openStore({ file, now }).close();
});

it('does not migrate beside a running server', () => {
  const file = storeFile(tempFolder());
  const old = openStore({ file, migrationsFolder: firstMigrations(1), now });
  expect(() => openStore({ file, now, isAlongside: true })).toThrow(
    expect.objectContaining({ code: 'DATA_IN_USE' }),
  );
  old.close();
  openStore({ file, now, isAlongside: true }).close();
});
