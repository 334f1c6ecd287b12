import type { PartOfDay } from './language.ts';
import type { Reader } from './reader.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Hours as a message says them, in minutes from midnight. */
export interface SaidClock {
  readonly from: Clock | null;
  readonly until: Clock | null;
}

interface Clock {
  readonly minutes: number;
  /** The half or part of the day that was said with it; it is counted in. */
  readonly part: PartOfDay | null;
}

/** When each part of a day begins and ends, HH:MM. */
const windows: Readonly<Record<PartOfDay, { from: string; until: string }>> = {
  morning: { from: '06:00', until: '11:00' },
  noon: { from: '11:00', until: '13:00' },
  afternoon: { from: '13:00', until: '18:00' },
  evening: { from: '18:00', until: '21:00' },
};

/** Reads "7h30", "trước 9h", "下午3点", "jam 7 sampai jam 9", "between 8 and 10", or undefined. */
export function takeClock(reader: Reader, vocabulary: Vocabulary): SaidClock | undefined {
  return reader.attempt(() => {
    const limit = reader.take(vocabulary.limits);
    const part = reader.take(vocabulary.parts);
    const hasIntro = reader.take(vocabulary.hourIntros) === true;
    const first = takeHour(reader, vocabulary, part ?? reader.take(vocabulary.parts) ?? null);
    if (first === undefined) return undefined;
    const suffix = reader.take(vocabulary.limitSuffixes);
    const last = reader.attempt(() => {
      if (reader.take(vocabulary.to) !== true) return undefined;
      const partOfLast = reader.take(vocabulary.parts);
      reader.take(vocabulary.hourIntros);
      return takeHour(reader, vocabulary, partOfLast ?? null);
    });
    const isBareHour = vocabulary.language.clock.hasBareHours && limit !== undefined;
    const isMarked = first.isMarked || last?.isMarked === true || hasIntro || isBareHour;
    if (!isMarked || isCounted(reader, vocabulary, first, last)) return undefined;
    if (last !== undefined) return asRange(first.clock, last.clock);
    const isUntil = (limit ?? suffix) === 'until';
    return isUntil ? { from: null, until: first.clock } : { from: first.clock, until: null };
  });
}

/** "8-10am" and "1 giờ đến 3 giờ chiều": what is said of the second hour holds for the first. */
function asRange(first: Clock, last: Clock): SaidClock {
  const shared = first.part ?? last.part;
  const begin = first.part === null && shared !== null ? inPart(first.minutes, shared) : first.minutes;
  const from = { minutes: begin <= last.minutes ? begin : first.minutes, part: shared };
  return { from, until: { ...last, part: last.part ?? shared } };
}

interface Hour {
  readonly clock: Clock;
  /** Something besides the number says that it is an hour. */
  readonly isMarked: boolean;
}

/** `part`: said before the hour. */
function takeHour(reader: Reader, vocabulary: Vocabulary, part: PartOfDay | null): Hour | undefined {
  const isHalfTo = reader.take(vocabulary.halfToHour) === true;
  const written = takeWrittenHour(reader) ?? takeSpokenHour(reader, vocabulary);
  if (written === undefined || written.hour > 24) return undefined;
  const hasMark = reader.take(vocabulary.hourMarks) === true;
  const isHalfPast = !hasMark && written.minute === null && reader.take(vocabulary.hourAndHalf) === true;
  const minute = isHalfPast ? 30 : (written.minute ?? (hasMark ? takeMinutes(reader, vocabulary) : 0));
  const half = reader.take(vocabulary.hourHalves);
  const after = half ?? (part === null ? reader.take(vocabulary.parts) : undefined);
  const said = after ?? part;
  const plain = written.hour * 60 + minute - (isHalfTo ? 30 : 0);
  if (minute > 59 || plain < 0) return undefined;
  return {
    clock: { minutes: said === null ? plain : inPart(plain, said), part: said },
    // "7 rưỡi sáng": half past, where a part of the day says that it is an hour.
    isMarked: hasMark || written.minute !== null || half !== undefined || (isHalfPast && said !== null),
  };
}

/** 7:30, and 7.30, which the tokens hold as one number. */
function takeWrittenHour(reader: Reader): { hour: number; minute: number | null } | undefined {
  const { token } = reader;
  const dotted = token?.kind === 'number' ? /^(\d{1,2})[.](\d{2})$/.exec(token.text) : null;
  if (dotted !== null) {
    reader.at++;
    return { hour: Number(dotted[1]), minute: Number(dotted[2]) };
  }
  const hour = reader.takeWhole(24);
  if (hour === undefined) return undefined;
  const minute = reader.attempt(() => (reader.takeSign(':') ? reader.takeWhole(59) : undefined));
  // "7: 30 kg" has no minutes.
  return { hour, minute: minute ?? null };
}

/** "bảy giờ", "三点": an hour in words needs its mark, which the caller asks for. */
function takeSpokenHour(
  reader: Reader,
  vocabulary: Vocabulary,
): { hour: number; minute: number | null } | undefined {
  const { digits, multipliers } = vocabulary;
  const tens = reader.take(multipliers);
  const digit = reader.take(digits);
  if (tens !== undefined) return tens === 10 ? { hour: 10 + (digit ?? 0), minute: null } : undefined;
  return digit === undefined ? undefined : { hour: digit, minute: null };
}

/** After "7h": 30, 30 phút, rưỡi. A number that counts something else is no minute. */
function takeMinutes(reader: Reader, vocabulary: Vocabulary): number {
  if (reader.take(vocabulary.hourAndHalf) === true) return 30;
  const minutes = reader.attempt(() => {
    const number = reader.takeWhole(59);
    if (number === undefined) return undefined;
    if (reader.take(vocabulary.minuteMarks) === true) return number;
    const isOther = reader.sees(vocabulary.units) || reader.sees(vocabulary.multipliers);
    return isOther || reader.token?.text === '-' ? undefined : number;
  });
  return minutes ?? 0;
}

/** Twelve more in the afternoon and the evening, and at noon for the hours after it. */
function inPart(minutes: number, part: PartOfDay): number {
  const hour = Math.floor(minutes / 60);
  if (part === 'morning') return hour === 12 ? minutes - 720 : minutes;
  const lastLater = part === 'noon' ? 5 : 11;
  return hour >= 1 && hour <= lastLater ? minutes + 720 : minutes;
}

/** "before 9 crates", "lúc 5 tạ": a number without a mark that counts something. */
function isCounted(reader: Reader, vocabulary: Vocabulary, first: Hour, last: Hour | undefined): boolean {
  return !(last ?? first).isMarked && reader.sees(vocabulary.units);
}

/** The window of what was said, HH:MM. A part that was said apart from the hour tells which half of the day it is in. */
export function windowOf(
  clock: SaidClock | null,
  part: PartOfDay | null,
): { from: string | null; until: string | null } {
  if (clock === null) return part === null ? { from: null, until: null } : windows[part];
  const time = (each: Clock | null) => {
    if (each === null) return null;
    const minutes = each.part === null && part !== null ? inPart(each.minutes, part) : each.minutes;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  };
  const from = time(clock.from);
  const until = time(clock.until);
  if (from !== null || until === null || part === null) return { from, until };
  const { from: begin } = windows[part];
  return { from: clock.until?.part === null && begin < until ? begin : null, until };
}
