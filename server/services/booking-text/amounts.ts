import { takeNumber, type SaidNumber } from './numbers.ts';
import type { Reader } from './reader.ts';
import type { Unit, Vocabulary } from './vocabulary.ts';

/** How much of what is said, in kg, crates, parcels, or containers of no known size. */
export interface Amount {
  readonly of: Unit['of'];
  readonly value: number;
  /** "about", a range (the value is its larger end), or a number that reads two ways. */
  readonly isUnclear: boolean;
  /** Said of one crate or parcel: "20 kg a crate". */
  readonly per: 'crates' | 'parcels' | null;
}

/** Reads "khoảng 5-6 tạ rưỡi", "两百斤", "20 kg per crate", or undefined. */
export function takeAmount(reader: Reader, vocabulary: Vocabulary): Amount | undefined {
  return reader.attempt(() => {
    const per = takePerBefore(reader, vocabulary);
    const isHedged = reader.take(vocabulary.hedgesBefore) === true;
    const counted = takeCount(reader, vocabulary);
    if (counted === undefined) return undefined;
    const unit = reader.take(vocabulary.units);
    if (unit === undefined) return undefined;
    const count = counted.value + (reader.take(vocabulary.andHalf) === true ? 0.5 : 0);
    const amount = inUnit(count, counted, unit, reader, vocabulary);
    const isHedgedAfter = reader.take(vocabulary.hedgesAfter) === true;
    const after = unit.of === 'kg' ? takePerAfter(reader, vocabulary) : null;
    return {
      of: unit.of,
      value: amount,
      isUnclear: isHedged || isHedgedAfter || counted.isUnclear || (counted.hasGroup && isLarge(unit)),
      per: per ?? after,
    };
  });
}

interface Count {
  readonly value: number;
  readonly isUnclear: boolean;
  readonly hasGroup: boolean;
}

function takeCount(reader: Reader, vocabulary: Vocabulary): Count | undefined {
  if (reader.take(vocabulary.half) === true) return { value: 0.5, isUnclear: false, hasGroup: false };
  const first = takeNumber(reader, vocabulary);
  if (first === undefined) return undefined;
  // "2 tạ - 3 tạ": the first unit is the same or left out.
  const last = reader.attempt(() => {
    reader.take(vocabulary.units);
    return reader.take(vocabulary.to) === true ? takeNumber(reader, vocabulary) : undefined;
  });
  const isRange = last !== undefined && last.value > first.value;
  const said: SaidNumber = isRange ? last : first;
  const half = reader.sees(vocabulary.andHalf) && !isRange ? takeHalf(reader, vocabulary) : 0;
  const isMore = reader.take(vocabulary.hedgesAfter) === true;
  return {
    value: said.value + half,
    isUnclear: isRange || isMore || said.isRange || said.isTwoWays,
    hasGroup: said.hasGroup,
  };
}

/** "satu setengah ton", "two and a half tonnes": a half between the number and its unit. */
function takeHalf(reader: Reader, vocabulary: Vocabulary): number {
  const half = reader.attempt(() => {
    reader.take(vocabulary.andHalf);
    return reader.sees(vocabulary.units) ? 0.5 : undefined;
  });
  return half ?? 0;
}

function inUnit(
  count: number,
  { hasGroup }: Count,
  unit: Unit,
  reader: Reader,
  vocabulary: Vocabulary,
): number {
  if (unit.of !== 'kg') return Math.ceil(count);
  // 1.250 tons are not 1,250: of a large unit the mark is taken as the decimal one. It is a doubt in any language.
  const times = hasGroup && isLarge(unit) ? unit.kg / 1000 : unit.kg;
  return rounded(count * times + takeSmaller(unit.kg, reader, vocabulary));
}

/** A thousand of them is more than any grower has. */
const isLarge = (unit: Unit): boolean => unit.of === 'kg' && unit.kg >= 100;

/** "5 tạ 20 kg" and "1 tấn 2": what follows a large unit of the same weight. */
function takeSmaller(kg: number, reader: Reader, vocabulary: Vocabulary): number {
  if (kg < 10) return 0;
  const smaller = reader.attempt(() => {
    const number = takeNumber(reader, vocabulary);
    if (number === undefined) return undefined;
    const unit = reader.take(vocabulary.units);
    if (unit !== undefined) return unit.of === 'kg' && unit.kg < kg ? number.value * unit.kg : undefined;
    const isTenth = vocabulary.language.numbers.hasTenths && number.value >= 1 && number.value <= 9;
    return isTenth && isEnd(reader, vocabulary) ? (number.value * kg) / 10 : undefined;
  });
  return smaller ?? 0;
}

/** A lone digit is a tenth only where nothing counts it as something else: "1 tấn 2 thùng", "1 tấn 7h". */
function isEnd(reader: Reader, vocabulary: Vocabulary): boolean {
  const { token } = reader;
  if (token === undefined) return true;
  if (token.kind === 'sign') return !'/-–:'.includes(token.text);
  return !reader.sees(vocabulary.hourMarks) && !reader.sees(vocabulary.dayMarks) && token.kind === 'word';
}

/** "mỗi thùng 20 kg": the container before the amount. */
function takePerBefore(reader: Reader, vocabulary: Vocabulary): Amount['per'] {
  const unit = reader.attempt(() =>
    reader.take(vocabulary.each) === true ? containerOf(reader.take(vocabulary.units)) : undefined,
  );
  return unit ?? null;
}

/** "20 kg/thùng", "20 kg per crate". */
function takePerAfter(reader: Reader, vocabulary: Vocabulary): Amount['per'] {
  const unit = reader.attempt(() => {
    const isPer = reader.takeSign('/') || reader.take(vocabulary.each) === true;
    return isPer ? containerOf(reader.take(vocabulary.units)) : undefined;
  });
  return unit ?? null;
}

const containerOf = (unit: Unit | undefined) =>
  unit?.of === 'crates' || unit?.of === 'parcels' ? unit.of : undefined;

/** Sums of binary fractions show as people wrote them. */
const rounded = (kg: number): number => Math.round(kg * 1000) / 1000;
