import type { PlanDocument } from '#server/contract/plan.ts';
import { numberRuns } from '#server/domain/edits/number-runs.ts';
import type { Executor } from './database.ts';
import type { RunName } from './desk-of-document.ts';
import { findDeskHead, readDeskPlan } from './desk-rows.ts';
import type { PlanRow } from './plan-names.ts';
import { readToldVehicles } from './publication-rows.ts';

/** A plan with its runs in the order of their numbers, and a name for each. */
export interface NamedRuns {
  readonly document: PlanDocument;
  readonly names: readonly RunName[];
}

/**
 * What the runs of a plan made anew are called. A number that somebody relies on stays with its vehicle (`numberRuns`):
 * first that of a locked run, then what drivers have, then what they had. Who is named to drive it stays named.
 */
export function nameRuns(tx: Executor, before: PlanRow | null, document: PlanDocument): NamedRuns {
  const row = before && findDeskHead(tx, before.id, null);
  const runsBefore = row ? readDeskPlan(tx, row).runs : [];
  const locked = runsBefore
    .filter(({ state }) => state === 'locked')
    .map(({ run: number, vehicle }) => ({ number, vehicle }));
  const kept = [...locked, ...(before ? readToldVehicles(tx, before.id) : [])];
  const numbers = numberRuns(
    document.runs.map(({ vehicle }) => vehicle),
    kept,
  );
  const driverOf = (vehicle: string): string | null =>
    kept.some((each) => each.vehicle === vehicle)
      ? (runsBefore.find((each) => each.vehicle === vehicle)?.driver ?? null)
      : null;
  const named = document.runs
    .map((run, index) => ({ run, name: { run: numbers[index]!, driver: driverOf(run.vehicle) } })) // one for each
    .sort((a, b) => a.name.run - b.name.run);
  return {
    document: { ...document, runs: named.map(({ run }) => run) },
    names: named.map(({ name }) => name),
  };
}
