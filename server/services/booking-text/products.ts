import type { Locale } from '#server/contract/basics.ts';
import type { BookingLanguage } from './language.ts';
import { allLanguages } from './languages/all-languages.ts';
import { findPhrase, makePhrases, normalizeMessage, tokenize, type Phrases } from './tokens.ts';

export interface TextProduct {
  readonly id: string;
  /** As the hub calls it, in whichever language. */
  readonly name: string;
  /** What else it is called here, by language. */
  readonly names?: Partial<Record<Locale, readonly string[]>>;
}

/** Which of the hub's products a word may mean: several, or none where the hub has not got what it names. */
export type SaidProduct = readonly string[];

/** Words for the hub's products in a language, and for what else grows, so that it is not taken for nothing. */
export function makeProductPhrases(
  products: readonly TextProduct[],
  language: BookingLanguage,
): Phrases<SaidProduct> {
  const ids = new Map<string, Set<string>>();
  for (const words of Object.values(language.produce)) for (const word of words) ids.set(word, new Set());
  for (const { id, name, names } of products) {
    const known = produceOf(name).flatMap((produce) => language.produce[produce] ?? []);
    const called = [name, ...known, ...(names?.[language.code] ?? [])];
    for (const word of called.flatMap((each) => [each, ...language.plurals.map((end) => each + end)])) {
      const key = word.toLowerCase();
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
  }
  return makePhrases([...ids].map(([word, of]) => [word, [...of]] as const));
}

/** The hub's product that a title names in any language ("Cam sành Hà Giang 5kg"), or undefined where it names none or two. */
export function findProductInText<P extends TextProduct>(
  text: string,
  products: readonly P[],
): P | undefined {
  const tokens = tokenize(normalizeMessage(text));
  const found = new Set<string>();
  for (const phrases of allLanguages.map((language) => makeProductPhrases(products, language))) {
    for (let at = 0; at < tokens.length;) {
      const phrase = findPhrase(tokens, at, phrases, 'if-all-plain');
      for (const id of phrase?.value ?? []) found.add(id);
      at = phrase?.end ?? at + 1;
    }
  }
  return found.size === 1 ? products.find(({ id }) => found.has(id)) : undefined;
}

const keyOf = (text: string): string =>
  tokenize(normalizeMessage(text))
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
