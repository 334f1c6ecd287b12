import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { drivenEvent, drivenRun } from '#server/contract/drive.ts';
import type { DeskDrivenRun } from '#server/contract/drive-run.ts';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import type { Publication } from '#server/contract/publication.ts';
import type { DrivenRun } from '#server/domain/drive/driven-run.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import { type LiveAlert, type LiveRun, liveRun } from '#server/domain/live/live-run.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useHubContext } from '../hub-context.ts';
import { useMinute } from './use-minute.ts';

/** A published run as its driver has it, with what came of it so far. */
export interface RunningRun {
  readonly id: string;
  /** As on the map. */
  readonly number: number;
  readonly driver: string | null;
  readonly phone: string | null;
  readonly run: DrivenRun;
  readonly state: RunState;
  /** Ms since 1970 at which something last came in; null: never. */
  readonly heardAt: number | null;
  readonly live: LiveRun;
}

export interface Running {
  readonly runs: readonly RunningRun[];
  readonly alerts: readonly { readonly run: RunningRun; readonly alert: LiveAlert }[];
  /** Ms since 1970, told anew each minute. */
  readonly now: number;
  readonly isLoading: boolean;
  readonly error: unknown;
}

/** The published runs of a day as they go. */
export function useRunning(date: string): Running {
  const { hub } = useHubContext();
  const { data, isPending, error } = useQuery(queries.driven(hub.id, date));
  const now = useMinute();
  const { data: publication } = useQuery(queries.publication(hub.id, date));
  const known = useMemo(() => (data ?? []).flatMap(stateOf), [data]);
  return useMemo(() => {
    const runs = known.map((each): RunningRun => ({
      ...each,
      live: liveRun(each.run, each.state, {
        heardAt: each.heardAt,
        toldAt: firstTold(publication, each.number),
        now,
      }),
    }));
    const alerts = runs.flatMap((run) => run.live.alerts.map((alert) => ({ run, alert })));
    return { runs, alerts, now, isLoading: isPending, error };
  }, [known, publication, now, isPending, error]);
}

/** When a run was first published, ms since 1970; 0 until that is known. */
function firstTold(publication: Publication | undefined, run: number): number {
  const first = publication?.revisions
    .filter(({ kind, runs }) => kind === 'published' && runs.includes(run))
    .map(({ at }) => Date.parse(at));
  return first && first.length > 0 ? Math.min(...first) : 0;
}

/** One that was withdrawn is there as long as something was tapped. */
function stateOf({ run: id, number, latest, earlier, events }: DeskDrivenRun): Omit<RunningRun, 'live'>[] {
  if (latest.frozen === null && events.length === 0) return [];
  const run = drivenRun(latest.revision, latest.frozen);
  const state = applyEvents({
    latest: run,
    earlier: earlier.map(({ revision, frozen }) => drivenRun(revision, frozen)),
    events: events.map(drivenEvent),
  });
  const heard = events.map((event) => Date.parse(event.received_at));
  const { driver = null, phone = null } = latest.frozen ?? {};
  return [{ id, number, driver, phone, run, state, heardAt: heard.length > 0 ? Math.max(...heard) : null }];
}
