import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Hub } from '#server/contract/hub.ts';
import type { QuoteDraft, QuotePrice, QuoteSlot } from '#server/contract/quote.ts';
import type { Request } from '#server/contract/request.ts';
import type { PlaceTravel } from '#server/domain/quotes/quote-book.ts';
import { quoteRange, type QuoteRange } from '#server/domain/quotes/quote-range.ts';
import { quoteRequest, type RequestQuote } from '#server/domain/quotes/quote-request.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Regions } from '#server/region/port.ts';
import type { MatrixSource, RoutingEngine } from '#server/routing/port.ts';
import type { NewQuote, Store } from '#server/store/port.ts';
import { requireHub, requireRegion, rulesOf } from '../hubs.ts';
import { requestFromDraft } from '../list-import/read-requests.ts';
import { dayClock, localDateOf } from '../planning/day-clock.ts';
import { hubDayOf, type HubRules } from '../planning/hub-day.ts';
import type { Services } from '../port.ts';
import type { PlaceWaysMemory } from './place-ways.ts';
import type { QuoteDay, QuoteDays, QuoteSource } from './quote-days.ts';
import { quotedStop } from './quoted-stop.ts';
import { daysToQuote, isClosedOn, type Slot, slotsOf } from './slots.ts';

export interface QuotesDeps {
  readonly store: Pick<Store, 'hubs' | 'quotes' | 'rates' | 'events'>;
  readonly days: QuoteDays;
  readonly memory: PlaceWaysMemory;
  readonly regions: Regions;
  readonly toolsOf: (region: string) => { readonly engine: RoutingEngine; readonly matrices: MatrixSource };
  readonly now: () => string;
}

/** A hub as quotes are made at it. */
interface AtHub {
  readonly hub: Hub;
  readonly rules: HubRules;
  /** UTC instant. */
  readonly now: string;
}

/** What a hub's days were laid out from last. */
interface LaidOut {
  /** Its last event, and the first day that could be booked. */
  readonly known: string;
  /** Null: its region had none. */
  readonly engine: RoutingEngine | null;
  /** When it is to be tried again though nothing has changed; ms since 1970. */
  readonly againAtMs: number;
}

/** Where a day failed, or a quote; whoever asks for the day meanwhile is told. */
const retryMs = 300_000;

/** Without what can be reckoned from it. */
type Priced = Pick<QuoteSlot, 'basis' | 'with' | 'alone' | 'obstacle'> & {
  readonly range: QuoteRange | null;
};

