/** A row of an imported list that could not be taken; `row` 1 is the file's first, 0 the list as a whole. */
export interface RowError {
  readonly row: number;
  readonly column?: string;
  readonly code: string;
  readonly message: string;
}

/**
 * A call that is refused whole for a reason its caller can mend. `code` is listed in contract/errors.ts with
 * its HTTP status and the action to take; `message` says what happened here, with names and figures.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: string;
  readonly ids: readonly string[];
  readonly rows: readonly RowError[];
  /** How long to wait before trying again; null where waiting does not help. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: string,
    message: string,
    about: {
      ids?: readonly string[];
      rows?: readonly RowError[];
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: about.cause });
    this.code = code;
    this.ids = about.ids ?? [];
    this.rows = about.rows ?? [];
    this.retryAfterSeconds = about.retryAfterSeconds ?? null;
  }
}
