import type { RequestHandler, Response } from 'express';
import { UserError } from '#server/domain/user-error.ts';
import type { Services } from '#server/services/port.ts';
import type { ProgramCaller } from '#server/store/port.ts';

const callers = new WeakMap<Response, ProgramCaller>();

/** Lets in who sends `Authorization: Bearer KEY` with a key of a cooperative that holds. */
export function checkProgramKey(programs: Services['programs']): RequestHandler {
  return async (req, res, next) => {
    const key = /^Bearer (\S{1,200})$/i.exec(req.get('authorization') ?? '')?.[1];
    const caller = key === undefined ? null : await programs.authenticate(key);
    if (caller === null)
      throw new UserError(
        'COOPERATIVE_KEY_WRONG',
        'The call has no key of a cooperative, or one that ended.',
      );
    callers.set(res, caller);
    next();
  };
}

/** Null where the endpoint is not one of programs. */
export function programOf(res: Response): ProgramCaller | null {
  return callers.get(res) ?? null;
}
