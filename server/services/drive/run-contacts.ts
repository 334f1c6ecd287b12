import type { RunContact } from '#server/contract/drive-run.ts';
import type { Store, StoredDrivenRun } from '#server/store/port.ts';

/**
 * Whom the driver of a run may call: who booked, or else the cooperative where it has a phone; and how her place is
 * found. As they are now: what a member had deleted is told to nobody any more.
 */
export async function contactsOf(
  { hub, date, latest }: Pick<StoredDrivenRun, 'hub' | 'date' | 'latest'>,
  { bookings, cooperatives }: Pick<Store, 'bookings' | 'cooperatives'>,
): Promise<RunContact[]> {
  const served = new Set(latest.frozen?.requests.map(({ id }) => id));
  const reached = (await cooperatives.list(hub)).filter(({ phone }) => phone !== '');
  const phoneOf = new Map(reached.map(({ id, name, phone }) => [id, { name, phone }]));
  return (await bookings.listOfDay(hub, date)).flatMap(
    ({ request, cooperative, member, landmark, photo }) => {
      if (!served.has(request.id)) return [];
      const who = member ?? (cooperative === null ? null : phoneOf.get(cooperative));
      if (!who && landmark === '' && photo === null) return [];
      return [{ request: request.id, name: who?.name ?? '', phone: who?.phone ?? '', landmark, photo }];
    },
  );
}
