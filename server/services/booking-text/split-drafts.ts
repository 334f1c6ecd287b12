import type { Amount } from './amounts.ts';
import type { Mark, MarkOf } from './find-marks.ts';
import type { SaidProduct } from './products.ts';
import type { Token } from './tokens.ts';

/** One booking of a message, before what is said once for several is given to each. */
interface Item {
  /** Of its first mark among all. */
  readonly start: number;
  /** Of its last mark. */
  end: number;
  amounts: Amount[];
  product: SaidProduct | null;
}

/** A draft's marks: its own, and those that are said for it elsewhere in the message. */
export interface GatheredDraft {
  readonly amounts: readonly Amount[];
  readonly product: SaidProduct | null;
  readonly isDelivery: boolean;
  readonly places: readonly MarkOf<'place'>[];
  readonly day: MarkOf<'day'> | null;
  readonly clock: MarkOf<'clock'> | null;
  readonly part: MarkOf<'part'> | null;
}

/**
 * Takes a message's marks apart into bookings. Each amount of a kind that the booking before has already, and each
 * other product, begins a new one. Places, days and hours are given to every booking that they are said for: in a message
 * that says the first place before the first booking a place holds for what follows it, else for what is before it.
 */
export function splitDrafts(marks: readonly Mark[], tokens: readonly Token[]): GatheredDraft[] {
  const items = findItems(marks);
  if (items.length === 0) items.push({ start: 0, end: 0, amounts: [], product: null });
  shareProducts(items, marks, tokens);
  const isEachPlace = marks.some((mark) => mark.kind === 'talk' && mark.talk === 'each-place');
  return items.flatMap((item) => {
    const among = <K extends Mark['kind']>(kind: K) => markFor(item, items, marks, kind);
    const draft = {
      amounts: item.amounts,
      product: item.product,
      isDelivery: isDelivery(item, items, marks),
      day: among('day'),
      clock: among('clock'),
      part: among('part'),
    };
    const places =
      items.length === 1 ? ofKind(marks, 'place') : [among('place')].filter((mark) => mark !== null);
    if (items.length === 1 && isEachPlace && places.length > 1)
      return places.map((place) => ({ ...draft, places: [place] }));
    return [{ ...draft, places }];
  });
}

function findItems(marks: readonly Mark[]): Item[] {
  const said = marks.filter((mark) => mark.kind === 'amount' || mark.kind === 'product');
  const isProductFirst = said[0]?.kind === 'product' && said[1]?.kind === 'amount';
  const items: Item[] = [];
  for (const [i, mark] of said.entries()) {
    const current = items.at(-1);
    const next = said[i + 1];
    if (current === undefined || beginsNew(current, mark, next, isProductFirst, marks))
      items.push({ start: mark.start, end: mark.end, amounts: [], product: null });
    const item = items.at(-1);
    if (item === undefined) continue;
    item.end = mark.end;
    if (mark.kind === 'amount') item.amounts.push(mark.amount);
    else item.product = item.product === null ? mark.product : narrowed(item.product, mark.product);
  }
  return items;
}

function beginsNew(
  current: Item,
  mark: MarkOf<'amount'> | MarkOf<'product'>,
  next: Mark | undefined,
  isProductFirst: boolean,
  marks: readonly Mark[],
): boolean {
  if (mark.kind === 'product') {
    if (current.product === null) return false;
    const isOther = narrowed(current.product, mark.product).length === 0;
    return isOther || (isProductFirst && current.amounts.length > 0);
  }
  if (mark.amount.per !== null) return false;
  if (current.amounts.some(({ of, per }) => of === mark.amount.of && per === null)) return true;
  // "20 crates of oranges and 150 kg of …": what is joined to a whole booking is another.
  if (current.product !== null && current.amounts.length > 0 && hasJoin(marks, current.end, mark.start))
    return true;
  // "10 sọt cam, 3 tạ mận": an amount with a product of its own right after it is of that product.
  const isOfNext = next?.kind === 'product' && !isProductFirst && !hasBreak(marks, mark.end, next.start);
  return current.product !== null && isOfNext;
}

const hasBreak = (marks: readonly Mark[], from: number, until: number): boolean =>
  marks.some(({ kind, start }) => kind === 'break' && start >= from && start < until);

