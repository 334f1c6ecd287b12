import type { NextFunction, Request, Response } from 'express';
import { errorMeanings } from '#server/contract/errors.ts';
import type { VroomFailure } from '#server/contract/vroom.ts';
import { UserError } from '#server/domain/user-error.ts';
import { RoutingError } from '#server/routing/port.ts';

/** What the caller could mend: VROOM's code 2. */
const ofInput = new Set([
  'PROBLEM_INVALID',
  'REGION_UNKNOWN',
  'API_KEY_WRONG',
  'ORIGIN_REFUSED',
  'NOT_FOUND',
]);
const ofRouting = new Set(['NO_ROAD_NEAR', 'NO_PATH']);

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
  if (error instanceof RoutingError) return { status: 500, code: 3, error: error.message };
  if (error instanceof UserError) {
    const { code, message } = error;
    if (ofRouting.has(code)) return { status: 500, code: 3, error: message };
    if (code === 'PROBLEM_TOO_LARGE') return { status: 413, code: 4, error: message };
    const status = code === 'REGION_UNKNOWN' ? 400 : (errorMeanings[code]?.status ?? 500);
    return { status, code: ofInput.has(code) ? 2 : 1, error: message };
  }
  // Express and its body parsers mark what the caller got wrong with a 4xx status.
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413) return { status: 413, code: 4, error: 'The body is larger than this address takes.' };
  if (typeof status === 'number' && status >= 400 && status < 500 && error instanceof Error) {
    return { status: 400, code: 2, error: error.message };
  }
  return { status: 500, code: 1, error: 'Internal error: the server’s log has the cause.' };
}
