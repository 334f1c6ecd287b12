import type { Hub } from '#server/contract/hub.ts';
import type { Session, User } from '#server/contract/people.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { HubStore, PeopleStore, SessionStore } from '#server/store/port.ts';
import { randomUUID } from 'node:crypto';
import { isAdministrator, isUsableAdministrator, makeRoleCheck } from './administrators.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { makeMemberAuth, type MemberAuthParts } from './member-auth.ts';
import type { Auth, IssuedSession } from './port.ts';
import { after, hashOf, isPast, makeSecret } from './secrets.ts';
import { SignInLimit } from './sign-in-limit.ts';

const hourMs = 3_600_000;
/** Fixed, not sliding: a request writes nothing, and a stolen cookie ends for certain. */
const sessionMs = 30 * 24 * hourMs;
const inviteMs = 72 * hourMs;
const minPasswordLength = 10;
const firstAdministrator = { name: 'Administrator', email: 'admin@hubward.local' };

export interface AuthParts extends MemberAuthParts {
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly hubs: Pick<HubStore, 'list' | 'get'>;
  /** Hears of sign-ins refused and links made; never of secrets. */
  readonly logger?: { info(about: object, message: string): void } | undefined;
}

export interface AuthWithBootstrap extends Auth {
  /**
   * The path of a one-time link for the first administrator, who is added where there is nobody yet; null once
   * an administrator can sign in. Each call makes a fresh link and ends the one before. It is also the way back in
   * where the password of the only administrator was ended and the link got lost.
   */
  bootstrapAdministrator(): Promise<string | null>;
}

export function makeAuth(parts: AuthParts): AuthWithBootstrap {
  const { people, sessions, now, logger } = parts;
  const limit = new SignInLimit();
  const issue = makeIssuer(parts);
  const inTurn = makeTurns();
  const checkRoles = makeRoleCheck(parts.hubs);

  const usableInvite = async (token: string) => {
    const invite = await sessions.findInvite(hashOf(token));
    if (invite === null || invite.usedAt !== null || invite.user.is_disabled) {
      throw new UserError('LINK_UNKNOWN', 'This link is unknown or was used already.');
    }
    if (isPast(invite.expiresAt, now())) {
      throw new UserError('LINK_EXPIRED', `This link expired at ${invite.expiresAt}.`);
    }
    return invite;
  };
  const needUser = async (id: string) => {
    const user = await people.get(id);
    if (user === null) throw new UserError('USER_UNKNOWN', `There is nobody with id ${id}.`, { ids: [id] });
    return user;
  };
  const addUser: Auth['addUser'] = async ({ name, email, locale, roles }) => {
    const user = await people.add({
      id: randomUUID(),
      name,
      email,
      locale,
      roles: await checkRoles(roles),
      is_disabled: false,
      created_at: now(),
    });
    return { user, link: await issue.link(user) };
  };

  return {
    members: makeMemberAuth(parts),
    async authenticate(secret) {
      const found = await sessions.find(hashOf(secret), now());
      return found === null || found.user.is_disabled ? null : issue.describe(found.user, found.expiresAt);
    },
    async signIn(email, password, ip) {
      limit.count(email, ip, Date.parse(now()));
      const user = await people.findByEmail(email);
      const mayEnter = user !== null && !user.is_disabled;
      if (!(await isPassword(password, mayEnter ? user.passwordHash : null)) || !mayEnter) {
        logger?.info({ ip, user: user?.id ?? null }, 'sign-in refused');
        throw new UserError('SIGN_IN_FAILED', 'E-mail or password is wrong.');
      }
      limit.forget(email, ip);
      await sessions.removeExpired(now());
      return issue.session(user.id);
    },
    signOut: (secret) => sessions.remove(hashOf(secret)),
    async getInvite(token) {
      const { user, expiresAt } = await usableInvite(token);
      return { name: user.name, email: user.email, expires_at: expiresAt };
    },
    async acceptInvite(token, password) {
      if (password.length < minPasswordLength) {
        throw new UserError('INPUT_INVALID', `The password needs at least ${minPasswordLength} characters.`);
      }
      const { user } = await usableInvite(token);
      const hash = await hashPassword(password, parts.randomBytes);
      // Hashing takes a while: of two who hold the link, the one that uses it first is let in.
      if (!(await sessions.useInvite(hashOf(token), now()))) {
        throw new UserError('LINK_UNKNOWN', 'This link was used already.');
      }
      await people.setPassword(user.id, hash);
      await sessions.removeInvitesOfUser(user.id);
      return issue.session(user.id);
    },
    listUsers: () => people.list(),
    addUser,
    updateUser: (id, change) =>
      inTurn(async () => {
        const before = await needUser(id);
        const roles = change.roles === undefined ? undefined : await checkRoles(change.roles);
        await assertAdministratorLeft(people, before, { ...change, roles });
        const user = await people.update(id, roles === undefined ? change : { ...change, roles });
        if (user.is_disabled) await sessions.removeOfUser(id);
        return user;
      }),
    async resetUser(id) {
      const user = await needUser(id);
      await people.setPassword(id, null);
      await sessions.removeOfUser(id);
      logger?.info({ user: id }, 'password and sessions ended, new link made');
      return { link: await issue.link(user) };
    },
    bootstrapAdministrator: () =>
      inTurn(async () => {
        const all = await people.list();
        if (all.some(isUsableAdministrator)) return null;
        const first = all.find((user) => isAdministrator(user) && !user.is_disabled);
        if (first !== undefined) return issue.link(first);
        if (all.length > 0) return null;
        const roles = [{ role: 'administrator' as const, hub: null }];
        return (await addUser({ ...firstAdministrator, locale: 'en', roles })).link;
      }),
  };
}

