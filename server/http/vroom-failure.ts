import type { NextFunction, Request, Response } from 'express';
import { errorMeanings } from '#server/contract/errors.ts';
import type { VroomFailure } from '#server/contract/vroom.ts';
import { UserError } from '#server/domain/user-error.ts';
import { RoutingError } from '#server/routing/port.ts';
import { vroomCodeOf } from '#server/services/vroom/failure-code.ts';

/** The last handler of addresses in VROOM's format: statuses and bodies as vroom-express has them. */
export function answerVroomFailure(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) {
    next(error);
    return;
  }
  const { status, ...body } = failureOf(error);
  if (status >= 500) res.err = error instanceof Error ? error : new Error(String(error));
  const wait = error instanceof UserError ? error.retryAfterSeconds : null;
  if (wait !== null) res.set('Retry-After', String(Math.ceil(wait)));
  res.status(status).json(body satisfies VroomFailure);
}

function failureOf(error: unknown): VroomFailure & { status: number } {
  if (error instanceof UserError || error instanceof RoutingError) {
    const code = vroomCodeOf(error);
    return { status: statusOf(error, code), code, error: error.message };
  }
  // Express and its body parsers mark what the caller got wrong with a 4xx status.
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413) return { status: 413, code: 4, error: 'The body is larger than this address takes.' };
  if (typeof status === 'number' && status >= 400 && status < 500 && error instanceof Error) {
    return { status: 400, code: 2, error: error.message };
  }
  return { status: 500, code: 1, error: 'Internal error: the server’s log has the cause.' };
}

/** vroom-express answers 500 to what routing could not do, and 400 to whatever is wrong with a problem. */
function statusOf({ code }: UserError | RoutingError, vroomCode: VroomFailure['code']): number {
  if (vroomCode === 3) return 500;
  return code === 'REGION_UNKNOWN' ? 400 : (errorMeanings[code]?.status ?? 500);
}
