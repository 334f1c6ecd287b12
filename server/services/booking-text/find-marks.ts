import { takeAmount, type Amount } from './amounts.ts';
import { takeDay, type SaidDay } from './days.ts';
import type { PartOfDay } from './language.ts';
import { takePlace, type SaidPlace } from './places.ts';
import type { SaidProduct } from './products.ts';
import { Reader } from './reader.ts';
import type { TextTools } from './read-booking-text.ts';
import { takeClock, type SaidClock } from './times.ts';
import type { Phrases, Token } from './tokens.ts';
import type { Talk, Vocabulary } from './vocabulary.ts';

type Said =
  | { readonly kind: 'amount'; readonly amount: Amount }
  | { readonly kind: 'product'; readonly product: SaidProduct }
  | { readonly kind: 'place'; readonly place: SaidPlace }
  | { readonly kind: 'day'; readonly day: SaidDay }
  | { readonly kind: 'clock'; readonly clock: SaidClock }
  | { readonly kind: 'part'; readonly part: PartOfDay }
  | { readonly kind: 'talk'; readonly talk: Talk }
  | { readonly kind: 'join'; readonly join: 'and' | 'or' }
  /** Ends a clause; `isLine` where it ends a line. */
  | { readonly kind: 'break'; readonly isLine: boolean };

/** Something a message says, with the tokens that say it. */
export type Mark = Said & { readonly start: number; readonly end: number };

export type MarkOf<K extends Said['kind']> = Extract<Mark, { kind: K }>;

/** Everything the rules of one language find in a message, in its order. At each word the longest find counts. */
export function findMarks(
  tokens: readonly Token[],
  message: string,
  vocabulary: Vocabulary,
  products: Phrases<SaidProduct>,
  tools: TextTools,
): Mark[] {
  const marks: Mark[] = [];
  const reader = new Reader(tokens, 0);
  while (reader.at < tokens.length) {
    const start = reader.at;
    let best: { said: readonly Said[]; end: number } | null = null;
    for (const read of readings) {
      const said = read(reader, { message, vocabulary, products, tools });
      if (said !== undefined && reader.at > (best?.end ?? start)) best = { said, end: reader.at };
      reader.at = start;
    }
    const end = best?.end ?? start + 1;
    for (const said of best?.said ?? []) marks.push({ ...said, start, end });
    reader.at = end;
  }
  return withOpenDays(marks);
}

interface Looking {
  readonly message: string;
  readonly vocabulary: Vocabulary;
  readonly products: Phrases<SaidProduct>;
  readonly tools: TextTools;
}

type Reading = (reader: Reader, looking: Looking) => readonly Said[] | undefined;

/** Of finds of one length the earlier in this list counts. */
const readings: readonly Reading[] = [
  (reader, { vocabulary, tools }) => {
    const day = takeDay(reader, vocabulary, tools.today);
    return day && [{ kind: 'day', day }];
  },
  (reader, { vocabulary, tools }) => {
    const part = reader.take(vocabulary.partsOfToday);
    return (
      part && [
        { kind: 'day', day: { date: tools.today } },
        { kind: 'part', part },
      ]
    );
  },
  (reader, { vocabulary }) => {
    const clock = takeClock(reader, vocabulary);
    return clock && [{ kind: 'clock', clock }];
  },
  (reader, { vocabulary }) => {
    const amount = takeAmount(reader, vocabulary);
    return amount && [{ kind: 'amount', amount }];
  },
  (reader, { products }) => {
    const product = reader.take(products, 'if-all-plain');
    return product && [{ kind: 'product', product }];
  },
  (reader, { vocabulary }) => {
    const part = reader.take(vocabulary.parts, 'if-all-plain');
    return part && [{ kind: 'part', part }];
  },
  (reader, { vocabulary }) => {
    const talk = reader.take(vocabulary.talk);
    return talk && [{ kind: 'talk', talk }];
  },
  (reader, { message, vocabulary, tools }) => {
    const place = takePlace(reader, message, tools, vocabulary);
    return place && [{ kind: 'place', place }];
  },
  (reader, { vocabulary }) => {
    const join = reader.take(vocabulary.joins);
    return join && [{ kind: 'join', join }];
  },
  (reader) => {
    const isLine = reader.token?.text === '\n';
    return reader.takeSign('\n,;.、，；。!/+&:：') ? [{ kind: 'break', isLine }] : undefined;
  },
];

/** "mai hoặc kia": either of two days is neither. */
function withOpenDays(marks: readonly Mark[]): Mark[] {
  const kept: Mark[] = [];
  for (let i = 0; i < marks.length; i++) {
    const [first, join, second] = marks.slice(i, i + 3);
    if (first === undefined) break;
    const isOpen =
      first.kind === 'day' && join?.kind === 'join' && join.join === 'or' && second?.kind === 'day';
    if (isOpen && second !== undefined) i += 2;
    kept.push(isOpen && second !== undefined ? { ...first, day: { date: null }, end: second.end } : first);
  }
  return kept;
}
