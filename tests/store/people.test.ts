import { expect, it } from 'vitest';
import { sampleHub, sampleUser } from './samples.ts';
import { tempStore } from './temp-store.ts';

async function storeWithHub() {
  const { store } = tempStore();
  await store.hubs.add(sampleHub(), []);
  return store;
}

it('hands out people as they were added, in that order', async () => {
  const store = await storeWithHub();
  const other = sampleUser({
    id: 'a',
    email: ' Chang@Example.ORG ',
    roles: [{ role: 'administrator', hub: null }],
  });
  expect(await store.people.add(sampleUser())).toEqual({ ...sampleUser(), has_password: false });
  await store.people.add(other);
  expect(await store.people.list()).toEqual([
    { ...sampleUser(), has_password: false },
    { ...other, email: 'chang@example.org', has_password: false },
  ]);
  expect(await store.people.get('a')).toMatchObject({ email: 'chang@example.org' });
  expect(await store.people.get('nobody')).toBeNull();
});

it('refuses an address that somebody has in other letters', async () => {
  const store = await storeWithHub();
  await store.people.add(sampleUser());
  await expect(
    store.people.add(sampleUser({ id: 'user-2', email: 'MAI@example.org' })),
  ).rejects.toMatchObject({
    code: 'EMAIL_TAKEN',
    ids: ['user-1'],
  });
  expect(await store.people.list()).toHaveLength(1);
});

it('changes only what a change names', async () => {
  const store = await storeWithHub();
  await store.people.add(sampleUser());
  await store.people.setPassword('user-1', 'scrypt$hash');
  const roles = [
    { role: 'manager', hub: 'hub-1' },
    { role: 'receiver', hub: 'hub-1' },
  ] as const;
  expect(await store.people.update('user-1', { roles: [...roles] })).toEqual({
    ...sampleUser({ roles: [...roles] }),
    has_password: true,
  });
  expect(await store.people.update('user-1', { is_disabled: true, name: 'Mai' })).toMatchObject({
    name: 'Mai',
    is_disabled: true,
    roles,
  });
  expect(await store.people.findByEmail('Mai@example.org')).toMatchObject({
    id: 'user-1',
    passwordHash: 'scrypt$hash',
  });
  await expect(store.people.update('user-9', { name: 'X' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
});

it('finds a session until it expires or is removed', async () => {
  const store = await storeWithHub();
  await store.people.add(sampleUser());
  const session = { user: 'user-1', createdAt: '2026-03-01T00:00:00Z', expiresAt: '2026-03-31T00:00:00Z' };
  for (const tokenHash of ['a', 'b', 'c']) await store.sessions.add({ ...session, tokenHash });
  await store.sessions.add({ ...session, tokenHash: 'old', expiresAt: '2026-03-02T07:00:00+07:00' });

  expect(await store.sessions.find('a', '2026-03-30T23:59:59Z')).toMatchObject({ user: { id: 'user-1' } });
  expect(await store.sessions.find('a', '2026-03-31T00:00:00Z')).toBeNull();
  expect(await store.sessions.find('unknown', '2026-03-30T23:59:59Z')).toBeNull();
  await store.sessions.remove('a');
  expect(await store.sessions.find('a', '2026-03-02T00:00:00Z')).toBeNull();
  await store.sessions.removeExpired('2026-03-02T00:00:00Z');
  expect(await store.sessions.find('old', '2026-03-01T00:00:00Z')).toBeNull();
  expect(await store.sessions.find('b', '2026-03-02T00:00:00Z')).not.toBeNull();
  await store.sessions.removeOfUser('user-1');
  expect(await store.sessions.find('b', '2026-03-02T00:00:00Z')).toBeNull();
});

it('lets exactly one caller use an invitation', async () => {
  const store = await storeWithHub();
  await store.people.add(sampleUser());
  for (const tokenHash of ['used', 'unused']) {
    await store.sessions.addInvite({ tokenHash, user: 'user-1', expiresAt: '2026-03-04T00:00:00Z' });
  }
  const uses = await Promise.all(
    [1, 2, 3].map(() => store.sessions.useInvite('used', '2026-03-02T00:00:00Z')),
  );
  expect(uses.filter(Boolean)).toHaveLength(1);
  expect(await store.sessions.findInvite('used')).toMatchObject({ usedAt: '2026-03-02T00:00:00Z' });
  await store.sessions.removeInvitesOfUser('user-1');
  expect(await store.sessions.findInvite('unused')).toBeNull();
  expect(await store.sessions.useInvite('unused', '2026-03-02T00:00:00Z')).toBe(false);
});
