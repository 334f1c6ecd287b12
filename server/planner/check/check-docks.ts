import type { Problem } from '../model/problem.ts';
import type { Violation } from './violation.ts';

/** A trip that brings something to a hub. */
export interface DockUse {
  readonly hub: number;
  readonly vehicle: number;
  readonly arrival: number;
}

/** No hub unloads more trips at once than it has docks. A dock is free again `dockSeconds` after the arrival. */
export function checkDocks(problem: Problem, uses: readonly DockUse[]): Violation[] {
  return problem.hubs.flatMap(({ docks, dockSeconds = 0 }, hub) => {
    if (docks === undefined) return [];
    const here = uses.filter((use) => use.hub === hub).sort((a, b) => a.arrival - b.arrival);
    let oldest = 0;
    return here.flatMap(({ vehicle, arrival }, index): Violation[] => {
      while (oldest < index && here[oldest]!.arrival + dockSeconds <= arrival) oldest++;
      const amount = index - oldest + 1 - docks;
      if (amount <= 0) return [];
      const text = `At ${arrival} s, ${amount + docks} trips are at the ${docks} docks of hub ${hub}.`;
      return [{ kind: 'docks', vehicle, stop: null, amount, text }];
    });
  });
}
