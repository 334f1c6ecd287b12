import type { UnassignedFigures } from './unassigned-reason.ts';

/** A reason in a sentence of English. `dimensionNames` are those of the loads, in their order. */
export function describeReason(figures: UnassignedFigures, dimensionNames: readonly string[]): string {
  switch (figures.code) {
    case 'NO_VEHICLES':
      return 'There is no vehicle.';
    case 'UNREACHABLE':
      return 'No road leads there and back for any vehicle that may enter.';
    case 'NO_VEHICLE_MAY_ENTER':
      return 'Every vehicle of the fleet is too large for the road.';
    case 'SKILLS_MISSING':
      return 'No vehicle that may enter has all the equipment it needs.';
    case 'PINNED_ELSEWHERE':
      return 'Only certain vehicles may come, and none of them can.';
    case 'PASSES_NO_HUB':
      return 'No vehicle that can get there passes the hub with its load.';
    case 'RUNS_LOCKED':
      return `The runs of all ${figures.lockedVehicles} vehicles that could come are locked.`;
    case 'TOO_LARGE': {
      const unit = dimensionNames[figures.dimension] ?? `of load ${figures.dimension + 1}`;
      return `It needs ${figures.amount} ${unit}; the largest vehicle that can get there takes ${figures.largestCapacity}.`;
    }
    case 'WINDOW_TOO_EARLY':
      return `Even alone, the first vehicle would arrive ${minutes(figures.lateSeconds)} after the last time window.`;
    case 'OUTSIDE_SHIFTS':
      return `Even alone, the best vehicle would be back ${minutes(figures.overSeconds)} after the end of its shift.`;
    case 'RECEIVING_CLOSED':
      return `Even alone, the best vehicle would reach the hub ${minutes(figures.lateSeconds)} after it stops unloading.`;
    case 'NOT_FRESH':
      return `Even alone, the best vehicle would bring it ${minutes(figures.overSeconds)} too late to be fresh.`;
    case 'OVER_RUN_LIMIT':
      return 'Even alone, it would take every vehicle beyond a limit set for its runs.';
    case 'NO_TIME_FOR_BREAK':
      return 'No vehicle could serve it and leave its driver a break.';
    case 'NOT_ENOUGH_VEHICLES':
      return describeFull(figures);
    case 'LEFT_OUT_FOR_PRICE':
      return 'It would fit, but leaving it out costs less.';
    case 'NOT_YET_PLACED':
      return 'It would fit; the search ended before it was put in.';
  }
}

function describeFull(figures: Extract<UnassignedFigures, { code: 'NOT_ENOUGH_VEHICLES' }>): string {
  const { ableVehicles, withoutLoad, withoutTime, overLimits, untried } = figures;
  const parts = [
    [withoutLoad, 'without room'],
    [withoutTime, 'without time'],
    [overLimits, 'at the limit of their run'],
    [untried, 'too far off'],
  ] as const;
  const why = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `All ${ableVehicles} vehicles that could serve it are in use: ${why.join(', ')}.`;
}

function minutes(seconds: number): string {
  return `${Math.ceil(seconds / 60)} min`;
}
