import type { Locale } from '#server/contract/basics.ts';
import { makeKgFormat } from '#server/domain/kg-format.ts';
import { lazily } from '#server/domain/lazily.ts';

const noChange: Readonly<Record<Locale, string>> = {
  en: 'no change',
  vi: 'không đổi',
  'zh-Hans': '不变',
  id: 'tetap',
};

export type Formatters = ReturnType<typeof createFormatters>;

/**
 * Everything that is shown of numbers and times, by Intl, in one hub's zone and currency. Amounts come in minor
 * units; instants with any offset; `date` is a local day YYYY-MM-DD. What Intl needs for each is made when it is first
 * asked for: a slow phone takes some ms for each.
 */
export function createFormatters(locale: Locale, timezone: string, currency: string) {
  const numbers = (options: Intl.NumberFormatOptions) => lazily(() => new Intl.NumberFormat(locale, options));
  const dates = (options: Intl.DateTimeFormatOptions, of: string = locale) =>
    lazily(() => new Intl.DateTimeFormat(of, options));
  const exact = numbers({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const minorDigits = lazily(() => exact().resolvedOptions().maximumFractionDigits ?? 0);
  const round = numbers({
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  });
  const clock = dates({
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: timezone,
  });
  const dayOf = dates({ timeZone: timezone }, 'en-CA');
  const longDay = dates({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const shortDay = dates({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const moment = dates({
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: timezone,
  });
  const whole = numbers({ maximumFractionDigits: 0 });
  const decimal = numbers({ maximumFractionDigits: 6 });
  const percent = numbers({ style: 'percent', maximumFractionDigits: 0 });
  const unit = (name: string, digits: number) =>
    numbers({ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  const kilometres = [unit('kilometer', 1), unit('kilometer', 0)] as const;
  const metres = unit('meter', 0);
  const kilograms = lazily(() => makeKgFormat(locale));
  const kilobytes = unit('kilobyte', 0);
  const megabytes = unit('megabyte', 1);
  const hours = unit('hour', 0);
  const minutes = unit('minute', 0);
  const seconds = unit('second', 0);
  const space = locale === 'zh-Hans' ? '' : ' ';
  const distance = (value: number): string => {
    // What rounds to nothing has no sign.
    if (Math.abs(value) < 1_000) return metres().format(Math.round(value / 10) * 10 || 0);
    return kilometres[Math.abs(value) < 100_000 ? 0 : 1]().format(value / 1_000);
  };

  return {
    number: (value: number) => whole().format(value),
    /** As exact as it was given, coordinates too. */
    decimal: (value: number) => decimal().format(value),
    percent: (share: number) => percent().format(share),
    /** Without decimals from 10,000 major units on, where cents say nothing. */
    money: (minor: number) => {
      const major = minor / 10 ** minorDigits();
      return (Math.abs(major) >= 10_000 ? round : exact)().format(major);
    },
    moneyExact: (minor: number) => exact().format(minor / 10 ** minorDigits()),
    /** HH:MM, 24 hours, in the hub's zone. */
    time: (instant: string) => clock().format(new Date(instant)),
    /** The hub's local day of an instant. */
    dayOf: (instant: string) => dayOf().format(new Date(instant)),
    day: (date: string) => longDay().format(new Date(`${date}T00:00:00Z`)),
    /** Without the year, where there is little room. */
    dayShort: (date: string) => shortDay().format(new Date(`${date}T00:00:00Z`)),
    moment: (instant: string) => moment().format(new Date(instant)),
    distance,
    /** With its sign, `+80,000 ₫`; in words where it is too small to be written. */
    change: (value: number, write: (amount: number) => string) =>
      isTooSmall(value, write) ? noChange[locale] : signed(value, write),
    /** A longer or shorter way, beside what it costs; null where it is too small to be written. */
    wayChange: (metres: number) => (isTooSmall(metres, distance) ? null : signed(metres, distance)),
    kg: (value: number) => kilograms()(value),
    /** Of data; a thousand bytes are a kB. */
    bytes: (value: number) =>
      value < 1_000_000
        ? kilobytes().format(Math.ceil(value / 1_000))
        : megabytes().format(value / 1_000_000),
    /** Hours and minutes from a minute on, seconds below. */
    duration: (value: number) => {
      if (value < 60) return seconds().format(Math.round(value));
      const total = Math.round(value / 60);
      const parts = [];
      if (total >= 60) parts.push(hours().format(Math.floor(total / 60)));
      if (total % 60 > 0) parts.push(minutes().format(total % 60));
      return parts.join(space);
    },
  };
}

const isTooSmall = (value: number, write: (amount: number) => string): boolean =>
  write(Math.abs(value)) === write(0);

const signed = (value: number, write: (amount: number) => string): string =>
  `${value > 0 ? '+' : '−'}${write(Math.abs(value))}`;
