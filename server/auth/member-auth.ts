import { UserError } from '#server/domain/user-error.ts';
import type { HubStore, MemberSessionStore } from '#server/store/port.ts';
import { randomUUID } from 'node:crypto';
import type { MemberAuth } from './port.ts';
import { after, hashOf, isPast, makeSecret } from './secrets.ts';
import { TryCounter } from './try-counter.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** As long as browsers keep a cookie: she has no password to come back with. */
const sessionMs = 400 * dayMs;
const inviteMs = 7 * dayMs;
const carryMs = 15 * minuteMs;

export interface MemberAuthParts {
  readonly memberSessions: MemberSessionStore;
  readonly hubs: Pick<HubStore, 'get'>;
  /** The present instant, ISO 8601 in UTC. */
  readonly now: () => string;
  readonly randomBytes: (size: number) => Buffer;
}

export function makeMemberAuth({ memberSessions, hubs, now, randomBytes }: MemberAuthParts): MemberAuth {
  /** Of one link, from whatever address: one that is shared in a group is not worth guessing at. */
  const tries = new TryCounter(30, 15 * minuteMs);

  const linkFor = async (member: string, ms: number) => {
    const token = makeSecret(randomBytes);
    const expiresAt = after(now(), ms);
    await memberSessions.addLink({ tokenHash: hashOf(token), member, expiresAt });
    return { link: `/book/i/${token}`, expires_at: expiresAt };
  };
  const usableLink = async (token: string) => {
    const waitMs = tries.count(hashOf(token), Date.parse(now()));
    if (waitMs > 0) {
      const retryAfterSeconds = Math.ceil(waitMs / 1000);
      throw new UserError('TOO_MANY_TRIES', `Try again in ${retryAfterSeconds} seconds.`, {
        retryAfterSeconds,
      });
    }
    const link = await memberSessions.findLink(hashOf(token));
    if (link === null || link.usedAt !== null) throw usedLink();
    if (isPast(link.expiresAt, now())) {
      throw new UserError('LINK_EXPIRED', `This link expired at ${link.expiresAt}.`);
    }
    return link;
  };

  return {
    async authenticate(secret) {
      const found = await memberSessions.find(hashOf(secret), now());
      return found && { session: found.id, hub: found.hub, member: found.member };
    },
    invite: (member) => linkFor(member, inviteMs),
    carry: ({ member }) => linkFor(member.id, carryMs),
    async getInvite(token) {
      const { member, cooperative, hub, expiresAt } = await usableLink(token);
      const name = (await hubs.get(hub))?.name ?? '';
      return { name: member.name, cooperative, hub: name, locale: member.locale, expires_at: expiresAt };
    },
    async acceptInvite(token, device) {
      const { hub } = await usableLink(token);
      await memberSessions.removeExpired(now());
      const secret = makeSecret(randomBytes);
      const expiresAt = after(now(), sessionMs);
      const session = {
        id: randomUUID(),
        hub,
        tokenHash: hashOf(secret),
        device,
        createdAt: now(),
        expiresAt,
      };
      if (!(await memberSessions.useLink(hashOf(token), session))) throw usedLink();
      return { secret, expiresAt };
    },
    signOut: (secret) => memberSessions.removeByToken(hashOf(secret)),
  };
}

const usedLink = () => new UserError('LINK_UNKNOWN', 'This link is unknown or was used already.');
