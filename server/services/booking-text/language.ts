import type { Locale } from '#server/contract/basics.ts';

export type PartOfDay = 'morning' | 'noon' | 'afternoon' | 'evening';

/** What messages of one language say in which words. Phrases are written with their diacritics, in lower case. */
export interface BookingLanguage {
  readonly code: Locale;
  readonly numbers: {
    /** "ba": 3, "twenty": 20. */
    readonly digits: Readonly<Record<string, number>>;
    /** "trăm": 100. */
    readonly multipliers: Readonly<Record<string, number>>;
    /** Between thousands: "1.250" is 1250 where it is the point, and undecided where it is the comma. */
    readonly thousands: '.' | ',';
    /** Adds ten to the digit before it ("belas"). */
    readonly teens: readonly string[];
    /** Between hundreds and ones ("lẻ", "零", "and"). */
    readonly linkers: readonly string[];
    /** Half of the unit that follows ("nửa", "half a"). */
    readonly half: readonly string[];
    /** Half a unit more, before or after the unit ("rưỡi", "and a half"). */
    readonly andHalf: readonly string[];
    /** "三百五" is 350. */
    readonly hasShortTail: boolean;
    /** A digit after the unit is a tenth of it: "1 tấn 2". */
    readonly hasTenths: boolean;
  };
  readonly units: {
    /** kg of one. */
    readonly kg: Readonly<Record<string, number>>;
    readonly crates: readonly string[];
    readonly parcels: readonly string[];
    /** Containers of no known size. */
    readonly others: readonly string[];
    /** "each of them": what is said is of one crate or parcel. */
    readonly each: readonly string[];
  };
  readonly hedges: { readonly before: readonly string[]; readonly after: readonly string[] };
  readonly to: readonly string[];
  readonly or: readonly string[];
  readonly and: readonly string[];
  readonly parts: Readonly<Record<PartOfDay, readonly string[]>>;
  readonly clock: {
    /** After the hour: "giờ", "点". */
    readonly marks: readonly string[];
    /** After the hour, with its half of the day: "am". */
    readonly halves: Readonly<Record<string, PartOfDay>>;
    /** Before the hour: "jam", "at". */
    readonly intros: readonly string[];
    readonly minutes: readonly string[];
    /** "rưỡi", "半": thirty minutes after the hour. */
    readonly andHalf: readonly string[];
    /** "setengah 8": half an hour before the hour that follows. */
    readonly halfTo: readonly string[];
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly beforeSuffix: readonly string[];
    readonly afterSuffix: readonly string[];
    /** A number alone after a limit is an hour: "before 9". */
    readonly hasBareHours: boolean;
  };
  readonly days: {
    /** "mai": 1, days from today. */
    readonly words: Readonly<Record<string, number>>;
    /** A part of today in one word: "tonight". */
    readonly partsOfToday: Readonly<Record<string, PartOfDay>>;
    /** From Monday: every way to write each. */
    readonly weekdays: readonly (readonly string[])[];
    readonly thisWeek: readonly string[];
    readonly nextWeekBefore: readonly string[];
    readonly nextWeekAfter: readonly string[];
    /** Says that it will be some time, and not when: "next week". */
    readonly vague: readonly string[];
    /** From January. */
    readonly months: readonly (readonly string[])[];
    /** Before a day of the month: "ngày", "tanggal". */
    readonly dayIntros: readonly string[];
    /** After a day of the month: "号", "th". */
    readonly dayMarks: readonly string[];
    /** Between day and month, or after the month's number: "tháng", "月", "of". */
    readonly monthMarks: readonly string[];
    readonly order: 'day-month' | 'month-day' | 'undecided';
  };
  readonly placeIntros: readonly string[];
  readonly eachPlace: readonly string[];
  readonly delivery: readonly string[];
  readonly pickup: readonly string[];
  /** Says that there are goods, without saying which. */
  readonly goods: readonly string[];
  /** Longer phrases in which a word of booking means something else: "收到", has arrived. */
  readonly idle: readonly string[];
  /** A message with these and no amount books nothing. */
  readonly asks: readonly string[];
  /** A message with these books nothing. */
  readonly cancels: readonly string[];
  /** Endings that a name of what grows may have besides. */
  readonly plurals: readonly string[];
  /** What growers call what grows, by the English name that stands for it. */
  readonly produce: Readonly<Record<string, readonly string[]>>;
}
