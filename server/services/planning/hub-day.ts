import type { Hours } from '#server/contract/basics.ts';
import type { HubSettings, Product } from '#server/contract/hub.ts';
import type { Request } from '#server/contract/request.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import { weekdayOf } from '#server/domain/crew.ts';
import type { DayClock } from './day-clock.ts';

/** What of a hub's settings a plan depends on. */
export interface HubRules {
  readonly work: Pick<HubSettings, 'receiving' | 'docks' | 'unloading_minutes'>;
  readonly products: readonly Product[];
}

/** A hub on a day, in the planner's seconds. */
export interface HubDay {
  /** Unloading begins inside one of them; sorted, disjoint. Absent: at any time. */
  readonly receiving?: readonly TimeWindow[];
  /** Vehicles unloaded at once; absent: any number. */
  readonly docks?: number;
  /** So long a trip with pickups holds a dock, and every vehicle stays between two trips. */
  readonly unloadingSeconds: number;
  /** When a pickup must be at the hub; null: no limit. */
  latestAtHub(request: Request): number | null;
}

/** A hub that unloads everything at any time and at once. */
export const openHub: HubDay = { unloadingSeconds: 0, latestAtHub: () => null };

/** `lastSecond`: until when vehicles are out at the latest. */
export function hubDayOf(
  { work, products }: HubRules,
  date: string,
  clock: DayClock,
  lastSecond: number,
): HubDay {
  const receiving = receivingOn(work.receiving, date, clock, lastSecond);
  const freshness = new Map(products.map((product) => [fold(product.name), product.freshness_hours]));
  return {
    ...(receiving && { receiving }),
    ...(work.docks !== null && { docks: work.docks }),
    unloadingSeconds: work.unloading_minutes * 60,
    latestAtHub: (request) => {
      const hours = request.kind === 'pickup' ? (freshness.get(fold(request.product)) ?? null) : null;
      const since = request.harvested_at ?? request.ready_from;
      return hours === null ? null : clock.secondsOf(since) + Math.floor(hours * 3600);
    },
  };
}

const fold = (name: string) => name.trim().normalize('NFC').toLowerCase();

/** The window of a day that is over before it begins: nothing is received. */
const closed: readonly TimeWindow[] = [{ start: -86_400, end: -86_400 }];

/** Of the day, of what of the day before goes on in it, and of the next where vehicles are out so long. */
function receivingOn(
  week: HubSettings['receiving'],
  date: string,
  clock: DayClock,
  lastSecond: number,
): readonly TimeWindow[] | null {
  const midnight = clock.secondsOfLocal('00:00', 1);
  const offsets = lastSecond >= midnight ? [-1, 0, 1] : [-1, 0];
  const weekday = weekdayOf(date);
  const days = offsets.map((offset) => ({ offset, hours: week[(weekday + offset + 7) % 7] ?? null }));
  if (days.every(({ offset, hours }) => offset < 0 || hours === null)) return null;
  const windows = days
    .flatMap(({ offset, hours }) => {
      const all: TimeWindow = {
        start: clock.secondsOfLocal('00:00', offset),
        end: clock.secondsOfLocal('00:00', offset + 1) - 1,
      };
      return hours === null ? [all] : hours.map((each) => windowOf(each, offset, clock));
    })
    .filter(({ end }) => end >= 0)
    .sort((a, b) => a.start - b.start);
  return windows.length === 0 ? closed : disjoint(windows);
}

function windowOf({ start, end }: Hours, offset: number, clock: DayClock): TimeWindow {
  return {
    start: clock.secondsOfLocal(start, offset),
    end: clock.secondsOfLocal(end, end > start ? offset : offset + 1),
  };
}

function disjoint(sorted: readonly TimeWindow[]): TimeWindow[] {
  const result: TimeWindow[] = [];
  for (const window of sorted) {
    const last = result.at(-1);
    if (last && window.start <= last.end + 1) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, window.end) };
    } else result.push(window);
  }
  return result;
}
