import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeAuth } from '#server/auth/auth.ts';
import type { User } from '#server/contract/people.ts';
import { openMigratedStore } from '../store/temp-store.ts';

const start = Date.parse('2026-03-02T00:00:00Z');
const hourMs = 3_600_000;
const ip = '10.0.0.7';
const secret = 'mountain tea 88';

function makeDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'hubward-auth-'));
  let nowMs = start;
  const now = () => new Date(nowMs).toISOString();
  const store = openMigratedStore(folder, now);
  const logged: unknown[] = [];
  const logger = { info: (about: object, message: string) => logged.push([about, message]) };
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    store,
    logged,
    auth: makeAuth({
      people: store.people,
      sessions: store.sessions,
      memberSessions: store.memberSessions,
      hubs: store.hubs,
      now,
      randomBytes,
      logger,
    }),
    pass: (ms: number) => (nowMs += ms),
  };
}

/** With two hubs and an administrator who has a password. */
async function makeStaffedDesk() {
  const desk = makeDesk();
  for (const id of ['hub-1', 'hub-2']) {
    const place = { lat: 22, lon: 103, timezone: 'Asia/Ho_Chi_Minh', currency: 'VND', region: 'highland' };
    await desk.store.hubs.add({ id, name: id.toUpperCase(), ...place }, []);
  }
  const link = await desk.auth.bootstrapAdministrator();
  const { session } = await desk.auth.acceptInvite(tokenOf(link), secret);
  const addDispatcher = async (roles: User['roles'] = [{ role: 'dispatcher', hub: 'hub-1' }]) => {
    const { user, link } = await desk.auth.addUser({
      name: 'Mai',
      email: 'mai@example.org',
      locale: 'vi',
      roles,
    });
    return { user, token: tokenOf(link) };
  };
  return { ...desk, administrator: session.user, addDispatcher };
}

const tokenOf = (link: string | null) => /^\/invite\/([\w-]{43})$/.exec(link ?? '')![1]!;

it('adds the first administrator once and gives a link that sets the password', async () => {
  const { auth, store } = makeDesk();
  const link = await auth.bootstrapAdministrator();
  expect(await auth.getInvite(tokenOf(link))).toEqual({
    name: 'Administrator',
    email: 'admin@hubward.local',
    expires_at: '2026-03-05T00:00:00Z',
  });
  expect(await store.people.list()).toMatchObject([{ roles: [{ role: 'administrator', hub: null }] }]);
  const { session } = await auth.acceptInvite(tokenOf(link), secret);
  expect(session.user).toMatchObject({ name: 'Administrator', has_password: true });
  expect(await auth.bootstrapAdministrator()).toBeNull();
});

it('makes a fresh link at each start until the first administrator has a password; older ones end', async () => {
  const { auth, store } = makeDesk();
  const first = await auth.bootstrapAdministrator();
  const second = await auth.bootstrapAdministrator();
  expect(second).not.toBe(first);
  await expect(auth.getInvite(tokenOf(first))).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
  expect(await auth.getInvite(tokenOf(second))).toMatchObject({ name: 'Administrator' });
  expect(await store.people.list()).toHaveLength(1);
});

it('signs in with the address in any letters, and knows the session by its secret until 30 days later', async () => {
  const { auth, pass } = await makeStaffedDesk();
  const issued = await auth.signIn(' Admin@Hubward.local', secret, ip);
  expect(issued.expiresAt).toBe('2026-04-01T00:00:00.000Z');
  expect(issued.secret).toMatch(/^[\w-]{43}$/);
  expect(issued.session.expires_at).toBe(issued.expiresAt);
  expect(await auth.authenticate(issued.secret)).toEqual(issued.session);
  pass(30 * 24 * hourMs - 1);
  expect(await auth.authenticate(issued.secret)).not.toBeNull();
  pass(1);
  expect(await auth.authenticate(issued.secret)).toBeNull();
});

