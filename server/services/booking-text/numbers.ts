import type { Reader } from './reader.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A number as a message says it. */
export interface SaidNumber {
  readonly value: number;
  /** One mark and three digits after it; the value takes the mark as one of thousands. */
  readonly hasGroup: boolean;
  /** The same where the mark is not the language's for thousands. */
  readonly isTwoWays: boolean;
  /** "three or four hundred" in one word; the value is the larger. */
  readonly isRange: boolean;
}

/** Reads a number in digits, words, or both ("3 trăm"), or undefined. */
export function takeNumber(reader: Reader, vocabulary: Vocabulary): SaidNumber | undefined {
  const { token } = reader;
  if (token === undefined || token.kind === 'sign') return undefined;
  if (token.kind === 'word') return reader.attempt(() => takeWords(reader, vocabulary, null));
  const written = readDigits(token.text, vocabulary.language.numbers.thousands);
  if (written === undefined) return undefined;
  reader.at++;
  // "3 trăm rưỡi" goes on in words; "15 mươi" does not exist, so that only short numbers do.
  if (written.hasGroup || !reader.sees(vocabulary.multipliers)) return written;
  return takeWords(reader, vocabulary, written.value) ?? written;
}

/** "1.5", "1,5", "1.250", "1.250.000". */
function readDigits(text: string, thousands: string): SaidNumber | undefined {
  const said = (value: number, mark: string | null = null): SaidNumber => ({
    value,
    hasGroup: mark !== null,
    isTwoWays: mark !== null && mark !== thousands,
    isRange: false,
  });
  if (/^\d+$/.test(text)) return said(Number(text));
  if (/^\d+[.,]\d+$/.test(text)) {
    const [whole = '', fraction = ''] = text.split(/[.,]/);
    if (fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole))
      return said(Number(whole + fraction), text.charAt(whole.length));
    return said(Number(`${whole}.${fraction}`));
  }
  const groups = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})+$/.exec(text);
  return groups === null ? undefined : said(Number(text.replaceAll(/[.,]/g, '')));
}

/** `start`: what was written in digits before the words. */
function takeWords(reader: Reader, vocabulary: Vocabulary, start: number | null): SaidNumber | undefined {
  const { digits, multipliers, teens, linkers, andHalf, language } = vocabulary;
  let total = 0;
  let digit = start;
  let last = 0;
  let isRange = false;
  let hasAny = start !== null;
  for (;;) {
    const from = reader.at;
    const isLinked = hasAny && last >= 100 && reader.take(linkers) === true;
    const next = reader.take(digits);
    if (next !== undefined) {
      if (digit !== null) {
        if (digit >= 20 && next < 10) digit += next;
        else if (next === digit + 1 && next < 10) [digit, isRange] = [next, true];
        else return stop(from);
      } else digit = next;
      hasAny = true;
      if (isLinked) last = 0;
      continue;
    }
    if (digit !== null && reader.take(teens) === true) {
      digit += 10;
      continue;
    }
    const times = isLinked ? undefined : reader.take(multipliers);
    if (times === undefined) return stop(from);
    if (times >= 1000) total = (total + (digit ?? (total === 0 ? 1 : 0))) * times;
    else total += (digit ?? 1) * times;
    [digit, last, hasAny] = [null, times, true];
    const halfAt = reader.at;
    // "hai trăm rưỡi"; a half before a unit ("satu setengah ton") is the amount's.
    if (times >= 100 && reader.take(andHalf) === true) {
      total += times / 2;
      if (language.numbers.hasShortTail) return said();
      total -= times / 2;
      reader.at = halfAt;
    }
  }

  function stop(at: number): SaidNumber | undefined {
    reader.at = at;
    return hasAny ? said() : undefined;
  }

  function said(): SaidNumber {
    // 三百五 and "ba trăm hai": the last digit is of the next lower place.
    const isTail = language.numbers.hasShortTail && last >= 100 && digit !== null && digit < 10;
    const rest = digit === null ? 0 : isTail ? (digit * last) / 10 : digit;
    return { value: total + rest, hasGroup: false, isTwoWays: false, isRange };
  }
}
