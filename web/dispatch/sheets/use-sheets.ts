import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { changesOfRun } from '#server/domain/publish/run-changes.ts';
import { queries } from '#web/shared/api/queries.ts';
import { dayOf } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { publishedDayRun, toldRun } from '../publish/told-run.ts';
import type { Sheet } from './run-sheet.tsx';

export type SheetSource = 'published' | 'now';

interface Sheets {
  /** Null until known. */
  readonly published: readonly Sheet[] | null;
  readonly now: readonly Sheet[] | null;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The runs of a day as they can be printed: as drivers have them, and as the plan stands. */
export function useSheets(date: string): Sheets {
  const { hub } = useHubContext();
  const publication = useQuery(queries.publication(hub.id, date));
  const plan = useQuery(queries.plan(hub.id, date));
  const requests = useQuery(queries.requests(hub.id, date));
  const isPlanned = plan.data !== undefined && plan.data.plan !== null;
  const desk = useQuery({ ...queries.desk(hub.id, date, null), enabled: isPlanned });

  const published = useMemo(
    () =>
      publication.data?.runs.map((run): Sheet => ({
        day: publishedDayRun(run),
        revision: run.revision,
        isChanged: false,
      })) ?? null,
    [publication.data],
  );
  const now = useMemo(() => {
    if (!published || !plan.data || !requests.data) return null;
    if (plan.data.plan === null) return [];
    if (!desk.data) return null;
    const told = new Map(published.map((sheet) => [sheet.day.number, sheet]));
    return dayOf(plan.data.plan.document, requests.data, desk.data.wire.arrangement).runs.map(
      (day): Sheet => {
        const then = told.get(day.number);
        const changes = then ? changesOfRun(toldRun(then.day), toldRun(day)) : null;
        return { day, revision: then?.revision ?? null, isChanged: changes !== null };
      },
    );
  }, [published, plan.data, requests.data, desk.data]);
  const failed = [publication, plan, requests, desk].find(({ error, data }) => error && !data);
  return { published, now, error: failed?.error ?? null, retry: () => void failed?.refetch() };
}