const hasJoin = (marks: readonly Mark[], from: number, until: number): boolean =>
  marks.some(({ kind, start }) => kind === 'join' && start >= from && start < until);

/** What two words for a product have in common; the first word's where the second says less. */
const narrowed = (first: SaidProduct, second: SaidProduct): SaidProduct => {
  if (first.length === 0 && second.length === 0) return first;
  return first.filter((id) => second.includes(id));
};

/** "cam Tả Ngảo 3 tạ, Nậm Tăm 2 tạ": a product that is said once holds for what is of no other. */
function shareProducts(items: Item[], marks: readonly Mark[], tokens: readonly Token[]): void {
  for (const [i, item] of items.entries()) {
    if (item.product !== null || isDelivery(item, items, marks)) continue;
    const before = items.slice(0, i).findLast(({ product }) => product !== null);
    const after = items.slice(i + 1).find(({ product }) => product !== null);
    const shared = (before ?? after)?.product ?? null;
    item.product = shared !== null && hasOwnWord(item, marks, tokens) ? [] : shared;
  }
}

/** A word that nobody knows right after an amount is a product of its own, and which is not known. */
function hasOwnWord({ end }: Item, marks: readonly Mark[], tokens: readonly Token[]): boolean {
  const isMarked = marks.some((mark) => end >= mark.start && end < mark.end);
  return !isMarked && tokens[end]?.kind === 'word';
}

const ofKind = <K extends Mark['kind']>(marks: readonly Mark[], kind: K): MarkOf<K>[] =>
  // The kind tells the marks of a union apart.
  marks.filter((mark) => mark.kind === kind) as MarkOf<K>[];

/** The mark of a kind that is said for an item, or null. One of the item's own line goes before all others. */
function markFor<K extends Mark['kind']>(
  item: Item,
  items: readonly Item[],
  marks: readonly Mark[],
  kind: K,
): MarkOf<K> | null {
  const all = ofKind(marks, kind);
  if (all.length < 2 || items.length === 1) return bestOf(all, kind);
  const line = lineOf(marks, item.start);
  const own = all.filter(({ start }) => lineOf(marks, start) === line);
  if (own.length > 0) return nearest(item, items, own);
  const hasItems = (mark: Mark) =>
    items.some(({ start }) => lineOf(marks, start) === lineOf(marks, mark.start));
  const headings = all.filter((mark) => !hasItems(mark));
  return nearest(item, items, headings.length > 0 ? headings : all);
}

/** For the only item: its first mark; of hours the one that says more. */
function bestOf<M extends Mark>(marks: readonly M[], kind: Mark['kind']): M | null {
  return (kind === 'part' ? marks.at(-1) : marks[0]) ?? null;
}

function nearest<M extends Mark>(item: Item, items: readonly Item[], marks: readonly M[]): M | null {
  const [first] = marks;
  if (first === undefined) return null;
  const next = items[items.indexOf(item) + 1]?.start ?? Infinity;
  const before = marks.findLast(({ start }) => start < item.start);
  const after = marks.find(({ start }) => start >= item.start);
  const isLeading = first.start < (items[0]?.start ?? 0);
  if (!isLeading) return after ?? before ?? null;
  // A mark that nothing follows belongs to what is before it.
  const isLast = after !== undefined && after.start < next && !items.some(({ start }) => start > after.start);
  return (isLast ? after : before) ?? after ?? null;
}

const lineOf = (marks: readonly Mark[], at: number): number =>
  marks.filter((mark) => mark.kind === 'break' && mark.isLine && mark.start < at).length;

/** Said in the item's own clause, or anywhere where there is only one item. */
function isDelivery(item: Item, items: readonly Item[], marks: readonly Mark[]): boolean {
  const said = ofKind(marks, 'talk').filter(({ talk }) => talk === 'delivery');
  if (items.length === 1) return said.length > 0;
  return said.some(({ start }) => {
    const inClause = items.filter((each) => clauseOf(marks, each.start) === clauseOf(marks, start));
    const before = items.findLast((each) => each.start < start);
    const after = items.find((each) => each.start > start);
    return inClause.length > 0 ? inClause.includes(item) : item === (after ?? before);
  });
}

const clauseOf = (marks: readonly Mark[], at: number): number =>
  marks.filter(({ kind, start }) => (kind === 'break' || kind === 'join') && start < at).length;
