import type { TextPlace, TextTools } from './read-booking-text.ts';
import { isPlain, normalizeMessage, tokenize, type Token } from './tokens.ts';
import type { Reader } from './reader.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Where a message says: more than one place where the name alone does not tell them apart. */
export interface SaidPlace {
  readonly places: readonly TextPlace[];
}

/** Names have at most so many words; of ideographs so many signs. */
const mostWords = 6;
const leastLettersOfOne = 4;
/** Ends of the names of larger places that are mostly left out. */
const administrative = /(?:自治县|自治州|县|市|区|州|镇|乡)$/u;

/** Finds the longest name of a place that stands here, told from its namesakes by a larger place beside it. */
export function takePlace(
  reader: Reader,
  message: string,
  { findPlaces }: TextTools,
  vocabulary: Vocabulary,
): SaidPlace | undefined {
  const start = reader.at;
  const isIntroduced = comesAfterIntro(reader, vocabulary);
  for (let words = mostWords; words > 0; words--) {
    const span = reader.tokens.slice(start, start + words);
    if (span.length < words || !isName(span, isIntroduced)) continue;
    const found = spelledSo(span, findPlaces(textOf(span, message)));
    if (found.length === 0) continue;
    reader.at = start + words;
    return { places: nearNamed(reader, start, found, message) };
  }
  return undefined;
}

/** One short word may be anything: it is a place only after "bản", "at" and the like. */
function isName(span: readonly Token[], isIntroduced: boolean): boolean {
  if (span.some(({ kind, text }) => kind !== 'word' && text !== '-')) return false;
  if (span[0]?.kind !== 'word' || span.at(-1)?.kind !== 'word') return false;
  const [only] = span;
  return span.length > 1 || isIntroduced || (only?.text.length ?? 0) >= leastLettersOfOne;
}

function comesAfterIntro({ tokens, at }: Reader, { placeIntros }: Vocabulary): boolean {
  const before = tokens[at - 1];
  const phrases = before === undefined ? undefined : placeIntros.get(before.folded);
  return phrases?.some(({ words }) => words.length === 1) === true;
}

const textOf = (span: readonly Token[], message: string): string =>
  message.slice(span[0]?.start, span.at(-1)?.end);

/**
 * A single word with diacritics must be the name to the letter: "tạ" is no "Tả". Of longer names those spelled so come
 * first, and else all, since tones are often written wrong.
 */
function spelledSo(span: readonly Token[], places: readonly TextPlace[]): readonly TextPlace[] {
  const text = span.map(({ text: word }) => word).join(' ');
  const spelled = places.filter(({ name }) => name.toLowerCase() === text);
  if (spelled.length > 0) return spelled;
  return span.length === 1 && span.some((token) => !isPlain(token)) ? [] : places;
}

/** Of several places those whose larger place is named right before or after. */
function nearNamed(
  reader: Reader,
  start: number,
  found: readonly TextPlace[],
  message: string,
): readonly TextPlace[] {
  const named = found.filter(({ near }) => near !== null && isBeside(reader, start, near));
  for (const { near } of named) if (near !== null) passOver(reader, near, message);
  return named.length > 0 ? named : found;
}

/** Words that may stand between a place and the larger one. */
const reach = 4;

function isBeside(reader: Reader, start: number, near: string): boolean {
  const name = foldedWords(near.replace(administrative, ''));
  const words = reader.tokens.map(({ folded }) => folded);
  const stands = (from: number) => name.every((word, i) => words[from + i] === word);
  for (let at = reader.at; at <= reader.at + reach; at++) if (stands(at)) return true;
  for (let at = start - name.length; at >= 0 && at >= start - name.length - reach; at--)
    if (stands(at)) return true;
  return false;
}

/** A larger place right after the name is not one more place to go to. */
function passOver(reader: Reader, near: string, message: string): void {
  const name = foldedWords(near.replace(administrative, ''));
  for (let at = reader.at; at <= reader.at + reach; at++) {
    const between = message.slice(reader.tokens[reader.at - 1]?.end, reader.tokens[at]?.start);
    if (/[\n;.]/.test(between)) return;
    if (name.every((word, i) => reader.tokens[at + i]?.folded === word)) {
      reader.at = at + name.length;
      return;
    }
  }
}

function foldedWords(text: string): string[] {
  return tokenize(normalizeMessage(text)).map(({ folded }) => folded);
}
