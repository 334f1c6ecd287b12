import type { RequestHandler, Response } from 'express';
import type { Auth } from '#server/auth/port.ts';
import type { Session } from '#server/contract/people.ts';
import { readSessionCookie } from './cookie.ts';

/** Who calls: the cookie's secret, and the session it stands for where it still does. */
export interface Caller {
  readonly secret: string | null;
  readonly session: Session | null;
}

const callers = new WeakMap<Response, Caller>();

/** Looks the session up, once a call. */
export function readCaller(auth: Auth): RequestHandler {
  return async (req, res, next) => {
    const secret = readSessionCookie(req.get('cookie'));
    callers.set(res, { secret, session: secret === null ? null : await auth.authenticate(secret) });
    next();
  };
}

export function callerOf(res: Response): Caller {
  return callers.get(res) ?? { secret: null, session: null };
}
