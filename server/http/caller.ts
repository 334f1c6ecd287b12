import type { RequestHandler, Response } from 'express';
import type { Auth, MemberCaller } from '#server/auth/port.ts';
import type { Session } from '#server/contract/people.ts';
import { memberCookie, readSessionCookie } from './cookie.ts';

/** Who calls: the cookies' secrets, and what they stand for where they still do. */
export interface Caller {
  readonly secret: string | null;
  readonly session: Session | null;
  readonly memberSecret: string | null;
  readonly member: MemberCaller | null;
}

const callers = new WeakMap<Response, Caller>();

/** Looks the sessions up, once a call. */
export function readCaller(auth: Auth): RequestHandler {
  return async (req, res, next) => {
    const secret = readSessionCookie(req.get('cookie'));
    const memberSecret = readSessionCookie(req.get('cookie'), memberCookie);
    callers.set(res, {
      secret,
      session: secret === null ? null : await auth.authenticate(secret),
      memberSecret,
      member: memberSecret === null ? null : await auth.members.authenticate(memberSecret),
    });
    next();
  };
}

export function callerOf(res: Response): Caller {
  return callers.get(res) ?? { secret: null, session: null, memberSecret: null, member: null };
}
