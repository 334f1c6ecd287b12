import { setImmediate as letOthersRun } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { HubEvent } from '#server/contract/event.ts';
import type { Hub } from '#server/contract/hub.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { makeQuoteBook, type QuoteBook } from '#server/domain/quotes/quote-book.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { LonLat, Profile, RoutingEngine } from '#server/routing/port.ts';
import type { Store } from '#server/store/port.ts';
import { deskDayOf } from '../desk/desk-day.ts';
import { type DeskFacts, type DeskFactsDeps, gatherFacts } from '../desk/desk-facts.ts';
import type { ReadDay } from '../desk/document-now.ts';
import { readDayOnce } from '../desk/read-day-once.ts';
import { rateTermsOn } from '../rates/rate-terms-of.ts';

export interface QuoteDaysDeps {
  readonly store: Pick<
    Store,
    | 'hubs'
    | 'requests'
    | 'fleet'
    | 'drivers'
    | 'rates'
    | 'plans'
    | 'desks'
    | 'publications'
    | 'money'
    | 'events'
  >;
  readonly readDay: ReadDay;
  readonly toolsOf: DeskFactsDeps['toolsOf'];
  readonly snapLimitMetres: number;
}

/** A planned day that requests can be put into, or one without any run: vehicles alone. */
export interface QuoteDay {
  readonly date: string;
  readonly book: QuoteBook;
  /** Of the book's places. */
  readonly points: readonly LonLat[];
  /** In the order of the day's tables. */
  readonly profiles: readonly Profile[];
  /** Name of the place of each stop in a run. */
  readonly placeOf: ReadonlyMap<string, string>;
}

/** What quotes for a day come from. */
export interface QuoteSource {
  readonly basis: 'plan' | 'season' | 'alone';
  /** One, or, of a season, some of the same weekday, the last first. */
  readonly days: readonly QuoteDay[];
}

/** So far back a season goes, and so many of its days of one weekday are asked. */
const seasonDays = 90;
const mostSamples = 3;
const eventsAtOnce = 1000;
/** Kept for each hub: a week ahead, with the samples of each of its days. */
const mostKept = 40;

interface KeptHub {
  seq: number;
  /** Of the roads that its days are laid out on. */
  readonly engine: RoutingEngine;
  readonly days: Map<string, KeptDay>;
}

interface KeptDay {
  day: Promise<QuoteDay>;
  readonly make: () => Promise<QuoteDay>;
  /** Its requests changed, though not the plan: it serves until it is made anew. */
  isStale: boolean;
}

/** Days of a hub as they stand, for one question. */
export interface HubQuoteDays {
  /** The day's plan, where it has one. @throws UserError NO_VEHICLES, HUB_NOT_ON_ROAD; RoutingError */
  planOf(date: string): Promise<QuoteSource | null>;
  /** The season before the day, or vehicles alone where there is none. @throws as `planOf` */
  seasonOf(date: string): Promise<QuoteSource>;
}

/** The days that quotes come from, each laid out once until something that it depends on changes. */
export class QuoteDays {
  readonly #deps: QuoteDaysDeps;
  readonly #hubs = new Map<string, KeptHub>();

  constructor(deps: QuoteDaysDeps) {
    this.#deps = deps;
  }

  /** @param dates in their order, at least one: those that may be asked for */
  async open(hub: Hub, dates: readonly string[]): Promise<HubQuoteDays> {
    const [first = '', last = first] = [dates[0], dates.at(-1)];
    const kept = await this.#fresh(hub);
    const begin = Temporal.PlainDate.from(first).subtract({ days: seasonDays }).toString();
    const planned = await this.#deps.store.money.listDays(hub.id, begin, last);
    return {
      planOf: async (date) => {
        const own = planned.includes(date) ? await this.#ofPlan(kept, hub, date) : null;
        return own && { basis: 'plan', days: [own] };
      },
      seasonOf: (date) => this.#seasonOf(kept, hub, date, planned),
    };
  }

  /**
   * Lays out what these days are quoted from, and anew where their requests changed, one after another: whoever asks then
   * does not wait. Ends between two days once `signal` says so. A day that fails keeps no other from being laid out.
   *
   * @returns what went wrong, of whichever days
   */
  async layOut(hub: Hub, dates: readonly string[], signal: AbortSignal): Promise<unknown[]> {
    const failures: unknown[] = [];
    const { planOf, seasonOf } = await this.open(hub, dates);
    for (const date of dates) {
      if (signal.aborted) return failures;
      try {
        if ((await planOf(date)) === null) await seasonOf(date);
      } catch (error) {
        failures.push(error);
      }
      await letOthersRun();
    }
    const { days } = await this.#fresh(hub);
    for (const [name, kept] of days) {
      if (signal.aborted) return failures;
      if (!kept.isStale) continue;
      kept.isStale = false;
      const next = kept.make();
      const made = await orNull(next).catch((error: unknown) => {
        failures.push(error);
        return null;
      });
      if (made) kept.day = next;
      else drop(days, name, kept);
      await letOthersRun();
    }
    return failures;
  }

  /** A day with its plan, at the prices of a day; null where it has no plan. @throws as `planOf` */
  async dayOf(hub: Hub, date: string, pricedOn: string): Promise<QuoteDay | null> {
    return this.#ofSample(await this.#fresh(hub), hub, date, pricedOn);
  }

