import type { BookingLanguage, PartOfDay } from './language.ts';
import { makePhrases, type Phrases } from './tokens.ts';

/** A language's words, ready to be looked for. */
export interface Vocabulary {
  readonly language: BookingLanguage;
  readonly digits: Phrases<number>;
  readonly multipliers: Phrases<number>;
  readonly teens: Phrases<true>;
  readonly linkers: Phrases<true>;
  readonly half: Phrases<true>;
  readonly andHalf: Phrases<true>;
  readonly units: Phrases<Unit>;
  readonly each: Phrases<true>;
  readonly hedgesBefore: Phrases<true>;
  readonly hedgesAfter: Phrases<true>;
  readonly to: Phrases<true>;
  readonly joins: Phrases<'and' | 'or'>;
  readonly parts: Phrases<PartOfDay>;
  readonly hourMarks: Phrases<true>;
  readonly hourHalves: Phrases<PartOfDay>;
  readonly hourIntros: Phrases<true>;
  readonly minuteMarks: Phrases<true>;
  readonly hourAndHalf: Phrases<true>;
  readonly halfToHour: Phrases<true>;
  readonly limits: Phrases<'from' | 'until'>;
  readonly limitSuffixes: Phrases<'from' | 'until'>;
  readonly dayWords: Phrases<number>;
  readonly partsOfToday: Phrases<PartOfDay>;
  /** 0: Monday. */
  readonly weekdays: Phrases<number>;
  readonly thisWeek: Phrases<true>;
  readonly nextWeekBefore: Phrases<true>;
  readonly nextWeekAfter: Phrases<true>;
  readonly vagueDays: Phrases<true>;
  /** 1: January. */
  readonly months: Phrases<number>;
  readonly dayIntros: Phrases<true>;
  readonly dayMarks: Phrases<true>;
  readonly monthMarks: Phrases<true>;
  readonly placeIntros: Phrases<true>;
  /** What a message is about besides what is booked. */
  readonly talk: Phrases<Talk>;
}

export type Unit =
  | { readonly of: 'kg'; readonly kg: number }
  | { readonly of: 'crates' | 'parcels' | 'others' };

export type Talk = 'idle' | 'delivery' | 'pickup' | 'goods' | 'asks' | 'cancels' | 'each-place';

export function makeVocabulary(language: BookingLanguage): Vocabulary {
  const { numbers, units, hedges, clock, days } = language;
  return {
    language,
    digits: makePhrases(Object.entries(numbers.digits)),
    multipliers: makePhrases(Object.entries(numbers.multipliers)),
    teens: flags(numbers.teens),
    linkers: flags(numbers.linkers),
    half: flags(numbers.half),
    andHalf: flags(numbers.andHalf),
    units: makePhrases<Unit>([
      ...Object.entries(units.kg).map(([word, kg]) => [word, { of: 'kg', kg }] as const),
      ...(['crates', 'parcels', 'others'] as const).flatMap((of) =>
        units[of].map((word) => [word, { of }] as const),
      ),
    ]),
    each: flags(units.each),
    hedgesBefore: flags(hedges.before),
    hedgesAfter: flags(hedges.after),
    to: flags([...language.to, '-', '–', '—', '~']),
    joins: makePhrases([...valued(language.and, 'and' as const), ...valued(language.or, 'or' as const)]),
    parts: makePhrases(
      // The keys of a record of this type are the parts.
      (Object.entries(language.parts) as [PartOfDay, readonly string[]][]).flatMap(([part, words]) =>
        valued(words, part),
      ),
    ),
    hourMarks: flags(clock.marks),
    hourHalves: makePhrases(Object.entries(clock.halves)),
    hourIntros: flags(clock.intros),
    minuteMarks: flags(clock.minutes),
    hourAndHalf: flags(clock.andHalf),
    halfToHour: flags(clock.halfTo),
    limits: makePhrases([...valued(clock.before, 'until' as const), ...valued(clock.after, 'from' as const)]),
    limitSuffixes: makePhrases([
      ...valued(clock.beforeSuffix, 'until' as const),
      ...valued(clock.afterSuffix, 'from' as const),
    ]),
    dayWords: makePhrases(Object.entries(days.words)),
    partsOfToday: makePhrases(Object.entries(days.partsOfToday)),
    weekdays: makePhrases(days.weekdays.flatMap((words, day) => valued(words, day))),
    thisWeek: flags(days.thisWeek),
    nextWeekBefore: flags(days.nextWeekBefore),
    nextWeekAfter: flags(days.nextWeekAfter),
    vagueDays: flags(days.vague),
    months: makePhrases(days.months.flatMap((words, month) => valued(words, month + 1))),
    dayIntros: flags(days.dayIntros),
    dayMarks: flags(days.dayMarks),
    monthMarks: flags(days.monthMarks),
    placeIntros: flags(language.placeIntros),
    talk: makePhrases<Talk>([
      ...valued(language.idle, 'idle' as const),
      ...valued(language.delivery, 'delivery' as const),
      ...valued(language.pickup, 'pickup' as const),
      ...valued(language.goods, 'goods' as const),
      ...valued(language.asks, 'asks' as const),
      ...valued(language.cancels, 'cancels' as const),
      ...valued(language.eachPlace, 'each-place' as const),
      ['?', 'asks'],
    ]),
  };
}

const flags = (words: readonly string[]): Phrases<true> => makePhrases(valued(words, true as const));

function valued<V>(words: readonly string[], value: V): (readonly [string, V])[] {
  return words.map((word) => [word, value] as const);
}
