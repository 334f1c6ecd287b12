import { Temporal } from 'temporal-polyfill';
import { foldText } from './fold-text.ts';
import type { Cell } from './read-table.ts';

export type DateOrder = 'dmy' | 'mdy';

/** A date as written: year first, or two numbers whose order the column decides. */
type WrittenDate =
  | { readonly kind: 'ymd'; readonly year: number; readonly month: number; readonly day: number }
  /** `year` null: the one nearest to the list's day. */
  | { readonly kind: 'open'; readonly first: number; readonly second: number; readonly year: number | null };

/** Minutes are whole; hour 24 stands only with minute 0 and second 0. */
export interface WrittenTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A point in time as a list writes it. */
export interface WrittenMoment {
  /** Set where the text is a full ISO instant with offset; date and time are null then. */
  readonly instant: string | null;
  readonly date: WrittenDate | null;
  readonly time: WrittenTime | null;
}

/**
 * Reads a cell of a time column: HH:MM, 6h30, 07.30, 7:05 PM, 下午2点, a date before or after it, a date alone,
 * ISO 8601, or a workbook's fraction of a day. null where it is none of these.
 */
export function readMoment(cell: Cell): WrittenMoment | null {
  if (typeof cell === 'number') return cell >= 0 && cell < 1 ? timeOnly(fractionOfDay(cell)) : null;
  const text = foldText(cell);
  const instant = readInstant(text);
  if (instant !== null) return { instant, date: null, time: null };
  const found = findDate(text);
  if (found === null) return timeOnly(readTime(text));
  const rest = found.rest.replaceAll(/\b(t|luc|ngay|vao|tanggal|tgl|at|on)\b|,/g, ' ').trim();
  if (rest === '') return { instant: null, date: found.date, time: null };
  const time = readTime(rest);
  return time === null ? null : { instant: null, date: found.date, time };
}

function timeOnly(time: WrittenTime | null): WrittenMoment | null {
  return time === null ? null : { instant: null, date: null, time };
}

function fractionOfDay(fraction: number): WrittenTime {
  const seconds = Math.round(fraction * 86_400);
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  };
}

function readInstant(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  try {
    return Temporal.Instant.from(text.replace(' ', 't').replace(/\s/, '')).round('second').toString();
  } catch {
    // Well formed but no such day or hour: the caller reports the cell.
    return null;
  }
}

function findDate(text: string): { date: WrittenDate; rest: string } | null {
  const yearFirst = /(?<!\d)(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?(?=\D|$)/.exec(text);
  if (yearFirst !== null) {
    const [whole, year, , month, day] = yearFirst;
    const date = { kind: 'ymd', year: Number(year), month: Number(month), day: Number(day) } as const;
    // "2026-03-02t06:00" leaves "t06:00", where no word ends between t and 0.
    return { date, rest: text.replace(whole, ' ').replace(/^\s*t(?=\d)/, ' ') };
  }
  const yearLast = /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
  const noYear = yearLast === null ? /(?<![\d/])(\d{1,2})\/(\d{1,2})(?![\d/])/.exec(text) : null;
  const match = yearLast ?? noYear;
  if (match === null) return null;
  const first = Number(match[1]);
  const second = Number(yearLast === null ? match[2] : match[3]);
  if (first > 12 && second > 12) return null;
  const year = yearLast === null ? null : Number(match[4]);
  return { date: { kind: 'open', first, second, year }, rest: text.replace(match[0], ' ') };
}

const morning = 'a\\.?m\\.?|sa|sang|pagi|上午|早上|凌晨';
const afternoon = 'p\\.?m\\.?|ch|chieu|toi|sore|malam|下午|晚上';
/** Around noon: 11 stays, 1 is 13. */
const noon = 'trua|siang|中午';
const timePattern = new RegExp(
  `^(?:pukul|jam|luc)?\\s*(${morning}|${afternoon}|${noon})?\\s*(\\d{1,2})\\s*(?:(?:[:.hg]|gio|点|时|時|點)\\s*(\\d{1,2})?\\s*(?:phut|分)?(?::(\\d{1,2})(?:\\.\\d+)?)?)?\\s*(${morning}|${afternoon}|${noon})?$`,
);

function readTime(text: string): WrittenTime | null {
  const match = timePattern.exec(text);
  if (match === null) return null;
  const part = match[1] ?? match[5];
  const isBareNumber = /^\d+\s*[:.]?$/.test(text);
  if (isBareNumber || (match[1] !== undefined && match[5] !== undefined)) return null;
  const written = Number(match[2]);
  const hour = part === undefined ? written : inPartOfDay(written, part);
  const minute = Number(match[3] ?? 0);
  const second = Number(match[4] ?? 0);
  if (hour === null || minute > 59 || second > 59 || hour > 24) return null;
  if (hour === 24 && (minute > 0 || second > 0)) return null;
  return { hour, minute, second };
}

function inPartOfDay(hour: number, part: string): number | null {
  if (new RegExp(`^(?:${morning})$`).test(part)) return hour > 12 ? null : hour % 12;
  if (new RegExp(`^(?:${noon})$`).test(part)) return hour < 6 ? hour + 12 : hour;
  return hour < 12 ? hour + 12 : hour;
}

/** How a written moment becomes an instant. */
export interface MomentContext {
  /** The list's day, YYYY-MM-DD. */
  readonly date: string;
  readonly instantOf: InstantFinder;
  readonly order: DateOrder | null;
  /** Time of a date that stands alone. */
  readonly timeOfDate: WrittenTime;
}

/**
 * The instant in UTC (`…Z`), or null where there is no such day. A local time that daylight saving skips moves
 * forward by the gap; one that occurs twice is the first.
 */
export function resolveMoment(moment: WrittenMoment, context: MomentContext): string | null {
  if (moment.instant !== null) return moment.instant;
  const date = resolveDate(moment.date, context);
  if (date === null) return null;
  return context.instantOf(date, moment.time ?? context.timeOfDate);
}

/** Local wall time on a day as an instant in UTC. */
export type InstantFinder = (date: Temporal.PlainDate, time: WrittenTime) => string;

/** Finds instants of a zone; lists ask for the same few again and again, and a look at the zone is slow. */
export function createInstantFinder(timezone: string): InstantFinder {
  const known = new Map<string, string>();
  return (date, time) => {
    const key = `${date.toString()} ${time.hour}:${time.minute}:${time.second}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const day = time.hour === 24 ? date.add({ days: 1 }) : date;
    const instant = day
      .toPlainDateTime({ hour: time.hour % 24, minute: time.minute, second: time.second })
      .toZonedDateTime(timezone)
      .toInstant()
      .toString();
    known.set(key, instant);
    return instant;
  };
}

function resolveDate(written: WrittenDate | null, context: MomentContext): Temporal.PlainDate | null {
  const listDay = Temporal.PlainDate.from(context.date);
  if (written === null) return listDay;
  if (written.kind === 'ymd') return plainDate(written.year, written.month, written.day);
  const isMonthFirst = context.order === 'mdy';
  const month = isMonthFirst ? written.first : written.second;
  const day = isMonthFirst ? written.second : written.first;
  if (written.year !== null) return plainDate(written.year, month, day);
  const near = [listDay.year - 1, listDay.year, listDay.year + 1]
    .map((year) => plainDate(year, month, day))
    .filter((date) => date !== null);
  const distance = (date: Temporal.PlainDate) => Math.abs(listDay.until(date).days);
  return near.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    // 31 April and the like: the caller reports the cell.
    return null;
  }
}