  async #seasonOf(kept: KeptHub, hub: Hub, date: string, planned: readonly string[]): Promise<QuoteSource> {
    const day = Temporal.PlainDate.from(date);
    const begin = day.subtract({ days: seasonDays }).toString();
    const alike = planned.filter(
      (each) => each >= begin && each < date && Temporal.PlainDate.from(each).dayOfWeek === day.dayOfWeek,
    );
    const samples: QuoteDay[] = [];
    for (const sample of alike.toReversed()) {
      if (samples.length === mostSamples) break;
      const found = await this.#ofSample(kept, hub, sample, date);
      if (found) samples.push(found);
    }
    if (samples.length > 0) return { basis: 'season', days: samples };
    return { basis: 'alone', days: [await this.#kept(kept, `alone ${date}`, () => this.#alone(hub, date))] };
  }

  async #fresh({ id: hub, region }: Hub): Promise<KeptHub> {
    const { events } = this.#deps.store;
    const { engine } = this.#deps.toolsOf(region);
    const known = this.#hubs.get(hub);
    const isOfThese = known?.engine === engine;
    const kept = isOfThese ? known : { seq: await events.lastSeq(hub), engine, days: new Map() };
    this.#hubs.set(hub, kept);
    const news = await events.listAfter(hub, kept.seq, eventsAtOnce);
    kept.seq = Math.max(kept.seq, news.at(-1)?.seq ?? 0);
    if (news.length === eventsAtOnce) {
      kept.seq = await events.lastSeq(hub);
      kept.days.clear();
    }
    for (const { event } of news) forget(kept.days, event);
    return kept;
  }

  /** Null where the day has no plan after all. */
  #ofPlan(kept: KeptHub, hub: Hub, date: string): Promise<QuoteDay | null> {
    return orNull(
      this.#kept(kept, `plan ${date}`, async () => {
        const { facts, plan } = await this.#deps.readDay(hub.id, date);
        return layOut(date, plan, facts);
      }),
    );
  }

  /** A day of the past with the prices of another; its own requests and fleet. */
  #ofSample(kept: KeptHub, hub: Hub, sample: string, date: string): Promise<QuoteDay | null> {
    return orNull(
      this.#kept(kept, `season ${sample} ${date}`, async () => {
        const { facts, plan } = await readDayOnce(hub, sample, this.#deps);
        const rateTermsOf = rateTermsOn(date, await this.#deps.store.rates.get(hub.id));
        return layOut(sample, plan, { ...facts, rateTermsOf });
      }),
    );
  }

  async #alone(hub: Hub, date: string): Promise<QuoteDay> {
    const facts = await gatherFacts(hub, date, [], this.#deps.toolsOf(hub.region), this.#deps);
    return layOut(date, { stops: [], runs: [], barred: [] }, facts);
  }

  async #kept({ days }: KeptHub, name: string, make: () => Promise<QuoteDay>): Promise<QuoteDay> {
    const before = days.get(name);
    if (before) {
      days.delete(name);
      days.set(name, before);
      return before.day;
    }
    const made: KeptDay = { day: make(), make, isStale: false };
    days.set(name, made);
    made.day.catch(() => drop(days, name, made));
    for (const old of [...days.keys()].slice(0, -mostKept)) days.delete(old);
    return made.day;
  }
}

/** Unless another of its name has taken its place. */
function drop(days: Map<string, KeptDay>, name: string, kept: KeptDay): void {
  if (days.get(name) === kept) days.delete(name);
}

/** Drops, or marks as stale, what an event changes. */
function forget(days: Map<string, KeptDay>, { type, data }: HubEvent): void {
  const isOf = (name: string, date: string) => name.split(' ')[1] === date;
  switch (type) {
    case 'fleet.changed':
    case 'hub.changed':
    case 'rates.changed':
      return days.clear();
    case 'plan.changed':
    case 'plan.edited':
      if (type === 'plan.edited' && data.scenario !== null) return;
      for (const name of days.keys()) if (isOf(name, data.date)) days.delete(name);
      return;
    case 'requests.changed':
      for (const [name, day] of days) if (isOf(name, data.date)) day.isStale = true;
      return;
    default:
  }
}

/** Where a day has no plan, or none that can be reckoned with the fleet of now. */
async function orNull(day: Promise<QuoteDay>): Promise<QuoteDay | null> {
  try {
    return await day;
  } catch (error) {
    if (error instanceof UserError && error.code === 'PLAN_UNKNOWN') return null;
    throw error;
  }
}

function layOut(date: string, plan: DeskPlan, facts: DeskFacts): QuoteDay {
  const book = makeQuoteBook(plan, deskDayOf(facts, plan));
  const placed = new Set(plan.runs.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop)));
  const nameOf = (request: string | undefined) => facts.requests.get(request ?? '')?.place ?? '';
  return {
    date,
    book,
    points: book.places.map((row) => facts.places.points[row] ?? [facts.hub.lon, facts.hub.lat]),
    profiles: facts.profiles,
    placeOf: new Map(
      plan.stops
        .filter(({ stop }) => placed.has(stop))
        .map(({ stop, requests }) => [stop, nameOf(requests[0]?.request)]),
    ),
  };
}
