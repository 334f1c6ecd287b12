import Sqlite from 'better-sqlite3';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backupTo, restoreFrom } from '#server/store/backup.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { bundleChildren, startWriter } from './child.ts';
import { morning, planRequests, sampleHub, samplePlan, sampleRequest, sampleUser, today } from './samples.ts';
import { firstMigrations, tempFolder, tempStore } from './temp-store.ts';

bundleChildren();

const now = () => morning;

const taPhin = { name: 'Tả Phìn', phone: '', locale: 'vi', divides_by: null } as const;
const grower = { name: 'Chảo Mẩy', phone: '', locale: 'vi', role: 'grower' } as const;

function change(file: string, sql: string): void {
  const client = new Sqlite(file);
  client.exec(sql);
  client.close();
}

/** A data directory with a day and a region; the store is open. */
async function filledStore() {
  const { store, dataDir } = tempStore();
  await store.hubs.add(sampleHub(), []);
  await store.people.add(sampleUser());
  await store.requests.addAll('hub-1', planRequests());
  await store.plans.save('hub-1', today, samplePlan(), 'user-1');
  mkdirSync(join(dataDir, 'regions/lowland'), { recursive: true });
  writeFileSync(join(dataDir, 'regions/lowland/region.json'), '{}');
  return { store, dataDir, file: join(tempFolder(), 'day.backup') };
}

it('restores a backup, made while the store is open, into an empty folder', async () => {
  const { store, dataDir, file } = await filledStore();
  expect(await backupTo(dataDir, file)).toEqual({ regions: ['highland', 'lowland'] });
  await store.requests.addAll('hub-1', [sampleRequest({ id: 'later' })]);

  const target = join(tempFolder(), 'new/var');
  mkdirSync(join(target, 'regions/lowland'), { recursive: true });
  writeFileSync(join(target, 'regions/lowland/region.json'), '{}');
  expect(await restoreFrom(file, target)).toMatchObject({
    missingRegions: ['highland'],
    keptAside: null,
  });
  const { store: restored } = tempStore({ dataDir: target });
  expect(await restored.hubs.list()).toEqual([sampleHub()]);
  expect((await restored.plans.get('hub-1', today))?.document).toEqual(samplePlan());
  expect(await restored.requests.get('hub-1', 'later')).toBeNull();
  expect(readdirSync(target).filter((name) => /restore|part/.test(name))).toEqual([]);
});

it('makes one file and leaves nothing beside it', async () => {
  const { dataDir, file } = await filledStore();
  await backupTo(dataDir, file);
  await backupTo(dataDir, file);
  expect(readdirSync(join(file, '..'))).toEqual(['day.backup']);
});

it('keeps the database before aside, and lets nobody stay signed in', async () => {
  const { store, dataDir, file } = await filledStore();
  const session = { user: 'user-1', createdAt: morning, expiresAt: '2026-03-31T00:00:00Z' };
  await store.sessions.add({ ...session, tokenHash: 'cookie' });
  await store.sessions.addInvite({ ...session, tokenHash: 'link' });
  const { id: cooperative } = await store.cooperatives.add('hub-1', taPhin);
  await store.members.add('hub-1', 'm1', { ...grower, cooperative });
  const { expiresAt } = session;
  await store.memberSessions.addLink({ tokenHash: 'used', member: 'm1', expiresAt });
  const phone = { id: 's1', tokenHash: 'phone', hub: 'hub-1', device: 'Zalo' };
  await store.memberSessions.useLink('used', { ...phone, createdAt: morning, expiresAt });
  await store.memberSessions.addLink({ tokenHash: 'open', member: 'm1', expiresAt });
  const keys = { p256dh: 'p', auth: 'a' };
  await store.push.subscribe('s1', {
    endpoint: 'https://push.example.org/1',
    keys,
    locale: 'vi',
    seq: 0,
    told: {},
  });
  await backupTo(dataDir, file);
  await store.requests.addAll('hub-1', [sampleRequest({ id: 'later' })]);
  store.close();

  const { keptAside } = await restoreFrom(file, dataDir);
  const { store: restored } = tempStore({ dataDir });
  expect(await restored.requests.get('hub-1', 'later')).toBeNull();
  expect(await restored.sessions.find('cookie', morning)).toBeNull();
  expect(await restored.sessions.findInvite('link')).toBeNull();
  expect(await restored.memberSessions.find('phone', morning)).toBeNull();
  expect(await restored.memberSessions.findLink('open')).toBeNull();
  expect(await restored.memberSessions.findLink('used')).toMatchObject({ member: { id: 'm1' } });

  const before = tempFolder();
  copyFileSync(keptAside!, storeFile(before));
  const { store: old } = tempStore({ dataDir: before });
  expect(await old.requests.get('hub-1', 'later')).not.toBeNull();
});