it('ends a session on signing out, and knows no invented secret', async () => {
  const { auth } = await makeStaffedDesk();
  const [one, two] = [
    await auth.signIn('admin@hubward.local', secret, ip),
    await auth.signIn('admin@hubward.local', secret, ip),
  ];
  await auth.signOut(one.secret);
  expect(await auth.authenticate(one.secret)).toBeNull();
  expect(await auth.authenticate(two.secret)).not.toBeNull();
  expect(await auth.authenticate('')).toBeNull();
  expect(await auth.authenticate('x'.repeat(10_000))).toBeNull();
});

it('answers alike to an unknown address, a wrong password, an unused invitation and a disabled person', async () => {
  const { auth, addDispatcher } = await makeStaffedDesk();
  const { user, token } = await addDispatcher();
  const refusal = { code: 'SIGN_IN_FAILED', message: 'E-mail or password is wrong.', ids: [] };
  await expect(auth.signIn('nobody@example.org', secret, ip)).rejects.toMatchObject(refusal);
  await expect(auth.signIn('admin@hubward.local', 'wrong password', ip)).rejects.toMatchObject(refusal);
  await expect(auth.signIn('mai@example.org', secret, ip)).rejects.toMatchObject(refusal);
  await auth.acceptInvite(token, secret);
  await auth.updateUser(user.id, { is_disabled: true });
  await expect(auth.signIn('mai@example.org', secret, ip)).rejects.toMatchObject(refusal);
});

it('shows an administrator every hub and others those of their roles', async () => {
  const { auth, administrator, addDispatcher } = await makeStaffedDesk();
  const { token } = await addDispatcher([
    { role: 'dispatcher', hub: 'hub-2' },
    { role: 'receiver', hub: 'hub-2' },
  ]);
  expect((await auth.acceptInvite(token, secret)).session.hubs).toEqual([{ id: 'hub-2', name: 'HUB-2' }]);
  const { session } = await auth.signIn(administrator.email, secret, ip);
  expect(session.hubs.map((hub) => hub.id)).toEqual(['hub-1', 'hub-2']);
});

