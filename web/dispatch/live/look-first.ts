import type { LiveAlert } from '#server/domain/live/live-run.ts';
import type { RunningRun } from './use-running.ts';

/** What the row of a run does not say itself. How late it is stands there, beside what can be done about it. */
export type ListedAlert = Exclude<LiveAlert, { readonly kind: 'behind' }>;

/** Runs that want a look come first; all stay in their order otherwise. */
export function lookFirst(runs: readonly RunningRun[]): RunningRun[] {
  const isCalm = ({ live }: RunningRun) => Number(live.alerts.length === 0);
  return [...runs].sort((a, b) => isCalm(a) - isCalm(b));
}

/** The alerts that stand above the rows, each with its run. */
export function listedAlerts(runs: readonly RunningRun[]): { run: RunningRun; alert: ListedAlert }[] {
  return runs.flatMap((run) =>
    run.live.alerts.flatMap((alert) => (alert.kind === 'behind' ? [] : [{ run, alert }])),
  );
}
