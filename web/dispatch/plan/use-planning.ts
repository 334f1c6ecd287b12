import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InterruptedSolve } from '#server/contract/desk.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { ApiProblem } from '#web/shared/api/api-problem.ts';
import { call } from '#web/shared/api/client.ts';
import { useHubLive } from '#web/shared/api/hub-live.tsx';
import type { EndedSolve, LiveSolve } from '#web/shared/api/hub-live.tsx';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { type Asking, useAskedFirst } from './use-asked-first.ts';

export interface Planning {
  readonly isRunning: boolean;
  /** The last solve of the day, where it was interrupted; null: it was not. */
  readonly interrupted: InterruptedSolve | null;
  readonly canStart: boolean;
  /** Null until the first progress arrives. */
  readonly live: LiveSolve | null;
  readonly seconds: number;
  readonly setSeconds: (seconds: number) => void;
  /** Of a day that is published it asks first. */
  readonly start: () => void;
  /** Null: nothing is asked. */
  readonly asking: Asking | null;
  /** A solve of the day that was started elsewhere on the page. */
  readonly follow: (solve: string) => void;
  /** keep: takes the best so far; else the plan stays as it was. */
  readonly stop: (keep: boolean) => void;
  readonly isStopping: boolean;
}

export const secondsChoices = [10, 30, 60, 300] as const;
const secondsKey = 'hubward.plan-seconds';

/** Starts, follows and stops the planning of one day, whoever started it. */
export function usePlanning(
  hub: string,
  date: string,
  known: Pick<Planning, 'interrupted'> & { readonly solve: string | null },
): Planning {
  const client = useQueryClient();
  const { canEdit } = useHubContext();
  const { sayProblem } = useToasts();
  const { solves, ended } = useHubLive();
  const live = solves[date] ?? null;
  const [started, setStarted] = useState<string | null>(null);
  const [seconds, setSeconds] = useState(() => Number(localStorage.getItem(secondsKey)) || 10);
  const hasEnded = (id: string | null): boolean => id !== null && ended?.solve === id;
  const solve = [live?.progress.solve ?? null, started, known.solve].find(
    (id) => id !== null && !hasEnded(id),
  );
  const isRunning = solve !== undefined;

  const starting = useMutation({
    mutationFn: () => call(endpoints.startSolve, { params: { hub }, body: { date, seconds } }),
    onSuccess: (answer) => setStarted(answer.solve),
    onError: sayProblem,
  });
  const stopping = useMutation({
    mutationFn: ({ id, keep }: { id: string; keep: boolean }) =>
      call(endpoints.stopSolve, {
        params: { hub, solve: id },
        // stringbool reads the word; a real boolean is no query value.
        query: { keep: String(keep) },
      }),
    onError: sayProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.plan(hub, date) }),
  });
  useSayOutcome(ended, date);
  const { asking, begin } = useAskedFirst(hub, date, starting.mutate);

  const canStart = canEdit && !isRunning && !starting.isPending;
  return {
    isRunning: isRunning || starting.isPending,
    interrupted: known.interrupted,
    canStart,
    live: live && !hasEnded(live.progress.solve) ? live : null,
    seconds,
    setSeconds: useCallback((next: number) => {
      localStorage.setItem(secondsKey, String(next));
      setSeconds(next);
    }, []),
    follow: setStarted,
    start: () => {
      if (canStart) void begin();
    },
    asking,
    stop: (keep) => {
      if (solve) stopping.mutate({ id: solve, keep });
    },
    isStopping: stopping.isPending,
  };
}

/** Says once how a solve of the day on screen ended. */
function useSayOutcome(ended: EndedSolve | null, date: string): void {
  const { t } = useI18n();
  const { say, sayProblem } = useToasts();
  const said = useRef(ended?.solve ?? null);
  useEffect(() => {
    if (!ended || ended.date !== date || said.current === ended.solve) return;
    said.current = ended.solve;
    const { outcome, code, message } = ended;
    if (outcome === 'planned') say(t('solve.planned'));
    else if (outcome === 'proposed') say(t('solve.proposed'));
    else if (outcome === 'cancelled') say(t('solve.cancelled'));
    else if (outcome === 'interrupted') say(t('solve.interrupted'));
    else {
      sayProblem(
        new ApiProblem({
          type: 'about:blank',
          title: message ?? '',
          status: 500,
          code: code ?? 'INTERNAL',
          detail: message ?? '',
          action: '',
        }),
      );
    }
  }, [ended, date, t, say, sayProblem]);
}
