import type { PlanState } from './plan-state.ts';
import { costUnit, endNode, startNode } from '../model/instance.ts';

/** Recomputes the whole state from its links and throws where a figure kept by deltas differs. For tests. */
export function assertState(state: PlanState): void {
  const { instance } = state;
  const { cost, missedPriority, missedRequests } = state;
  let sum = 0;
  let priority = 0;
  let requests = 0;
  let served = 0;
  for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
    const runCost = state.runCost[vehicle]!;
    if (!state.refreshRun(vehicle)) throw new Error(`run ${vehicle} breaks a rule`);
    if (state.runCost[vehicle] !== runCost) {
      throw new Error(
        `run ${vehicle} costs ${state.runCost[vehicle]! / costUnit}, not ${runCost / costUnit}`,
      );
    }
    sum += runCost;
    const end = endNode(instance, vehicle);
    for (let node = state.next[startNode(instance, vehicle)]!; node !== end; node = state.next[node]!) {
      if (state.run[node] !== vehicle) throw new Error(`node ${node} is not marked as in run ${vehicle}`);
      if (node < instance.stops) served++;
    }
  }
  for (let stop = 0; stop < instance.stops; stop++) {
    if (state.run[stop]! >= 0) continue;
    sum += instance.leaveOutCost[stop]!;
    priority += instance.priority[stop]!;
    requests += instance.requests[stop]!;
    served++;
  }
  if (served !== instance.stops) throw new Error(`${served} of ${instance.stops} stops accounted for`);
  if (sum !== cost) throw new Error(`cost is ${sum / costUnit}, kept as ${cost / costUnit}`);
  if (priority !== missedPriority || requests !== missedRequests) {
    throw new Error(`missed ${priority}/${requests}, kept as ${missedPriority}/${missedRequests}`);
  }
}
