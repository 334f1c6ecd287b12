import type { Locale } from '#server/contract/basics.ts';

/** Each language by its own name. */
export const languageNames: Readonly<Record<Locale, string>> = {
  vi: 'Tiếng Việt',
  'zh-Hans': '简体中文',
  id: 'Bahasa Indonesia',
  en: 'English',
};

const storageKey = 'hubward.book.locale';

/** Chosen on this phone before, else the phone's own. */
export function phoneLocale(): Locale {
  const tags = [localStorage.getItem(storageKey), ...navigator.languages];
  return tags.map(localeOf).find((found) => found !== null) ?? 'en';
}

export function isLocaleChosen(): boolean {
  return localStorage.getItem(storageKey) !== null;
}

export function chooseLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
}

function localeOf(tag: string | null): Locale | null {
  const language = tag?.toLowerCase().split('-')[0];
  if (language === 'zh') return 'zh-Hans';
  // Indonesian's old code.
  if (language === 'in') return 'id';
  return (Object.keys(languageNames) as Locale[]).find((locale) => locale === language) ?? null; // its own keys
}
