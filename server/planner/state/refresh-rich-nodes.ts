import type { PlanState } from './plan-state.ts';
import { breakKind, endNode, reloadKind, startNode } from '../model/instance.ts';
import { lastStart } from '../constraints/windows.ts';

/**
 * Per node of a rich run what prices in constant time look at first: legs, and bounds of times that leave out what only
 * the walk knows. They never rule out what the walk would allow.
 */
export function refreshRichNodes(state: PlanState, vehicle: number): void {
  const { instance, next, prev, head, placeFrom, placeTo, legSeconds, legMetres, ready, latest } = state;
  const { kind, place, rows, service, opens, closes, isMulti } = instance;
  const type = instance.types[instance.typeOf[vehicle]!]!;
  const start = startNode(instance, vehicle);
  const end = endNode(instance, vehicle);
  let first = start;
  let from = start;
  let clock = opens[start]!;
  ready[start] = clock;
  for (let node = start; node !== end;) {
    let to = next[node]!;
    let resting = 0;
    while (kind[to] === breakKind) {
      resting += service[to]!;
      to = next[to]!;
    }
    const cell = place[from]! * rows + place[to]!;
    for (let at = node; at !== to; at = next[at]!) {
      legSeconds[at] = type.seconds[cell]!;
      legMetres[at] = type.metres[cell]!;
      placeFrom[at] = place[from]!;
      head[at] = first;
      if (kind[at] === breakKind) {
        placeTo[at] = place[to]!;
        clock += service[at]!;
        ready[at] = clock;
      }
    }
    clock = Math.max(ready[from]! + resting + type.seconds[cell]!, opens[to]!) + service[to]!;
    ready[to] = clock;
    if (kind[to] === reloadKind) first = to;
    head[to] = first;
    from = to;
    node = to;
  }
  state.kernel.noteRun(vehicle);
  let bound = closes[end]!;
  latest[end] = bound;
  for (let node = prev[end]!; ; node = prev[node]!) {
    if (kind[node] === breakKind) {
      bound -= service[node]!;
    } else {
      bound = Math.min(bound - legSeconds[node]! - service[node]!, closes[node]!);
      if (isMulti[node] === 1) bound = lastStart(instance, node, bound);
    }
    latest[node] = bound;
    if (node === start) break;
  }
}
