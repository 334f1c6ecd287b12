import type { Locale } from '#server/contract/basics.ts';
import type { BookingLanguage } from './language.ts';
import { allLanguages } from './languages/all-languages.ts';
import { findPhrase, indexPhrases, takeApart, type Phrases, type Token } from './tokens.ts';

export interface TextProduct {
  readonly id: string;
  /** As the hub calls it, in whichever language. */
  readonly name: string;
  /** What else it is called here, by language. */
  readonly names?: Partial<Record<Locale, string | readonly string[]>>;
}

/** Which of the hub's products a word may mean: several, or none where the hub has not got what it names. */
export type SaidProduct = readonly string[];

/** Words for the hub's products in a language, and for what else grows, so that it is not taken for nothing. */
export function makeProductPhrases(
  products: readonly TextProduct[],
  language: BookingLanguage,
): Phrases<SaidProduct> {
  const produce = produceWords.get(language.code);
  const ids = new Map<string, Set<string>>();
  for (const word of produce?.keys() ?? []) ids.set(word, new Set());
  for (const { id, name, names } of products) {
    const known = produceOf(name).flatMap((each) => language.produce[each] ?? []);
    const called = [name, ...known, ...[names?.[language.code] ?? []].flat()];
    for (const word of called.flatMap((each) => [each, ...language.plurals.map((end) => each + end)])) {
      const key = word.toLowerCase();
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
  }
  return indexPhrases(
    [...ids].map(([word, of]) => ({ words: produce?.get(word) ?? takeApart(word), value: [...of] })),
  );
}

/**
 * Finds the hub's product that a title names in any language ("Cam sành Hà Giang 5kg"); undefined where it names none or
 * two.
 */
export function makeProductFinder<P extends TextProduct>(
  products: readonly P[],
): (title: string) => P | undefined {
  const languages = allLanguages.map((language) => makeProductPhrases(products, language));
  return (title) => {
    const tokens = takeApart(title);
    const found = new Set<string>();
    for (const phrases of languages) {
      for (let at = 0; at < tokens.length;) {
        const phrase = findPhrase(tokens, at, phrases, 'if-all-plain');
        for (const id of phrase?.value ?? []) found.add(id);
        at = phrase?.end ?? at + 1;
      }
    }
    return found.size === 1 ? products.find(({ id }) => found.has(id)) : undefined;
  };
}

/** Each language's words for what grows, hundreds of them, taken apart once. */
const produceWords: ReadonlyMap<Locale, ReadonlyMap<string, readonly Token[]>> = new Map(
  allLanguages.map(({ code, produce }) => [
    code,
    new Map(
      Object.values(produce)
        .flat()
        .map((word) => [word, takeApart(word)]),
    ),
  ]),
);

const keyOf = (text: string): string =>
  takeApart(text)
    .map(({ key }) => key)
    .join(' ');

/** What grows under each name of any language; several where a name ("khoai") does not tell. */
const produceByName = new Map<string, Set<string>>();
for (const [produce, names] of allLanguages.flatMap((language) => Object.entries(language.produce))) {
  for (const name of names.map(keyOf))
    produceByName.set(name, (produceByName.get(name) ?? new Set()).add(produce));
}

function produceOf(name: string): string[] {
  const found = [...(produceByName.get(keyOf(name)) ?? [])];
  return found.length === 1 ? found : [];
}
