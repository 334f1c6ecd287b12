import { beforeEach, expect, it } from 'vitest';
import type { CooperativeDraft, MemberDraft } from '#server/contract/cooperative.ts';
import type { Store } from '#server/store/port.ts';
import { morning, sampleHub, sampleProducts, sampleRequest } from './samples.ts';
import { tempStore } from './temp-store.ts';

const taPhin: CooperativeDraft = { name: 'Tả Phìn', phone: '0912 000 111', locale: 'vi', divides_by: null };
const grower = (cooperative: string): MemberDraft => ({
  cooperative,
  name: 'Chảo Mẩy',
  phone: '0912 345 678',
  locale: 'vi',
  role: 'grower',
});

let store: Store;
beforeEach(async () => {
  ({ store } = tempStore());
  await store.hubs.add(sampleHub(), sampleProducts);
  await store.hubs.add(sampleHub({ id: 'hub-2', name: 'Sa Pa' }), []);
});

it('keeps cooperatives by name; one that a list named first is the same', async () => {
  await store.requests.addAll('hub-1', [sampleRequest({ id: 'r1', cooperative: 'Nậm Tăm' })]);
  const added = await store.cooperatives.add('hub-1', taPhin);
  const [listed] = await store.cooperatives.list('hub-1');
  expect(listed).toMatchObject({ name: 'Nậm Tăm', phone: '', locale: null });
  await expect(store.cooperatives.add('hub-1', taPhin)).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  const renamed = { ...taPhin, name: 'Nậm Tăm 2' };
  expect(await store.cooperatives.update('hub-1', listed!.id, renamed)).toMatchObject(renamed);
  expect(await store.requests.get('hub-1', 'r1')).toMatchObject({ cooperative: 'Nậm Tăm 2' });
  await expect(store.cooperatives.update('hub-2', added.id, taPhin)).rejects.toMatchObject({
    code: 'COOPERATIVE_UNKNOWN',
  });
});

it('keeps members of a cooperative, and none for another hub', async () => {
  const { id } = await store.cooperatives.add('hub-1', taPhin);
  const member = await store.members.add('hub-1', 'm1', grower(id));
  expect(await store.members.list('hub-1')).toEqual([member]);
  expect(await store.members.list('hub-2')).toEqual([]);
  await expect(store.members.update('hub-2', 'm1', grower(id))).rejects.toMatchObject({
    code: 'MEMBER_UNKNOWN',
  });
  const other = await store.cooperatives.add('hub-2', taPhin);
  await expect(store.members.update('hub-1', 'm1', grower(other.id))).rejects.toMatchObject({
    code: 'COOPERATIVE_UNKNOWN',
  });
  expect(await store.members.update('hub-1', 'm1', { ...grower(id), role: 'leader' })).toMatchObject({
    role: 'leader',
    created_at: morning,
  });
});

it('binds a phone by a link once, and lets go of it', async () => {
  const { id } = await store.cooperatives.add('hub-1', taPhin);
  await store.members.add('hub-1', 'm1', grower(id));
  const sessions = store.memberSessions;
  const soon = '2026-03-02T12:00:00Z';
  await sessions.addLink({ tokenHash: 'old', member: 'm1', expiresAt: soon });
  await sessions.addLink({ tokenHash: 'new', member: 'm1', expiresAt: soon });
  expect(await sessions.findLink('old')).toBeNull();
  expect((await sessions.list('hub-1', morning)).links.get('m1')).toBe(soon);
  const phone = { hub: 'hub-1', device: 'Zalo', createdAt: morning, expiresAt: '2027-03-02T00:00:00Z' };
  expect(await sessions.useLink('new', { id: 's1', tokenHash: 't1', ...phone })).toBe(true);
  expect(await sessions.useLink('new', { id: 's2', tokenHash: 't2', ...phone })).toBe(false);
  expect(await sessions.find('t1', morning)).toMatchObject({ id: 's1', hub: 'hub-1', member: { id: 'm1' } });
  expect(await sessions.find('t2', morning)).toBeNull();
  expect(await sessions.find('t1', '2027-03-02T00:00:00Z')).toBeNull();
  expect((await sessions.list('hub-1', morning)).sessions).toMatchObject([{ member: 'm1', device: 'Zalo' }]);
  await expect(sessions.remove('hub-2', 'm1', 's1')).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN' });
  await sessions.remove('hub-1', 'm1', 's1');
  expect(await sessions.find('t1', morning)).toBeNull();
});

it('deletes all that is kept of a member', async () => {
  const { id } = await store.cooperatives.add('hub-1', taPhin);
  await store.members.add('hub-1', 'm1', grower(id));
  await store.memberSessions.addLink({ tokenHash: 'l', member: 'm1', expiresAt: '2026-03-02T12:00:00Z' });
  await store.members.remove('hub-1', 'm1');
  expect(await store.members.get('hub-1', 'm1')).toBeNull();
  expect(await store.memberSessions.findLink('l')).toBeNull();
  const events = (await store.events.listAfter('hub-1', 0, 100)).map(({ event }) => event.type);
  expect(events).toEqual(['people.changed', 'people.changed', 'people.changed']);
});
