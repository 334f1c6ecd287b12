import { Temporal } from 'temporal-polyfill';
import type { CheaperStop, CheaperWay } from '#server/contract/costs.ts';
import type { Hub } from '#server/contract/hub.ts';
import type { DayStop, DeskDay } from '#server/domain/desk/desk-day.ts';
import type { DeskRun } from '#server/domain/edits/desk-plan.ts';
import { cheapestCollection, cheapestVehicle, shareOfStop } from '#server/domain/quotes/cheaper-stop.ts';
import { quoteRequest } from '#server/domain/quotes/quote-request.ts';
import type { MatrixSource, RoutingEngine } from '#server/routing/port.ts';
import type { Store } from '#server/store/port.ts';
import { deskDayOf } from '../desk/desk-day.ts';
import type { DeskFacts } from '../desk/desk-facts.ts';
import { readDayOnce, type ReadDayOnceDeps } from '../desk/read-day-once.ts';
import { requireHub } from '../hubs.ts';
import type { Services } from '../port.ts';
import type { PlaceWaysMemory } from './place-ways.ts';
import type { QuoteDay, QuoteDays } from './quote-days.ts';

export interface CheaperStopsDeps {
  readonly store: ReadDayOnceDeps['store'] & Pick<Store, 'money'>;
  readonly toolsOf: (region: string) => { readonly engine: RoutingEngine; readonly matrices: MatrixSource };
  readonly snapLimitMetres: number;
  readonly days: QuoteDays;
  readonly memory: PlaceWaysMemory;
}

/** Days before and behind that a stop could have been served on. */
const daysAround = 3;

/** A stop as it stands in a run of its day. */
interface Standing {
  readonly run: DeskRun;
  readonly name: string;
  readonly stop: DayStop;
}

/** What would have made a stop cheaper, each by pricing it so. */
export function makeCheaperStops(deps: CheaperStopsDeps): Services['costs']['cheaper'] {
  const { store } = deps;
  return async (hubId, { date, place }): Promise<CheaperStop> => {
    const hub = await requireHub(store.hubs, hubId);
    const { facts, plan } = await readDayOnce(hub, date, deps);
    const day = deskDayOf(facts, plan);
    const standing = stopsAt(place, plan.runs, day, facts);
    const was = sum(standing.map(({ run, name }) => shareOfStop(run, day, name)));
    const ways: CheaperWay[] = [...(await onOtherDays(hub, date, place, standing, facts, deps))];
    const [only, ...more] = standing;
    // What is handled in several runs is no matter of one vehicle, or of one stop beside it.
    if (only && more.length === 0) {
      const nameOf = (stop: string) => placeOf(day.stops.get(stop), facts);
      const other = cheapestVehicle(plan, only.run, day, only.name);
      const point = cheapestCollection(only.run, day, only.name);
      if (other)
        ways.push({ ...nothing, kind: 'other_vehicle', amount: other.amount, vehicle: other.vehicle });
      if (point) {
        const { amount, stop, metres } = point;
        ways.push({ ...nothing, kind: 'collection_point', amount, place: nameOf(stop), metres });
      }
    }
    return { was, ways: ways.filter(({ amount }) => amount < was).sort((a, b) => a.amount - b.amount) };
  };
}

const nothing = { date: null, place: null, vehicle: null, metres: null };

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

function stopsAt(place: string, runs: readonly DeskRun[], day: DeskDay, facts: DeskFacts): Standing[] {
  return runs.flatMap((run) =>
    run.trips.flat().flatMap(({ stop: name }) => {
      const stop = day.stops.get(name);
      return stop && placeOf(stop, facts) === place ? [{ run, name, stop }] : [];
    }),
  );
}

const placeOf = (stop: DayStop | undefined, { requests }: DeskFacts): string =>
  requests.get(stop?.parts[0]?.request ?? '')?.place ?? '';

/** The cheapest day beside others, and the cheapest with a stop of the same place. */
async function onOtherDays(
  hub: Hub,
  date: string,
  place: string,
  standing: readonly Standing[],
  facts: DeskFacts,
  { store, days, memory, toolsOf }: CheaperStopsDeps,
): Promise<CheaperWay[]> {
  const on = Temporal.PlainDate.from(date);
  const dates = await store.money.listDays(
    hub.id,
    on.subtract({ days: daysAround }).toString(),
    on.add({ days: daysAround }).toString(),
  );
  const others: QuoteDay[] = [];
  for (const other of dates) {
    const found = other === date ? null : await days.dayOf(hub, other, other);
    if (found) others.push(found);
  }
  const quotes = others.map((day) => ({ day, amount: 0, isJoint: true, beside: '', isServed: true }));
  for (const { stop } of standing) {
    const point = facts.places.points[stop.place] ?? [hub.lon, hub.lat];
    const travel = await memory.travel(hub.region, point, others, toolsOf(hub.region));
    for (const [index, quote] of quotes.entries()) {
      const share = travel && quoteRequest(quote.day.book, stop, travel[index]!).share; // one for each day
      const beside = share?.neighbour ? (quote.day.placeOf.get(share.neighbour) ?? '') : '';
      quote.isServed &&= Boolean(share);
      quote.isJoint &&= beside === place;
      quote.amount += share?.amount ?? 0;
      quote.beside = beside;
    }
  }
  const ways = quotes
    .filter(({ isServed }) => isServed)
    .map(({ day, amount, isJoint, beside }): CheaperWay => ({
      ...nothing,
      kind: isJoint ? 'joint_pickup' : 'other_day',
      amount,
      date: day.date,
      place: beside || null,
    }))
    .sort((a, b) => a.amount - b.amount);
  const firstOf = (kind: CheaperWay['kind']) => ways.find((way) => way.kind === kind);
  return [firstOf('other_day'), firstOf('joint_pickup')].flatMap((way) => (way ? [way] : []));
}
