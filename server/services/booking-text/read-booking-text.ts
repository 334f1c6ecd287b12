import type { TextDoubt, TextDraft } from '#server/contract/booking-text.ts';
import { findMarks, type Mark } from './find-marks.ts';
import { allLanguages } from './languages/all-languages.ts';
import { makeProductPhrases, type TextProduct } from './products.ts';
import { splitDrafts, type GatheredDraft } from './split-drafts.ts';
import { windowOf } from './times.ts';
import { normalizeMessage, tokenize, type Token } from './tokens.ts';
import { makeVocabulary, type Vocabulary } from './vocabulary.ts';

/** A place that a name may mean. */
export interface TextPlace {
  readonly id: string;
  readonly name: string;
  /** The larger place that tells it from its namesakes. */
  readonly near: string | null;
}

/** What a message is read against. */
export interface TextTools {
  /** The hub's local day, YYYY-MM-DD. */
  readonly today: string;
  readonly products: readonly TextProduct[];
  /** Places that are called exactly so, without regard to case and diacritics. */
  findPlaces(name: string): readonly TextPlace[];
  /** Whether a place's name of several words begins with this one. */
  beginsAPlace(word: string): boolean;
}

/** A draft with the places that its name of one fits, where it fits more than one. */
export interface ReadDraft {
  readonly draft: TextDraft;
  readonly places: readonly TextPlace[];
}

const vocabularies = allLanguages.map(makeVocabulary);

/**
 * Reads what a message books, in whichever language most of it is. What it does not say is null and a doubt; what it says
 * in two ways is a doubt. A message that books nothing gives none.
 */
export function readBookingText(text: string, tools: TextTools): ReadDraft[] {
  const message = normalizeMessage(text);
  const tokens = tokenize(message);
  const readings = vocabularies.map((vocabulary) => {
    const phrases = makeProductPhrases(tools.products, vocabulary.language);
    const marks = findMarks(tokens, message, vocabulary, phrases, tools);
    return { words: wordsKnown(tokens, marks, vocabulary), drafts: bookedBy(marks, tokens, tools) };
  });
  const most = Math.max(...readings.map(({ words }) => words));
  // Of languages that know as many of its words the one that doubts most: 03/04 is not decided by their order.
  const [best] = readings
    .filter(({ words }) => words === most)
    .sort((a, b) => doubtsOf(b.drafts) - doubtsOf(a.drafts));
  return best?.drafts ?? [];
}

/** How many of a message's words are of a language; places are called the same in all. */
function wordsKnown(tokens: readonly Token[], marks: readonly Mark[], vocabulary: Vocabulary): number {
  const own = marks.filter(({ kind }) => kind !== 'place');
  const isKnown = (at: number) =>
    own.some(({ start, end }) => at >= start && at < end) ||
    vocabulary.placeIntros.has(tokens[at]?.folded ?? '');
  return tokens.filter(({ kind }, at) => kind === 'word' && isKnown(at)).length;
}

const doubtsOf = (drafts: readonly ReadDraft[]): number =>
  drafts.reduce((sum, { draft }) => sum + draft.doubts.length, 0);

/** The most that is taken for the unit of a price: "bao nhiêu một cân?" */
const mostKgOfPrice = 1;

function bookedBy(marks: readonly Mark[], tokens: readonly Token[], tools: TextTools): ReadDraft[] {
  const says = (talk: string) => marks.some((mark) => mark.kind === 'talk' && mark.talk === talk);
  const has = (kind: Mark['kind']) => marks.some((mark) => mark.kind === kind);
  if (says('cancels')) return [];
  const asks = says('asks');
  const isOfPrice = (mark: Mark) =>
    asks && mark.kind === 'amount' && mark.amount.of === 'kg' && mark.amount.value <= mostKgOfPrice;
  const counted = marks.filter((mark) => !isOfPrice(mark));
  const hasAmount = counted.some(({ kind }) => kind === 'amount');
  const isWanted = has('product') || says('pickup') || says('delivery') || says('goods');
  const isPlaced = has('place') || has('day');
  if (!hasAmount && (asks || !isWanted || !isPlaced)) return [];
  const hasBegunPlace = !has('place') && beginsPlace(marks, tokens, tools);
  return splitDrafts(counted, tokens).map((draft) => ({
    draft: writeDraft(draft, hasBegunPlace, tools.today),
    places: draft.places.flatMap(({ place }) => place.places),
  }));
}

/** A word that means nothing else begins the name of some place ("Dieng"): which, it does not say. */
function beginsPlace(marks: readonly Mark[], tokens: readonly Token[], { beginsAPlace }: TextTools): boolean {
  const isMarked = (at: number) => marks.some(({ start, end }) => at >= start && at < end);
  return tokens.some(
    ({ kind, text }, at) =>
      kind === 'word' && text.length >= leastLettersOfName && !isMarked(at) && beginsAPlace(text),
  );
}
const leastLettersOfName = 4;

function writeDraft(draft: GatheredDraft, hasBegunPlace: boolean, today: string): TextDraft {
  const doubts = new Set<TextDoubt>();
  const date = dateOf(draft, today, doubts);
  const window = windowOf(draft.clock?.clock ?? null, draft.part?.part ?? null);
  return {
    kind: draft.isDelivery ? 'delivery' : 'pickup',
    product: productOf(draft, doubts),
    ...amountOf(draft, doubts),
    place: placeOf(draft, hasBegunPlace, doubts),
    date,
    ...window,
    doubts: [...doubts].sort(),
  };
}

function productOf({ product }: GatheredDraft, doubts: Set<TextDoubt>): string | null {
  if (product?.length === 1) return product[0] ?? null;
  doubts.add(product === null ? 'product_missing' : 'product_unclear');
  return null;
}

function amountOf(
  { amounts }: GatheredDraft,
  doubts: Set<TextDoubt>,
): Pick<TextDraft, 'kg' | 'crates' | 'parcels'> {
  const whole = (of: string) =>
    amounts.find((amount) => amount.of === of && amount.per === null)?.value ?? null;
  const crates = whole('crates');
  const parcels = whole('parcels');
  const each = amounts.find(({ per }) => per !== null);
  const times = each?.per === 'crates' ? crates : parcels;
  const kg = whole('kg') ?? (each !== undefined && times !== null ? each.value * times : null);
  if (amounts.some(({ isUnclear }) => isUnclear)) doubts.add('amount_unclear');
  else if (kg === null && crates === null && parcels === null)
    doubts.add(amounts.length === 0 ? 'amount_missing' : 'amount_unclear');
  return { kg, crates, parcels };
}

function placeOf({ places }: GatheredDraft, hasBegunPlace: boolean, doubts: Set<TextDoubt>): string | null {
  const ids = new Set(places.flatMap(({ place }) => place.places.map(({ id }) => id)));
  const [only] = ids;
  if (only !== undefined && ids.size === 1) return only;
  doubts.add(only === undefined && !hasBegunPlace ? 'place_missing' : 'place_unclear');
  return null;
}

function dateOf({ day }: GatheredDraft, today: string, doubts: Set<TextDoubt>): string | null {
  const date = day?.day.date ?? null;
  if (day === null) doubts.add('date_missing');
  else if (date === null) doubts.add('date_unclear');
  else if (date < today) doubts.add('date_past');
  return date;
}
