import type { DrivenRun } from '#server/domain/drive/driven-run.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import type { Request } from '#server/contract/request.ts';
import { and, eq, ne } from 'drizzle-orm';
import type { Executor } from './database.ts';
import type { RunHead } from './run-versions.ts';
import { bookings, members } from './members-schema.ts';
import { insertAll, readRequest } from './request-rows.ts';
import { cooperatives, hubs, requests } from './schema.ts';
import type { Write } from './writer.ts';

type UnplannedPickup = RunState['unplanned'][number];

interface OfRun {
  readonly head: RunHead;
  readonly run: DrivenRun;
  /** The request that the pickup is, or becomes. */
  readonly id: string;
  readonly at: string;
  /** As it was by the taps before those that came in just now; null: it was not on board. */
  readonly was: () => UnplannedPickup | null;
}

const serviceMinutes = 5;
const hourMs = 3_600_000;

/**
 * The request of a pickup that nobody planned: made once, put right where the driver puts it right, cancelled where he
 * takes it back (`pickup` null). What was cancelled though he had it on board was cancelled at the desk, and stays so. The desk
 * finds it among the bookings to look at.
 */
export function followUnplanned(
  { tx }: Write,
  pickup: UnplannedPickup | null,
  { head, run, id, at, was }: OfRun,
): Request | null {
  const known = readRequest(tx, head.hub, id);
  if (pickup === null) {
    if (known === null || known.state === 'cancelled') return null;
    tx.update(requests).set({ state: 'cancelled' }).where(eq(requests.id, id)).run();
    return readRequest(tx, head.hub, id);
  }
  const { product, kg, crates, parcels } = pickup;
  if (known?.state === 'cancelled' && was() !== null) return null;
  if (known !== null) {
    const state = 'collected' as const;
    tx.update(requests).set({ product, kg, crates, parcels, state }).where(eq(requests.id, id)).run();
    return readRequest(tx, head.hub, id);
  }
  const grower = findGrower(tx, head.hub, pickup.grower);
  const request = newRequest(tx, pickup, { head, run, id });
  insertAll(tx, head.hub, [{ ...request, cooperative: grower?.cooperative ?? null }], at);
  tx.insert(bookings)
    .values({
      requestId: id,
      memberId: grower?.id ?? null,
      byId: null,
      landmark: pickup.note,
      madeAt: new Date(pickup.time).toISOString(),
      arrivedAt: at,
      doubts: [
        { code: 'unplanned', run: head.number, grower: pickup.grower, is_placed: pickup.position !== null },
      ],
    })
    .run();
  return readRequest(tx, head.hub, id);
}

function newRequest(
  tx: Executor,
  pickup: UnplannedPickup,
  { head, run, id }: Omit<OfRun, 'at' | 'was'>,
): Request {
  const instant = (ms: number) => new Date(ms).toISOString();
  const { lat, lon } = pickup.position ?? placeOfHub(tx, head.hub);
  const reference = freeReference(tx, head, `${head.number}-${pickup.pickup}`, id);
  return {
    id,
    reference,
    kind: 'pickup',
    state: 'collected',
    date: head.date,
    place: pickup.place || pickup.grower || reference,
    lat,
    lon,
    product: pickup.product,
    kg: pickup.kg,
    crates: pickup.crates,
    crates_derived: false,
    parcels: pickup.parcels,
    parcels_derived: false,
    // Put into its run, it is served whenever that comes by.
    ready_from: instant(Math.min(pickup.time, ...run.trips.map(({ start }) => start * 1000))),
    ready_until: instant(Math.max(pickup.time + hourMs, ...run.trips.map(({ end }) => end * 1000))),
    harvested_at: null,
    service_minutes: serviceMinutes,
    largest_vehicle: 'heavy',
    priority: 0,
    cooperative: null,
  };
}

/** Where nobody knows where it was; the doubt says so. */
function placeOfHub(tx: Executor, hub: string): { lat: number; lon: number } {
  return tx.select({ lat: hubs.lat, lon: hubs.lon }).from(hubs).where(eq(hubs.id, hub)).get()!; // of a run of it
}

/** A driver's tap is never refused for a reference that somebody else has thought of. */
function freeReference(tx: Executor, { hub, date }: RunHead, short: string, id: string): string {
  const isTaken = and(
    eq(requests.hubId, hub),
    eq(requests.date, date),
    eq(requests.reference, short),
    ne(requests.state, 'cancelled'),
  );
  return tx.select({ id: requests.id }).from(requests).where(isTaken).get() ? id : short;
}

/** The one member of the hub who is called so; null where there are none or several. */
function findGrower(
  tx: Executor,
  hub: string,
  name: string,
): { readonly id: string; readonly cooperative: string } | null {
  const wanted = name.trim().toLocaleLowerCase();
  if (wanted === '') return null;
  const [only, ...others] = tx
    .select({ id: members.id, name: members.name, cooperative: cooperatives.name })
    .from(members)
    .innerJoin(cooperatives, eq(cooperatives.id, members.cooperativeId))
    .where(eq(cooperatives.hubId, hub))
    .all()
    .filter((each) => each.name.toLocaleLowerCase() === wanted);
  return only && others.length === 0 ? only : null;
}