/** What requests would cost before they are booked (docs/quotes.md). */
export function makeQuotes(deps: QuotesDeps): Services['quotes'] {
  const { store, regions, toolsOf, days, memory } = deps;
  const atHub = async (id: string): Promise<AtHub> => ({
    hub: await requireHub(store.hubs, id),
    rules: await rulesOf(store.hubs, id),
    now: deps.now(),
  });
  const laidOut = new Map<string, LaidOut>();
  const engineOf = (region: string): RoutingEngine | null => {
    try {
      return toolsOf(region).engine;
    } catch {
      // Laying out fails by the same, and is told of.
      return null;
    }
  };
  const isBinding = async (hub: string) => (await store.rates.shareRules(hub)).quotes_bind;
  const priceFromSources = async (
    at: AtHub,
    requests: readonly Request[],
    sourceOf: (date: string) => Promise<QuoteSource>,
  ): Promise<Priced[] | null> => {
    const [first] = requests;
    if (!first) return [];
    const sources = new Map<string, QuoteSource>();
    for (const { date } of requests) {
      if (!sources.has(date)) sources.set(date, await sourceOf(date));
    }
    const all = [...sources.values()].flatMap((source) => source.days);
    const { region } = at.hub;
    const travel = await memory.travel(region, [first.lon, first.lat], all, toolsOf(region));
    if (!travel) return null;
    const travelOn = new Map(all.map((day, index) => [day, travel[index]!])); // one for each day
    return requests.map((request) => priceFrom(sources.get(request.date)!, request, travelOn, at)); // of each date
  };
  /** What each of the requests, all of one place, would bear on its day; null where no road leads near. */
  const price = async (at: AtHub, requests: readonly Request[]): Promise<Priced[] | null> => {
    const dates = requests.map(({ date }) => date).sort();
    if (dates.length === 0) return [];
    const { planOf, seasonOf } = await days.open(at.hub, dates);
    const found = await priceFromSources(
      at,
      requests,
      async (date) => (await planOf(date)) ?? seasonOf(date),
    );
    const isFull = (index: number) => found?.[index]?.obstacle === 'full';
    const full = requests.filter((_, index) => isFull(index));
    const anew = await priceFromSources(at, full, seasonOf);
    const priceAnew = new Map(full.map((request, index) => [request, anew?.[index]]));
    return (
      found &&
      requests.map((request, index): Priced => {
        const again = priceAnew.get(request);
        return again ? { ...again, obstacle: 'full' } : found[index]!; // one for each
      })
    );
  };
  const make = async (hubId: string, request: Request): Promise<NewQuote | null> => {
    const [priced] = (await price(await atHub(hubId), [request]).catch(nullWithoutVehicles)) ?? [];
    if (!priced?.range) return null;
    const bindingKg = (await isBinding(hubId)) ? request.kg : null;
    return { ...priced.range, basis: priced.basis, binding_kg: bindingKg };
  };
  /** When those that failed are tried again; ms since 1970. */
  const againAtMs = new Map<string, number>();
  const keepLate = async (hubId: string, request: Request, isOpen: boolean): Promise<void> => {
    const quote = isOpen ? await make(hubId, request) : null;
    await (quote ? store.quotes.keepLate(hubId, request, quote) : store.quotes.keep(request.id, null));
  };
  return {
    get: async (hubId, draft) => {
      const at = await atHub(hubId);
      const { hub, rules } = at;
      const dates = daysToQuote(draft, await cutOffOf(store, hubId), hub.timezone, at.now);
      const booked = requestFromDraft(
        { ...draft, date: dates[0]!, priority: 0 }, // a day at least
        {
          date: dates[0]!,
          timezone: hub.timezone,
          currency: hub.currency,
          bounds: requireRegion(regions, hub.region).bounds,
          products: rules.products,
          gazetteer: regions.gazetteer(hub.region),
          newId: () => 'quoted',
        },
      );
      const asked = slotsToAsk(draft, booked, dates, at);
      const open = asked.filter(({ isClosed }) => !isClosed).map(({ request }) => request);
      const priced = await price(at, open);
      const priceOf = new Map(open.map((request, index) => [request, priced?.[index]]));
      const slots = asked.map(({ name, request }) => slotOf(name, request, priceOf.get(request)));
      return {
        currency: hub.currency,
        is_binding: await isBinding(hubId),
        kg: booked.kg,
        crates: booked.crates,
        parcels: booked.parcels,
        is_on_road: priced !== null,
        days:
          priced === null
            ? []
            : dates.map((date) => ({
                date,
                slots: slots.filter((_, index) => asked[index]?.request.date === date),
              })),
      };
    },
    make,
    keep: async (hubId, request) => {
      if (await store.quotes.get(hubId, request.id)) return;
      await store.quotes.keep(request.id, await make(hubId, request));
    },
    keepDue: async (signal) => {
      const failures: unknown[] = [];
      for (const hub of await store.hubs.list()) {
        const today = localDateOf(deps.now(), hub.timezone);
        for (const request of await store.quotes.listDue(hub.id)) {
          if (signal.aborted) return;
          const nowMs = Date.parse(deps.now());
          if (nowMs < (againAtMs.get(request.id) ?? 0)) continue;
          try {
            await keepLate(hub.id, request, request.state === 'booked' && request.date >= today);
            againAtMs.delete(request.id);
          } catch (error) {
            // What ails it likely ails the others; they are tried at the next turn.
            againAtMs.set(request.id, nowMs + retryMs);
            failures.push(error);
            break;
          }
          await letOthersRun();
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'some quotes');
    },
    listKept: async (hubId, date) => {
      await requireHub(store.hubs, hubId);
      return store.quotes.listByDay(hubId, date);
    },
    getKept: (hubId, request) => store.quotes.get(hubId, request),
    layOut: async (signal) => {
      const failures: unknown[] = [];
      for (const hub of await store.hubs.list()) {
        const nowMs = Date.parse(deps.now());
        const dates = daysToQuote({}, await cutOffOf(store, hub.id), hub.timezone, deps.now());
        const known = JSON.stringify([await store.events.lastSeq(hub.id), dates[0]]);
        const engine = engineOf(hub.region);
        const last = laidOut.get(hub.id);
        if (last?.known === known && last.engine === engine && nowMs < last.againAtMs) continue;
        const found = await days.layOut(hub, dates, signal).catch((error: unknown) => [error]);
        const own = found.filter((error) => !isWithoutVehicles(error));
        laidOut.set(hub.id, { known, engine, againAtMs: own.length > 0 ? nowMs + retryMs : Infinity });
        failures.push(...own);
      }
      if (failures.length > 0) throw new AggregateError(failures, 'some days');
    },
  };
}

/** A hub that has no vehicles, or none that reaches a road, has no prices. */
const isWithoutVehicles = (error: unknown): boolean =>
  error instanceof UserError && (error.code === 'NO_VEHICLES' || error.code === 'HUB_NOT_ON_ROAD');

function nullWithoutVehicles(error: unknown): null {
  if (isWithoutVehicles(error)) return null;
  throw error;
}

async function cutOffOf({ hubs }: Pick<Store, 'hubs'>, hub: string): Promise<{ cut_off: string | null }> {
  return { cut_off: (await hubs.settings(hub))?.cut_off ?? null };
}

interface AskedSlot {
  readonly name: QuoteSlot['name'];
  readonly request: Request;
  /** The hub receives nothing on that day. */
  readonly isClosed: boolean;
}

function slotsToAsk(
  draft: QuoteDraft,
  booked: Request,
  dates: readonly string[],
  { hub, rules, now }: AtHub,
): AskedSlot[] {
  const isClosed = (date: string) => booked.kind === 'pickup' && isClosedOn(rules.work, date);
  const isNamed = draft.date !== undefined && (draft.ready_from ?? draft.ready_until) !== undefined;
  if (isNamed) return [{ name: 'asked', request: booked, isClosed: isClosed(booked.date) }];
  return dates
    .flatMap((date) => slotsOf(date, hub.timezone, now))
    .map((slot) => ({
      name: slot.name,
      request: inSlot(booked, slot, hub.timezone),
      isClosed: isClosed(slot.date),
    }));
}

function inSlot(request: Request, { date, from, until }: Slot, timezone: string): Request {
  const clock = dayClock(date, timezone);
  const at = (time: string) => clock.instantOf(clock.secondsOfLocal(time));
  return { ...request, date, ready_from: at(from), ready_until: at(until) };
}

function priceFrom(
  { basis, days }: QuoteSource,
  request: Request,
  travelOn: ReadonlyMap<QuoteDay, PlaceTravel>,
  { hub, rules, now }: AtHub,
): Priced {
  const clock = dayClock(request.date, hub.timezone);
  const stop = quotedStop(request, clock, hubDayOf(rules, request.date, clock, 0));
  const isToday = request.date === localDateOf(now, hub.timezone);
  const gone = basis === 'plan' && isToday ? clock.secondsOf(now) : -Infinity;
  const quotes = days.map((day) => ({ day, ...quoteRequest(day.book, stop, travelOn.get(day)!, gone) })); // one for each
  return pricedBy(basis, quotes);
}

function pricedBy(
  basis: QuoteSource['basis'],
  quotes: readonly (RequestQuote & { readonly day: QuoteDay })[],
): Priced {
  const alone = quotes.find((quote) => quote.alone !== null)?.alone ?? null;
  if (alone === null) return { range: null, basis, with: null, alone, obstacle: 'no_vehicle' };
  const shared = quotes.flatMap(({ share, day }) => (share ? [{ ...share, day }] : []));
  if (basis !== 'alone' && shared.length > 0) {
    const range = quoteRange(
      basis,
      shared.map(({ amount }) => amount),
      alone,
    );
    const { day, neighbour } = shared.find(({ amount }) => amount === range.amount)!; // it is one of them
    const beside = neighbour === null ? null : (day.placeOf.get(neighbour) ?? null);
    return { range, basis, with: beside, alone, obstacle: null };
  }
  if (basis === 'plan') return { range: null, basis, with: null, alone, obstacle: 'full' };
  const range = { amount: alone, low: alone, high: alone };
  return { range, basis: 'alone', with: null, alone, obstacle: null };
}

function slotOf(name: QuoteSlot['name'], request: Request, priced: Priced | undefined): QuoteSlot {
  const { ready_from, ready_until } = request;
  const closed: Priced = { range: null, basis: 'alone', with: null, alone: null, obstacle: 'closed' };
  const { range, ...found } = priced ?? closed;
  return { name, ready_from, ready_until, price: range && priceOnWire(range, request), ...found };
}

function priceOnWire(range: QuoteRange, { kg, parcels }: Request): QuotePrice {
  const each = (count: number) => Math.round((range.amount / count) * 1000) / 1000;
  return { ...range, per_kg: each(kg), per_parcel: parcels > 0 ? each(parcels) : null };
}
