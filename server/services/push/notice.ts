import type { Locale } from '#server/contract/basics.ts';
import type { Booking } from '#server/contract/booking.ts';
import type { Hub, Product } from '#server/contract/hub.ts';
import { makeKgFormat } from '#server/domain/kg-format.ts';
import { productName } from '#server/domain/product-name.ts';
import { type NoticeWord, noticeWords } from './notice-words.ts';

/** A truck that comes so much earlier or later than was told is worth a notice of its own. */
const movedMs = 30 * 60_000;

/** What of a booking is worth a notice. */
export interface Notice {
  readonly word: NoticeWord;
  /** The same word is news again where this is another; '' of what happens once. */
  readonly of: string;
}

/** Null: nothing is, as of a time that is not fixed yet, which the page alone shows. */
export function noticeOf({ state, arrival, offer, price }: Booking): Notice | null {
  if (offer?.answer === null) return { word: 'offer', of: offer.at };
  if (arrival?.status === 'told') return { word: 'told', of: arrival.from };
  if (arrival?.status === 'here' || arrival?.status === 'on_the_way') return { word: arrival.status, of: '' };
  if (price !== null) return { word: 'settled', of: String(price) };
  const isOver =
    state === 'collected' || state === 'partly_collected' || state === 'missed' || state === 'cancelled';
  return isOver ? { word: state, of: '' } : null;
}

/** As it is kept of what was told last. */
export const codeOf = (notice: Notice | null): string => (notice ? `${notice.word} ${notice.of}` : '');

/** `told`: the code of what was told last. */
export function isNews(notice: Notice | null, told: string): notice is Notice {
  if (notice === null || codeOf(notice) === told) return false;
  const [word = '', of = ''] = told.split(' ');
  if (notice.word !== 'told' || word !== 'told') return true;
  return Math.abs(Date.parse(notice.of) - Date.parse(of)) >= movedMs;
}

/** The words of a notice: what has become of the booking, and which one it is. */
export function writeNotice(
  { word }: Notice,
  booking: Booking,
  { hub, products, locale }: { hub: Hub; products: readonly Product[]; locale: Locale },
): string {
  const { arrival, offer, price, collected_kg: collected } = booking;
  const format = noticeFormat(hub, locale);
  const values = {
    day: offer ? format.day(offer.date) : '',
    window: offer ? format.window(offer.ready_from, offer.ready_until) : '',
    ...(arrival && { window: format.window(arrival.from, arrival.until), time: format.time(arrival.from) }),
    kg: format.kg(collected ?? booking.kg),
    price: price === null ? '' : format.money(price),
  };
  const which = [
    format.day(booking.date),
    format.kg(booking.kg),
    productName(products, booking.product, locale),
    booking.place,
  ].filter((part) => part !== '');
  return `${fill(noticeWords[locale][word], values)}\n${which.join(' · ')}`;
}

/** Of many bookings at once. */
export const writeSummary = (count: number, locale: Locale): string =>
  fill(noticeWords[locale].several, { count: String(count) });

function fill(words: string, values: Readonly<Partial<Record<string, string>>>): string {
  return words.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** In the hub's zone and money. */
function noticeFormat({ timezone: timeZone, currency }: Hub, locale: Locale) {
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const minorDigits = money.resolvedOptions().maximumFractionDigits ?? 0;
  const time = (instant: string) => clock.format(new Date(instant));
  return {
    time,
    window: (from: string, until: string) => `${time(from)}–${time(until)}`,
    day: (date: string) => day.format(new Date(`${date}T00:00:00Z`)),
    kg: makeKgFormat(locale),
    money: (minor: number) => money.format(minor / 10 ** minorDigits),
  };
}
