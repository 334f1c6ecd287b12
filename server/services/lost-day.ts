import { UserError } from '#server/domain/user-error.ts';

const lostCodes: ReadonlySet<string> = new Set(['PLAN_UNKNOWN', 'NO_VEHICLES', 'HUB_NOT_ON_ROAD']);

/** Whether a day cannot be computed any more: the plan, the fleet or the hub's place of then is gone. */
export const isLostDay = (error: unknown): boolean => error instanceof UserError && lostCodes.has(error.code);
