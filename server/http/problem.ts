import type { NextFunction, Request, Response } from 'express';
import { errorMeanings } from '#server/contract/errors.ts';
import type { Problem } from '#server/contract/problem.ts';
import { UserError } from '#server/domain/user-error.ts';
import { RoutingError } from '#server/routing/port.ts';

/** Input that does not fit its schema: which fields, and why. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly fields: readonly { field: string; message: string }[];

  constructor(fields: readonly { field: string; message: string }[]) {
    super(fields.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.fields = fields;
  }
}

/** The last handler: every refusal and failure leaves as problem+json (RFC 9457). */
export function answerProblem(error: unknown, req: Request, res: Response, _next: NextFunction): void {
  if (res.headersSent) {
    // Half an answer is out: a broken connection is the only way left to say so.
    req.log.error({ err: error }, 'failed while answering');
    res.destroy();
    return;
  }
  const { status, ...problem } = toProblem(error);
  // pino-http logs it with the call: with its stack where the fault is ours.
  if (status >= 500) res.err = error instanceof Error ? error : new Error(String(error));
  const instance = `urn:uuid:${String(req.id)}`;
  res.status(status).type('application/problem+json');
  const wait = error instanceof UserError ? error.retryAfterSeconds : null;
  if (wait !== null) res.set('Retry-After', String(Math.ceil(wait)));
  res.send(JSON.stringify({ ...problem, status, instance } satisfies Problem));
}

type Answer = Omit<Problem, 'instance'>;

function toProblem(error: unknown): Answer {
  if (error instanceof InputError) {
    return { ...known('INPUT_INVALID', error.message), fields: [...error.fields] };
  }
  if (error instanceof UserError && Object.hasOwn(errorMeanings, error.code)) {
    return {
      ...known(error.code, error.message),
      ...(error.ids.length > 0 ? { ids: [...error.ids] } : {}),
      ...(error.rows.length > 0 ? { rows: [...error.rows] } : {}),
    };
  }
  if (error instanceof RoutingError) return known(error.code, error.message);
  // Express and its body parsers mark what the caller got wrong with a 4xx status.
  const status = statusOf(error);
  if (status === 413) return known('BODY_TOO_LARGE', 'The body is larger than this address takes.');
  if (status !== null && error instanceof Error) return known('INPUT_INVALID', error.message);
  return known('INTERNAL', 'The server’s log has the cause under this id.');
}

function known(code: string, detail: string): Answer {
  const meaning = errorMeanings[code];
  if (meaning === undefined) throw new Error(`no meaning for the code ${code}`);
  return {
    type: `urn:hubward:problem:${code}`,
    title: meaning.title,
    status: meaning.status,
    code,
    detail,
    action: meaning.action,
  };
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
