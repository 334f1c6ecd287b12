/** What is compared, in this order: priority not served, requests not served, cost. */
export interface Objective {
  readonly missedPriority: number;
  readonly missedRequests: number;
  readonly cost: number;
}

/** Below 0 where `a` is the better one. */
export function compareObjectives(a: Objective, b: Objective): number {
  return compareService(a, b) || a.cost - b.cost;
}

/** The first of the best, so that ties fall the same way every time; of one or more. */
export function leaderOf<T extends Objective>(plans: readonly T[]): T {
  return plans.reduce((leader, plan) => (compareObjectives(plan, leader) < 0 ? plan : leader));
}

/** `compareObjectives` without the cost. */
export function compareService(a: Objective, b: Objective): number {
  return a.missedPriority - b.missedPriority || a.missedRequests - b.missedRequests;
}
