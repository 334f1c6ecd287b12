import type { ReceivingDay } from '#server/contract/receiving.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Received, Store } from '#server/store/port.ts';
import { findRequest } from '../find-request.ts';
import { readDrivenDay } from '../driven-day.ts';
import { requireHub } from '../hubs.ts';
import type { Services } from '../port.ts';
import { runDriversOn } from '../run-drivers.ts';
import { arrivalsOf, type ComingRun, withDriver } from './arrivals.ts';

interface ReceivingDeps {
  readonly store: Pick<
    Store,
    | 'hubs'
    | 'plans'
    | 'desks'
    | 'publications'
    | 'requests'
    | 'fleet'
    | 'drivers'
    | 'money'
    | 'receiving'
    | 'drive'
  >;
  /** UTC instant. */
  readonly now: () => string;
}

/** What comes to the hub, and what is weighed there. */
export function makeReceiving({ store, now }: ReceivingDeps): Services['receiving'] {
  const get = async (hub: string, date: string): Promise<ReceivingDay> => {
    await requireHub(store.hubs, hub);
    const requests = await store.requests.listByDay(hub, date);
    const requestOf = findRequest(requests);
    const received = await store.receiving.get(hub, date);
    const driven = await readDrivenDay(store.drive, hub, date);
    const byId = new Map(requests.map((request) => [request.id, request]));
    const arrivals = (await comingRuns(store, hub, date))
      .flatMap((run) => arrivalsOf(run, requestOf))
      .map((arrival) => withDriver(arrival, driven, Date.parse(now()), byId));
    const listed = new Set([
      ...arrivals.flatMap(({ lines }) => lines.map(({ request }) => request)),
      ...received.weighIns.map(({ request }) => request),
    ]);
    return {
      date,
      is_settled: (await store.money.getSettlement(hub, date)) !== null,
      arrivals: arrivals
        .map((arrival) => ({ ...arrival, crates_back: cratesOf(received, arrival) }))
        .sort((a, b) => Date.parse(a.planned_at) - Date.parse(b.planned_at)),
      requests: requests
        .filter(({ id }) => listed.has(id))
        .map(({ id, reference, place, product, cooperative, state }) => ({
          request: id,
          reference,
          place,
          product,
          cooperative,
          state,
          weigh_ins: received.weighIns.filter(({ request }) => request === id),
        })),
    };
  };
  return {
    get,
    weighIn: async (hub, weighIn, by) => {
      await requireHub(store.hubs, hub);
      if (weighIn.weighed_by !== null && weighIn.weighed_by !== by) {
        throw new UserError('WEIGHED_BY_OTHER', 'Whoever weighed it is not signed in.', {
          ids: [weighIn.id],
        });
      }
      const known = new Set((await store.requests.listByDay(hub, weighIn.date)).map(({ id }) => id));
      const unknown = weighIn.lines.map(({ request }) => request).filter((id) => !known.has(id));
      if (unknown.length > 0) {
        throw new UserError('REQUEST_UNKNOWN', `The day has no request ${unknown.join(', ')}.`, {
          ids: unknown,
        });
      }
      await store.receiving.add(hub, weighIn, by);
      return get(hub, weighIn.date);
    },
  };
}

/** Runs as their drivers have them, and those of the plan that are not published. */
async function comingRuns(
  store: ReceivingDeps['store'],
  hub: string,
  date: string,
): Promise<readonly ComingRun[]> {
  const published = (await store.publications.get(hub, date))?.runs ?? [];
  const told = published.map(({ number, frozen: { run, driver, phone } }): ComingRun => ({
    number,
    run,
    driver,
    phone,
    isPublished: true,
  }));
  const numbers = new Set(told.map(({ number }) => number));
  const plan = await store.plans.get(hub, date);
  const desk = await store.desks.get({ hub, date, scenario: null });
  if (!plan || !desk) return told;
  const driverOf = await runDriversOn(store, hub, date);
  const planned = plan.document.runs.flatMap((run): ComingRun[] => {
    const own = desk.plan.runs.find(({ vehicle }) => vehicle === run.vehicle);
    if (!own || numbers.has(own.run)) return [];
    return [{ number: own.run, run, ...driverOf(own), isPublished: false }];
  });
  return [...told, ...planned];
}

function cratesOf({ cratesBack }: Received, { vehicle, trip }: { vehicle: string; trip: number }) {
  const ofTrip = cratesBack.findLast((count) => count.vehicle === vehicle && count.trip === trip);
  return ofTrip?.crates ?? null;
}
