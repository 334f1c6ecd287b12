import { isMissed, isStanding, type Request } from '#server/contract/request.ts';

/** How many requests still stand and what they weigh, and how many are beside them, each by why. */
export interface RequestSums {
  readonly standing: number;
  /** Of those that stand. */
  readonly kg: number;
  /** On no later day yet. */
  readonly missed: number;
  /** To a later day, all of it. */
  readonly carried: number;
  readonly cancelled: number;
}

/** Counts each request once. */
export function sumRequests(requests: readonly Request[]): RequestSums {
  const standing = requests.filter(isStanding);
  const missed = requests.filter(isMissed).length;
  const cancelled = requests.filter(({ state }) => state === 'cancelled').length;
  return {
    standing: standing.length,
    kg: standing.reduce((sum, { kg }) => sum + kg, 0),
    missed,
    carried: requests.length - standing.length - missed - cancelled,
    cancelled,
  };
}
