import { Temporal } from 'temporal-polyfill';
import { takeNumber } from './numbers.ts';
import type { Reader } from './reader.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A day as a message says it; null: it says one that cannot be told. */
export interface SaidDay {
  readonly date: string | null;
}

/** Reads "ngày kia", "下周四", "5/3", "March 5", or undefined. `today`: the hub's, YYYY-MM-DD. */
export function takeDay(reader: Reader, vocabulary: Vocabulary, today: string): SaidDay | undefined {
  const now = Temporal.PlainDate.from(today);
  const readings = [takeWritten, takeNamedMonth, takeDayOfMonth, takeWeekday, takeDayWord];
  let best: { day: SaidDay; end: number } | undefined;
  const start = reader.at;
  for (const read of readings) {
    const day = read(reader, vocabulary, now);
    if (day !== undefined && reader.at > (best?.end ?? start)) best = { day, end: reader.at };
    reader.at = start;
  }
  if (best === undefined) return undefined;
  reader.at = best.end;
  return best.day;
}

type ReadDay = (reader: Reader, vocabulary: Vocabulary, now: Temporal.PlainDate) => SaidDay | undefined;

/** 5/3, 05/03/2026, 2026-03-05, ngày 5-3, tgl 5.3. */
const takeWritten: ReadDay = (reader, vocabulary, now) =>
  reader.attempt(() => {
    const hasIntro = reader.take(vocabulary.dayIntros) === true;
    const dotted = hasIntro ? readDotted(reader) : undefined;
    if (dotted !== undefined) return inOrder(dotted, vocabulary, now);
    const numbers: number[] = [];
    const signs = hasIntro ? '/-' : '/';
    const most = 9999;
    for (;;) {
      const number = reader.takeWhole(most);
      if (number === undefined) return undefined;
      numbers.push(number);
      const isYearFirst = (numbers[0] ?? 0) > 1000;
      if (numbers.length === 3 || !reader.takeSign(isYearFirst ? '/-' : signs)) break;
    }
    if (numbers.length < 2) return undefined;
    return inOrder(numbers, vocabulary, now);
  });

/** After an intro a point stands between day and month; the tokens hold "5.3" as one number. */
function readDotted(reader: Reader): number[] | undefined {
  const { token } = reader;
  if (token?.kind !== 'number' || !/^\d{1,2}[.,]\d{1,2}$/.test(token.text)) return undefined;
  reader.at++;
  return token.text.split(/[.,]/).map(Number);
}

function inOrder(
  numbers: readonly number[],
  { language }: Vocabulary,
  now: Temporal.PlainDate,
): SaidDay | undefined {
  const [first = 0, second = 0, third] = numbers;
  if (first > 1000) return third === undefined ? undefined : dated(first, second, third);
  const year = third === undefined ? null : third < 100 ? 2000 + third : third;
  const monthFirst = () => onDay(first, second, year, now);
  const dayFirst = () => onDay(second, first, year, now);
  switch (language.days.order) {
    case 'day-month':
      return dayFirst();
    case 'month-day':
      return monthFirst();
    case 'undecided':
      if (first > 12) return dayFirst();
      return second > 12 || first === second ? monthFirst() : { date: null };
  }
}

/** 5 tháng 3, 3月5日, 5 Maret 2026, March 5th, 5th of March. */
const takeNamedMonth: ReadDay = (reader, vocabulary, now) =>
  reader.attempt(() => {
    reader.take(vocabulary.dayIntros);
    const named = reader.take(vocabulary.months);
    if (named !== undefined) {
      const day = reader.takeWhole(31);
      if (day === undefined) return undefined;
      reader.take(vocabulary.dayMarks);
      return onDay(named, day, takeYear(reader), now);
    }
    const first = takeNumber(reader, vocabulary)?.value;
    if (first === undefined || first > 31) return undefined;
    reader.take(vocabulary.dayMarks);
    const isMarked = reader.take(vocabulary.monthMarks) === true;
    const month = reader.take(vocabulary.months);
    if (month !== undefined) return onDay(month, first, takeYear(reader), now);
    if (!isMarked) return undefined;
    const second = takeNumber(reader, vocabulary)?.value;
    if (second === undefined) return undefined;
    reader.take(vocabulary.dayMarks);
    const isMonthFirst = vocabulary.language.days.order === 'month-day';
    return isMonthFirst ? onDay(first, second, null, now) : onDay(second, first, takeYear(reader), now);
  });

function takeYear(reader: Reader): number | null {
  const year = reader.attempt(() => {
    reader.takeSign(',');
    const number = reader.takeWhole(2999);
    return number !== undefined && number > 2000 ? number : undefined;
  });
  return year ?? null;
}

/** ngày 5, tgl 5, 5号, the 5th: the next such day. */
const takeDayOfMonth: ReadDay = (reader, vocabulary, now) =>
  reader.attempt(() => {
    const hasIntro = reader.take(vocabulary.dayIntros) === true;
    const day = takeNumber(reader, vocabulary)?.value;
    if (day === undefined || !Number.isInteger(day) || day < 1 || day > 31) return undefined;
    const isMarked = reader.take(vocabulary.dayMarks) === true;
    if (!isMarked && (!hasIntro || reader.sees(vocabulary.hourMarks) || reader.sees(vocabulary.units)))
      return undefined;
    for (let ahead = 0; ahead < 12; ahead++) {
      const month = now.with({ day: 1 }).add({ months: ahead });
      if (day > month.daysInMonth) continue;
      const date = month.with({ day });
      if (Temporal.PlainDate.compare(date, now) >= 0) return { date: date.toString() };
    }
    return undefined;
  });

const takeWeekday: ReadDay = (reader, vocabulary, now) =>
  reader.attempt(() => {
    const isNextBefore = reader.take(vocabulary.nextWeekBefore) === true;
    if (!isNextBefore) reader.take(vocabulary.thisWeek);
    const weekday = reader.take(vocabulary.weekdays, 'if-all-plain');
    if (weekday === undefined) return undefined;
    const isNext = reader.take(vocabulary.nextWeekAfter) === true || isNextBefore;
    if (!isNext) reader.take(vocabulary.thisWeek);
    const fromToday = weekday + 1 - now.dayOfWeek;
    const ahead = isNext ? fromToday + 7 : fromToday > 0 ? fromToday : fromToday + 7;
    return { date: now.add({ days: ahead }).toString() };
  });

const takeDayWord: ReadDay = (reader, vocabulary, now) => {
  if (reader.take(vocabulary.vagueDays) === true) return { date: null };
  const ahead = reader.take(vocabulary.dayWords, 'if-all-plain');
  return ahead === undefined ? undefined : { date: now.add({ days: ahead }).toString() };
};

/** Without a year: of the year in which it is nearest. */
function onDay(
  month: number,
  day: number,
  year: number | null,
  now: Temporal.PlainDate,
): SaidDay | undefined {
  if (year !== null) return dated(year, month, day);
  const near = [now.year - 1, now.year, now.year + 1]
    .flatMap((each) => dated(each, month, day) ?? [])
    .sort((a, b) => distance(a, now) - distance(b, now));
  return near[0];
}

const distance = ({ date }: { date: string }, now: Temporal.PlainDate): number =>
  Math.abs(now.until(date).days);

function dated(year: number, month: number, day: number): { date: string } | undefined {
  try {
    return { date: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString() };
  } catch {
    // There is no such day: the numbers are no date.
    return undefined;
  }
}