/** Makes what is handed out: sessions, links, and the description of who is signed in. */
function makeIssuer({ people, sessions, hubs, now, randomBytes }: AuthParts) {
  const newSecret = () => makeSecret(randomBytes);

  const describe = async (user: User, expiresAt: string): Promise<Session> => {
    const all: Hub[] = await hubs.list();
    const seen = all.filter((hub) => isAdministrator(user) || user.roles.some((held) => held.hub === hub.id));
    return {
      user,
      hubs: seen.map(({ id, name }) => ({ id, name })),
      expires_at: new Date(expiresAt).toISOString(),
    };
  };
  return {
    describe,
    async session(userId: string): Promise<IssuedSession> {
      // Read again: a password set a moment ago shows in it, and disabled in the meantime is too late to enter.
      const user = await people.get(userId);
      if (user === null || user.is_disabled) {
        throw new UserError('SIGN_IN_FAILED', 'This person may not sign in.');
      }
      const secret = newSecret();
      const expiresAt = after(now(), sessionMs);
      await sessions.add({ tokenHash: hashOf(secret), user: userId, createdAt: now(), expiresAt });
      return { secret, expiresAt, session: await describe(user, expiresAt) };
    },
    /** Ends older links of the person. */
    async link(user: User): Promise<string> {
      await sessions.removeInvitesOfUser(user.id);
      const token = newSecret();
      await sessions.addInvite({
        tokenHash: hashOf(token),
        user: user.id,
        expiresAt: after(now(), inviteMs),
      });
      return `/invite/${token}`;
    },
  };
}

async function assertAdministratorLeft(
  people: PeopleStore,
  before: User,
  change: Partial<Pick<User, 'roles' | 'is_disabled'>> & { roles: User['roles'] | undefined },
): Promise<void> {
  const wasAdministrator = isAdministrator(before) && !before.is_disabled;
  const staysAdministrator =
    isAdministrator({ roles: change.roles ?? before.roles }) && !(change.is_disabled ?? before.is_disabled);
  if (!wasAdministrator || staysAdministrator) return;
  const others = (await people.list()).filter((user) => user.id !== before.id);
  if (others.some(isUsableAdministrator)) return;
  throw new UserError('LAST_ADMINISTRATOR', `Nobody else could administer after ${before.name}.`, {
    ids: [before.id],
  });
}

/** Runs calls one after another, since each looks at everybody before it changes one. */
function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
