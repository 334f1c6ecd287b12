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

/** The same without the cost. */
export function compareService(a: Objective, b: Objective): number {
  return a.missedPriority - b.missedPriority || a.missedRequests - b.missedRequests;
}
