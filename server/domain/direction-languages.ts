/** Languages there are turn-by-turn sentences in: more than the pages speak. Those of osrm-text-instructions. */
export const directionLanguages = [
  'ar',
  'ca',
  'da',
  'de',
  'en',
  'eo',
  'es',
  'es-ES',
  'fi',
  'fr',
  'he',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'my',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'pt-PT',
  'ro',
  'ru',
  'sl',
  'sv',
  'tr',
  'uk',
  'vi',
  'yo',
  'zh-Hans',
] as const;
export type DirectionLanguage = (typeof directionLanguages)[number];

/** Other codes that browsers have for some of them. */
const alsoCalled: ReadonlyMap<string, DirectionLanguage> = new Map([
  ['in', 'id'],
  ['iw', 'he'],
  ['nb', 'no'],
  ['nn', 'no'],
]);

/** The one that a language tag asks for, a region of it or not; null: there are no sentences in it. */
export function directionLanguageOf(tag: string): DirectionLanguage | null {
  const wanted = tag.toLowerCase();
  const [primary = ''] = wanted.split('-');
  return (
    directionLanguages.find((language) => language.toLowerCase() === wanted) ??
    alsoCalled.get(primary) ??
    directionLanguages.find((language) => language.split('-')[0] === primary) ??
    null
  );
}
