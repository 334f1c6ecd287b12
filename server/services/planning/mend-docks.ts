import { dockOverflows } from '#server/domain/desk/dock-overflows.ts';
import type { DayClock } from './day-clock.ts';
import type { HubDay } from './hub-day.ts';
import { type RoutedRun, scheduleRouted } from './schedule-routed.ts';

/** So often one run may be held back: where that does not help, the plan shows the dock as taken. */
const mostTries = 4;

/**
 * The search keeps docks by the tables' seconds, and paths take some seconds more or less: a run that would now come
 * while all docks are held leaves later by as much, as long as it breaks no other rule by that.
 */
export function mendDocks(runs: readonly RoutedRun[], clock: DayClock, hub: HubDay): RoutedRun[] {
  const mended = [...runs];
  const scheduled = mended.map((run) => scheduleRouted(run, clock, hub));
  const tries = mended.map(() => 0);
  const rules = { ...hub, turnaroundSeconds: hub.unloadingSeconds };
  for (;;) {
    const overflow = dockOverflows(new Map(scheduled.entries()), rules).find(
      ({ run }) => tries[run]! < mostTries,
    );
    if (!overflow) return mended;
    const { run, seconds } = overflow;
    tries[run]!++;
    const before = scheduled[run]!;
    const held = { ...mended[run]!, startsAt: before.schedule.start + seconds };
    const after = scheduleRouted(held, clock, hub);
    if (after.schedule.violations.length > before.schedule.violations.length) tries[run] = mostTries;
    else [mended[run], scheduled[run]] = [held, after];
  }
}
