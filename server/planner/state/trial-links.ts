import type { PlanState } from './plan-state.ts';

/** Links a node in without its leg, since nothing derived is to change by a try. */
export function joinLinks({ next, prev }: PlanState, before: number, node: number, after: number): void {
  next[before] = node;
  prev[node] = before;
  next[node] = after;
  prev[after] = node;
}

/** The other way round. */
export function partLinks({ next, prev }: PlanState, node: number): void {
  next[prev[node]!] = next[node]!;
  prev[next[node]!] = prev[node]!;
}
