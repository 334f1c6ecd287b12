import { type DeskPlan, placesOfStops, unassignedStops } from '#server/domain/edits/desk-plan.ts';
import type { Selection } from '../selection.ts';

type Selected = Pick<Selection, 'run' | 'stops'>;

/** What the optimiser may change: all that is not held, some runs, or what is in no run, all of it or some. */
export type RestWhat = 'all' | 'runs' | 'loose' | 'stops';

/** The run that is selected, and those of the stops that are. */
export function selectedRuns(plan: DeskPlan, { run, stops }: Selected): number[] {
  const places = placesOfStops(plan);
  const ofStops = stops.flatMap((stop) => places.get(stop)?.run ?? []);
  const chosen = plan.runs.filter(({ vehicle }) => vehicle === run).map((each) => each.run);
  return [...new Set([...chosen, ...ofStops])].sort((a, b) => a - b);
}

/** What is chosen first: what is selected for it, whole runs or stops in no run. A stop may be selected for anything. */
export function firstWhat(plan: DeskPlan, selected: Selected): RestWhat {
  const { stops } = selected;
  const loose = unassignedStops(plan);
  if (stops.some((stop) => loose.includes(stop))) return 'stops';
  const runs = selectedRuns(plan, selected);
  const ofRuns = plan.runs.filter(({ run }) => runs.includes(run)).flatMap(({ trips }) => trips.flat());
  const areWhole = stops.length > 1 && ofRuns.every(({ stop }) => stops.includes(stop));
  return runs.length > 0 && (stops.length === 0 || areWhole) ? 'runs' : 'all';
}
