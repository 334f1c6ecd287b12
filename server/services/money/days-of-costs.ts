import type { HubEvent } from '#server/contract/event.ts';
import type { DayMoney } from '#server/contract/money.ts';
import type { Store } from '#server/store/port.ts';
import { isLostDay } from '../lost-day.ts';
import { type CostDay, dearestOfDay } from './group-costs.ts';

export interface DaysOfCostsDeps {
  readonly store: Pick<Store, 'events'>;
  readonly readMoney: (hub: string, date: string) => Promise<Pick<DayMoney, 'settled' | 'runs' | 'lines'>>;
}

/** Days kept in memory for each hub, those read last; 100 requests take about 50 kB. */
const mostDays = 800;
const eventsAtOnce = 1000;

interface KeptHub {
  seq: number;
  /** Null: not to be computed. */
  readonly days: Map<string, Promise<CostDay | null>>;
}

/** What costs are grouped from, each day read once until something that it depends on changes. */
export class DaysOfCosts {
  readonly #deps: DaysOfCostsDeps;
  readonly #hubs = new Map<string, KeptHub>();

  constructor(deps: DaysOfCostsDeps) {
    this.#deps = deps;
  }

  /** In the order of the dates. */
  async get(hub: string, dates: readonly string[]): Promise<(CostDay | null)[]> {
    const { days } = await this.#fresh(hub);
    const found: (CostDay | null)[] = [];
    // One after another: days that are not settled are computed here, and others wait for the thread.
    for (const date of dates) {
      const day = days.get(date) ?? this.#read(hub, date);
      days.delete(date);
      days.set(date, day);
      day.catch(() => days.delete(date));
      found.push(await day);
    }
    for (const old of [...days.keys()].slice(0, -mostDays)) days.delete(old);
    return found;
  }

  async #read(hub: string, date: string): Promise<CostDay | null> {
    try {
      return costDayOf(date, await this.#deps.readMoney(hub, date));
    } catch (error) {
      if (isLostDay(error)) return null;
      throw error;
    }
  }

  async #fresh(hub: string): Promise<KeptHub> {
    const { events } = this.#deps.store;
    const kept = this.#hubs.get(hub) ?? { seq: await events.lastSeq(hub), days: new Map() };
    this.#hubs.set(hub, kept);
    const news = await events.listAfter(hub, kept.seq, eventsAtOnce);
    kept.seq = Math.max(kept.seq, news.at(-1)?.seq ?? 0);
    if (news.length === eventsAtOnce) {
      kept.seq = await events.lastSeq(hub);
      kept.days.clear();
    }
    for (const { event } of news) {
      const date = dateChangedBy(event);
      if (date === 'all') kept.days.clear();
      else if (date !== null) kept.days.delete(date);
    }
    return kept;
  }
}

function dateChangedBy({ type, data }: HubEvent): string | null {
  switch (type) {
    case 'fleet.changed':
    case 'hub.changed':
    case 'rates.changed':
    case 'people.changed':
      return 'all';
    case 'plan.changed':
    case 'requests.changed':
    case 'money.changed':
    case 'run.events':
      return data.date;
    case 'plan.edited':
      return data.scenario === null ? data.date : null;
    default:
      return null;
  }
}

/** Null where the figures are of before what was carried was kept. */
function costDayOf(
  date: string,
  { settled, runs, lines }: Pick<DayMoney, 'settled' | 'runs' | 'lines'>,
): CostDay | null {
  const known = {
    runs: runs.flatMap(({ way: _way, carried, ...run }) => (carried ? [{ ...run, carried }] : [])),
    lines: lines.flatMap(({ carried, ...line }) => (carried ? [{ ...line, carried }] : [])),
  };
  const isWhole = known.runs.length === runs.length && known.lines.length === lines.length;
  if (!isWhole) return null;
  const pointOf = new Map(
    runs.flatMap(({ way }) =>
      way.flatMap(({ requests, lat, lon }) => requests.map((id) => [id, { lat, lon }] as const)),
    ),
  );
  return {
    date,
    isSettled: settled !== null,
    ...known,
    dearest: dearestOfDay(date, known.lines),
    pointOf,
  };
}
