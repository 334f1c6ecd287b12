import type { Locale } from '#server/contract/basics.ts';

/** Each language by its own name, in the order of the switch. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  vi: 'Tiếng Việt',
  'zh-Hans': '简体中文',
  id: 'Bahasa Indonesia',
};

export const locales = Object.keys(localeNames) as readonly Locale[]; // its own keys

const storageKey = 'hubward.locale';

/** The language chosen before on this device, else the browser's first that we have, else English. */
export function preferredLocale(): Locale {
  const stored = localStorage.getItem(storageKey);
  return [stored, ...navigator.languages].map(matchLocale).find((found) => found !== null) ?? 'en';
}

export function rememberLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
}

/** `zh-CN`, `zh-TW` and `zh` read simplified Chinese rather than English; `in` is Indonesian's old code. */
export function matchLocale(tag: string | null | undefined): Locale | null {
  const language = tag?.toLowerCase().split('-')[0];
  if (language === 'zh') return 'zh-Hans';
  if (language === 'in') return 'id';
  return locales.find((locale) => locale === language) ?? null;
}