it('takes a consistent backup while another process writes', async () => {
  const dataDir = tempFolder();
  const child = startWriter([dataDir, '0']);
  await child.printed(3);
  for (let at = 0; at < 3; at++) {
    const acknowledged = child.lines().filter((line) => line.startsWith('list')).length;
    const file = join(tempFolder(), 'busy.backup');
    await backupTo(dataDir, file);
    const target = tempFolder();
    await restoreFrom(file, target);
    const restored = openStore({ file: storeFile(target), now });
    const requests = await restored.requests.listByDay('hub-0', today);
    const events = await restored.events.listAfter('hub-0', 0, 100_000);
    restored.close();
    expect(requests.length % 500).toBe(0);
    expect(requests.length / 500).toBeGreaterThanOrEqual(acknowledged);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    await child.printed(child.lines().length + 2);
  }
  await expect(restoreFrom(join(dataDir, 'any'), dataDir)).rejects.toMatchObject({ code: 'DATA_IN_USE' });
});

it('backs up what a killed server left in its log', async () => {
  const dataDir = tempFolder();
  const child = startWriter([dataDir, '0']);
  await child.printed(4);
  await child.kill();
  const file = join(tempFolder(), 'dead.backup');
  await backupTo(dataDir, file);
  const target = tempFolder();
  await restoreFrom(file, target);
  const { store } = tempStore({ dataDir: target });
  expect((await store.plans.get('hub-0', today))?.editVersion).toBeGreaterThanOrEqual(1);
});

it('refuses a truncated backup at any length, another file and a plain database, and changes nothing', async () => {
  const { store, dataDir, file } = await filledStore();
  await backupTo(dataDir, file);
  store.close();
  const before = readFileSync(storeFile(dataDir));
  const size = statSync(file).size;
  const wrong = join(tempFolder(), 'wrong');
  const refuse = async () => {
    await expect(restoreFrom(wrong, dataDir)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
    expect(readFileSync(storeFile(dataDir)).equals(before)).toBe(true);
    expect(readdirSync(dataDir).filter((name) => name.includes('restore'))).toEqual([]);
  };
  for (const length of [0, 50, 100, 4096, Math.floor(size / 2), size - 4096, size - 1]) {
    copyFileSync(file, wrong);
    truncateSync(wrong, length);
    await refuse();
  }
  writeFileSync(wrong, 'kg;place\n120;Tả Phìn\n'.repeat(1000));
  await refuse();
  copyFileSync(storeFile(dataDir), wrong);
  await refuse();
});

it('refuses a backup with damaged pages', async () => {
  const { store, dataDir, file } = await filledStore();
  await backupTo(dataDir, file);
  store.close();
  const bytes = readFileSync(file);
  // The first bytes of a page say what it is.
  for (let page = 2; page < 8; page++) bytes.fill(0xee, page * 4096, page * 4096 + 64);
  writeFileSync(file, bytes);
  await expect(restoreFrom(file, dataDir)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
});

it('refuses a backup of a newer version', async () => {
  const { store, dataDir, file } = await filledStore();
  await backupTo(dataDir, file);
  store.close();
  change(file, "insert into __drizzle_migrations (hash, created_at) values ('new', 9000000000000000)");
  await expect(restoreFrom(file, dataDir)).rejects.toMatchObject({ code: 'DATA_TOO_NEW' });
});

it('restores a backup of the first version, with the table of photos that backups had', async () => {
  const old = tempFolder();
  openStore({ file: storeFile(old), migrationsFolder: firstMigrations(1), now }).close();
  const file = join(tempFolder(), 'old.backup');
  await backupTo(old, file);
  change(
    file,
    `create table backup_photos (path text primary key not null, bytes blob not null);
    insert into backup_photos values ('2026/plums.jpg', x'ffd8')`,
  );
  const target = tempFolder();
  await restoreFrom(file, target);
  expect(existsSync(join(target, 'photos'))).toBe(false);
  const { store } = tempStore({ dataDir: target });
  expect(await store.hubs.list()).toEqual([]);
  const client = new Sqlite(storeFile(target), { readonly: true });
  onTestFinished(() => void client.close());
  const tables = client.prepare("select name from sqlite_master where name like 'backup%'").all();
  expect(tables).toEqual([]);
});

it('restores over a damaged database and keeps that aside', async () => {
  const { store, dataDir, file } = await filledStore();
  await backupTo(dataDir, file);
  store.close();
  writeFileSync(storeFile(dataDir), 'damaged '.repeat(2000));
  const { keptAside } = await restoreFrom(file, dataDir);
  expect(readFileSync(keptAside!, 'utf8')).toContain('damaged');
  const { store: restored } = tempStore({ dataDir });
  expect(await restored.hubs.list()).toEqual([sampleHub()]);
});

it('says which file it could not read or write', async () => {
  const { dataDir, file } = await filledStore();
  await expect(backupTo(tempFolder(), file)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(backupTo(dataDir, join(tempFolder(), 'no/such/folder'))).rejects.toMatchObject({
    code: 'FILE_UNWRITABLE',
  });
  await expect(backupTo(dataDir, storeFile(dataDir))).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' });
  await expect(restoreFrom(join(tempFolder(), 'none'), tempFolder())).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });
});
