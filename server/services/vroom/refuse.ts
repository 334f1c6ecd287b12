import { UserError } from '#server/domain/user-error.ts';

/**
 * Refuses a problem for what is wrong at one place of it, e.g. `job 7`, `vehicle 2` or `matrices.car`.
 *
 * @throws UserError PROBLEM_INVALID
 */
export function refuse(where: string, what: string): never {
  throw new UserError('PROBLEM_INVALID', `${where}: ${what}`, { ids: [where] });
}

/** @throws UserError PROBLEM_TOO_LARGE */
export function tooLarge(what: string): never {
  throw new UserError('PROBLEM_TOO_LARGE', what);
}
