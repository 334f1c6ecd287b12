import type { Problem } from '#server/contract/problem.ts';

/** A refused or failed call: the server's problem, or one of the two the browser itself can meet. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  /** The server's id of the call, for an administrator to look up; null where none came. */
  readonly requestId: string | null;

  constructor(problem: Problem, requestId: string | null = null) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = 'ApiProblem';
    this.problem = problem;
    this.requestId = requestId;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** Codes made in the browser; their texts are in the messages (`problem.CODE.title`). */
export type BrowserProblemCode = 'SERVER_UNREACHABLE' | 'ANSWER_UNREADABLE';

export function browserProblem(code: BrowserProblemCode, detail: string, status = 0): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: code, status, code, detail, action: '' });
}

/** Turns whatever was thrown into a problem, so that every failure can be shown in the same way. */
export function asApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return browserProblem('ANSWER_UNREADABLE', error instanceof Error ? error.message : String(error));
}
