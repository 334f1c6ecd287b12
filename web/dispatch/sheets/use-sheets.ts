import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { changesOfRun } from '#server/domain/publish/run-changes.ts';
import { useHubLive } from '#web/shared/api/hub-live.tsx';
import { keys, queries } from '#web/shared/api/queries.ts';
import { dayOf } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { publishedDayRun, toldRun } from '../publish/told-run.ts';
import type { Sheet } from './run-sheet.tsx';

export type SheetSource = 'published' | 'now';

interface Sheets {
  /** Null until known. */
  readonly published: readonly Sheet[] | null;
  readonly now: readonly Sheet[] | null;
  /** The hub's, null until known; empty: it has none. */
  readonly hubPhone: string | null;
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

  const drivers = useQuery(queries.drivers(hub.id));
  const settings = useQuery(queries.settings(hub.id));
  useFollowEdits(date);

  const published = useMemo(
    () =>
      publication.data?.runs.map((run): Sheet => ({
        day: publishedDayRun(run),
        phone: run.frozen.phone,
        revision: run.revision,
        isChanged: false,
      })) ?? null,
    [publication.data],
  );
  const now = useMemo(() => {
    if (!published || !plan.data || !requests.data || !drivers.data) return null;
    if (plan.data.plan === null) return [];
    if (!desk.data || desk.data.wire.edit_version !== plan.data.plan.edit_version) return null;
    const { arrangement, vehicles } = desk.data.wire;
    const phones = new Map(drivers.data.map(({ name, phone }) => [name, phone]));
    const told = new Map(published.map((sheet) => [sheet.day.number, sheet]));
    return dayOf(plan.data.plan.document, requests.data, arrangement, vehicles).runs.map((day): Sheet => {
      const then = told.get(day.number);
      const changes = then ? changesOfRun(toldRun(then.day), toldRun(day)) : null;
      const phone = (day.driver !== null && phones.get(day.driver)) || null;
      return { day, phone, revision: then?.revision ?? null, isChanged: changes !== null };
    });
  }, [published, plan.data, requests.data, desk.data, drivers.data]);
  const failed = [publication, plan, requests, desk, drivers, settings].find(
    ({ error, data }) => error && !data,
  );
  return {
    published,
    now,
    hubPhone: settings.data?.phone ?? null,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** What others do to the plan while its sheets are open is on them. */
function useFollowEdits(date: string): void {
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { listen } = useHubLive();
  useEffect(
    () =>
      listen(({ type, data }) => {
        if ((type !== 'plan.edited' && type !== 'plan.paths') || data.date !== date) return;
        void client.invalidateQueries({ queryKey: keys.plan(hub.id, date) });
        if (type === 'plan.edited') void client.invalidateQueries({ queryKey: keys.desk(hub.id, date) });
      }),
    [listen, client, hub.id, date],
  );
}
