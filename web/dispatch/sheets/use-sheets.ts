import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Request } from '#server/contract/request.ts';
import { changesOfRun } from '#server/domain/publish/run-changes.ts';
import { queries } from '#web/shared/api/queries.ts';
import { dayOf } from '../day.ts';
import { useDesk } from '../desk/use-desk.ts';
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

const noRequests: readonly Request[] = [];

/** The runs of a day as they can be printed: as drivers have them, and as the desk has them now. */
export function useSheets(date: string): Sheets {
  const { hub } = useHubContext();
  const publication = useQuery(queries.publication(hub.id, date));
  const plan = useQuery(queries.plan(hub.id, date));
  const requests = useQuery(queries.requests(hub.id, date));
  const drivers = useQuery(queries.drivers(hub.id));
  const settings = useQuery(queries.settings(hub.id));
  const bookings = useQuery(queries.bookings(hub.id, date));
  const made = plan.data?.plan?.document ?? null;
  const { desk, ...deskState } = useDesk(date, null, made, requests.data ?? noRequests, null);

  const booked = useMemo(
    () => bookings.data && new Map(bookings.data.map((booking) => [booking.request, booking])),
    [bookings.data],
  );
  const published = useMemo(() => {
    if (!publication.data || !booked) return null;
    return publication.data.runs.map((run): Sheet => ({
      day: publishedDayRun(run),
      phone: run.frozen.phone,
      revision: run.revision,
      isChanged: false,
      booked,
    }));
  }, [publication.data, booked]);
  const hasNoPlan = plan.data?.plan === null;
  const now = useMemo(() => {
    if (hasNoPlan) return [];
    if (!published || !booked || !desk || !requests.data || !drivers.data) return null;
    const { document, arrangement } = desk.shown;
    const phones = new Map(drivers.data.map(({ name, phone }) => [name, phone]));
    const told = new Map(published.map((sheet) => [sheet.day.number, sheet]));
    return dayOf(document, requests.data, arrangement, desk.wire.vehicles).runs.map((day): Sheet => {
      const then = told.get(day.number);
      const changes = then ? changesOfRun(toldRun(then.day), toldRun(day)) : null;
      const phone = (day.driver !== null && phones.get(day.driver)) || null;
      return { day, phone, revision: then?.revision ?? null, isChanged: changes !== null, booked };
    });
  }, [hasNoPlan, published, booked, desk, requests.data, drivers.data]);
  const failed = [publication, plan, requests, drivers, settings, bookings].find(
    ({ error, data }) => error && !data,
  );
  return {
    published,
    now,
    hubPhone: settings.data?.phone ?? null,
    error: failed?.error ?? deskState.error,
    retry: () => {
      if (failed) void failed.refetch();
      else deskState.retry();
    },
  };
}