it('lets an invitation in once, and none of two at the same moment twice', async () => {
  const { auth, addDispatcher } = await makeStaffedDesk();
  const { token } = await addDispatcher();
  await auth.getInvite(token);
  await auth.getInvite(token);
  const both = await Promise.allSettled([
    auth.acceptInvite(token, secret),
    auth.acceptInvite(token, 'another password'),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(auth.getInvite(token)).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
  await expect(auth.acceptInvite(token, secret)).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
});

it('ends an invitation after 72 hours, and refuses a short password without using it up', async () => {
  const { auth, addDispatcher, pass } = await makeStaffedDesk();
  const { token } = await addDispatcher();
  await expect(auth.acceptInvite(token, 'ninechars')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  pass(72 * hourMs - 1);
  expect(await auth.getInvite(token)).toMatchObject({ name: 'Mai' });
  pass(1);
  await expect(auth.getInvite(token)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  await expect(auth.acceptInvite(token, secret)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
});

it('resets a person: password, sessions and older links end, a new link works', async () => {
  const { auth, addDispatcher } = await makeStaffedDesk();
  const { user, token } = await addDispatcher();
  const { secret: cookie } = await auth.acceptInvite(token, secret);
  const first = tokenOf((await auth.resetUser(user.id)).link);
  const second = tokenOf((await auth.resetUser(user.id)).link);
  expect(await auth.authenticate(cookie)).toBeNull();
  await expect(auth.signIn('mai@example.org', secret, ip)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  await expect(auth.acceptInvite(first, secret)).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
  await auth.acceptInvite(second, 'a new password');
  await auth.signIn('mai@example.org', 'a new password', ip);
  await expect(auth.resetUser('nobody')).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
});

it('ends sessions and links of a person who is disabled', async () => {
  const { auth, addDispatcher } = await makeStaffedDesk();
  const { user, token } = await addDispatcher();
  const { secret: cookie } = await auth.acceptInvite(token, secret);
  const { link } = await auth.resetUser(user.id);
  await auth.updateUser(user.id, { is_disabled: true });
  expect(await auth.authenticate(cookie)).toBeNull();
  await expect(auth.acceptInvite(tokenOf(link), secret)).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
  await auth.updateUser(user.id, { is_disabled: false });
  await auth.acceptInvite(tokenOf(link), secret);
});

it('refuses to disable or demote the last administrator who can sign in', async () => {
  const { auth, administrator } = await makeStaffedDesk();
  const refusal = { code: 'LAST_ADMINISTRATOR', ids: [administrator.id] };
  const dispatcher = [{ role: 'dispatcher', hub: 'hub-1' }] as const;
  await expect(auth.updateUser(administrator.id, { is_disabled: true })).rejects.toMatchObject(refusal);
  await expect(auth.updateUser(administrator.id, { roles: [...dispatcher] })).rejects.toMatchObject(refusal);

  const second = await auth.addUser({
    name: 'Chang',
    email: 'chang@example.org',
    locale: 'en',
    roles: [{ role: 'administrator', hub: null }],
  });
  // Invited, but cannot sign in yet.
  await expect(auth.updateUser(administrator.id, { is_disabled: true })).rejects.toMatchObject(refusal);
  await auth.acceptInvite(tokenOf(second.link), secret);
  const both = await Promise.allSettled([
    auth.updateUser(administrator.id, { is_disabled: true }),
    auth.updateUser(second.user.id, { roles: [...dispatcher] }),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('gives roles only at hubs there are, and an administrator’s everywhere', async () => {
  const { auth, addDispatcher } = await makeStaffedDesk();
  await expect(addDispatcher([{ role: 'manager', hub: 'hub-9' }])).rejects.toMatchObject({
    code: 'HUB_UNKNOWN',
  });
  await expect(addDispatcher([{ role: 'manager', hub: null }])).rejects.toMatchObject({
    code: 'INPUT_INVALID',
  });
  const { user } = await addDispatcher([{ role: 'administrator', hub: 'hub-1' }]);
  expect(user.roles).toEqual([{ role: 'administrator', hub: null }]);
  await expect(auth.updateUser(user.id, { roles: [{ role: 'driver', hub: 'x' }] })).rejects.toMatchObject({
    code: 'HUB_UNKNOWN',
  });
  await expect(addDispatcher()).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
});

// Each try costs a full hash.
it(
  'stops guessing at an address from one ip after ten tries and says how long to wait',
  { timeout: 90_000 },
  async () => {
    const { auth, pass } = await makeStaffedDesk();
    const guess = (from = ip) => auth.signIn('admin@hubward.local', 'wrong password', from);
    for (let tries = 0; tries < 10; tries++)
      await expect(guess()).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    pass(60_000);
    await expect(auth.signIn('ADMIN@hubward.local', secret, ip)).rejects.toMatchObject({
      code: 'TOO_MANY_TRIES',
      retryAfterSeconds: 14 * 60,
      message: 'Try again in 840 seconds.',
    });
    // Whoever knows the password comes in from elsewhere.
    await auth.signIn('admin@hubward.local', secret, '10.0.0.8');
    pass(14 * 60_000);
    await auth.signIn('admin@hubward.local', secret, ip);
  },
);

it('writes no secret to the database or the log', async () => {
  const { auth, store, logged, addDispatcher } = await makeStaffedDesk();
  const { token } = await addDispatcher();
  const { secret: cookie } = await auth.acceptInvite(token, secret);
  await expect(auth.signIn('mai@example.org', 'wrong password', ip)).rejects.toThrow('is wrong');
  const { passwordHash } = (await store.people.findByEmail('mai@example.org'))!;
  expect(passwordHash).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(await store.sessions.find(cookie, '2026-03-02T00:00:00Z')).toBeNull();
  expect(await store.sessions.findInvite(token)).toBeNull();
  expect(JSON.stringify(logged)).not.toMatch(new RegExp(`${cookie}|${token}|password`));
});
