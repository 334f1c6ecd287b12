import { Temporal } from 'temporal-polyfill';
import type { Hub, HubSettings } from '#server/contract/hub.ts';
import { weekdayOf } from '#server/domain/crew.ts';

type Terms = Pick<HubSettings, 'cut_off' | 'receiving'>;

const daysAhead = 7;
/** Of the hub's working day; today's list takes nothing after it. */
const lastHour = Temporal.PlainTime.from('17:00');

/** The days that can still be booked at a UTC instant, the first first; none on which the hub receives nothing. */
export function openDays(terms: Terms, { timezone }: Pick<Hub, 'timezone'>, now: string): string[] {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timezone).toPlainDate();
  return Array.from({ length: daysAhead + 2 }, (_, index) => today.add({ days: index }).toString())
    .filter((date) => isOpenAt(date, terms, timezone, now) && terms.receiving[weekdayOf(date)]?.length !== 0)
    .slice(0, daysAhead);
}

/**
 * Whether a day can be booked at a UTC instant: before the hub's cut-off of the day before, or, where it has none,
 * until the working day is nearly over.
 */
export function isOpenAt(date: string, { cut_off: cutOff }: Terms, timezone: string, at: string): boolean {
  const day = Temporal.PlainDate.from(date);
  const end = cutOff === null ? day : day.subtract({ days: 1 });
  const plainTime = cutOff === null ? lastHour : Temporal.PlainTime.from(cutOff);
  const closes = end.toZonedDateTime({ timeZone: timezone, plainTime }).toInstant();
  return Temporal.Instant.compare(Temporal.Instant.from(at), closes) < 0;
}
