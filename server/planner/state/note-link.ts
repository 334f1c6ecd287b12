import type { PlanState } from './plan-state.ts';

/** Where what stands in `PlanState.beside`; after the head and the node before come leg and place to both sides. */
export const besideWidth = 8;
export const besideHead = 0;
export const besidePrev = 1;
export const besideSecondsOut = 2;
export const besideMetresOut = 3;
export const besidePlaceAhead = 4;
export const besideSecondsIn = 5;
export const besideMetresIn = 6;
export const besidePlaceBehind = 7;

/** Writes a link that is up to date, with its leg, into the records of both its nodes. */
export function noteLink(state: PlanState, node: number, to: number): void {
  const { beside } = state;
  const out = node * besideWidth;
  const into = to * besideWidth;
  const seconds = state.legSeconds[node]!;
  const metres = state.legMetres[node]!;
  beside[out + besideSecondsOut] = seconds;
  beside[out + besideMetresOut] = metres;
  beside[out + besidePlaceAhead] = state.placeTo[to]!;
  beside[into + besideHead] = state.head[to]!;
  beside[into + besidePrev] = node;
  beside[into + besideSecondsIn] = seconds;
  beside[into + besideMetresIn] = metres;
  beside[into + besidePlaceBehind] = state.placeFrom[node]!;
}
