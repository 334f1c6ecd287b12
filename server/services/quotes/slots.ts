import { Temporal } from 'temporal-polyfill';
import type { HubSettings } from '#server/contract/hub.ts';
import type { QuoteDraft, QuoteSlot } from '#server/contract/quote.ts';
import { weekdayOf } from '#server/domain/crew.ts';

/** From when until when on which day something is there. */
export interface Slot {
  readonly date: string;
  readonly name: Exclude<QuoteSlot['name'], 'asked'>;
  /** HH:MM local. */
  readonly from: string;
  readonly until: string;
}

const daysAhead = 7;
const partsOfDay = [
  { name: 'morning', from: '06:00', until: '12:00' },
  { name: 'afternoon', from: '12:00', until: '18:00' },
] as const;

/**
 * The days that can still be booked: seven from today on, or, where the hub has a cut-off, from the first whose list is
 * still open; or the one day that is asked for.
 *
 * @param now UTC instant
 */
export function daysToQuote(
  { date }: Pick<QuoteDraft, 'date'>,
  { cut_off: cutOff }: Pick<HubSettings, 'cut_off'>,
  timezone: string,
  now: string,
): string[] {
  if (date !== undefined) return [date];
  const local = Temporal.Instant.from(now).toZonedDateTimeISO(timezone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const first = cutOff === null ? 0 : time < cutOff ? 1 : 2;
  return Array.from({ length: daysAhead }, (_, index) =>
    local
      .toPlainDate()
      .add({ days: first + index })
      .toString(),
  );
}

/** Morning and afternoon of a day, without what of it is over by now (UTC instant). */
export function slotsOf(date: string, timezone: string, now: string): Slot[] {
  const local = Temporal.Instant.from(now).toZonedDateTimeISO(timezone);
  const today = local.toPlainDate().toString();
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const all = partsOfDay.map((part): Slot => ({ date, ...part }));
  if (date !== today) return date < today ? [] : all;
  return all
    .filter(({ until }) => until > time)
    .map((slot) => ({ ...slot, from: slot.from < time ? time : slot.from }));
}

/** Whether the hub receives nothing on the day (YYYY-MM-DD). */
export function isClosedOn({ receiving }: Pick<HubSettings, 'receiving'>, date: string): boolean {
  return receiving[weekdayOf(date)]?.length === 0;
}
