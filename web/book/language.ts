import type { Locale } from '#server/contract/basics.ts';
import { matchLocale } from '#web/shared/i18n/locales.ts';

const storageKey = 'hubward.book.locale';

/** Chosen on this phone before, else the phone's own. */
export function phoneLocale(): Locale {
  const tags = [localStorage.getItem(storageKey), ...navigator.languages];
  return tags.map(matchLocale).find((found) => found !== null) ?? 'en';
}

export function isLocaleChosen(): boolean {
  return localStorage.getItem(storageKey) !== null;
}

export function chooseLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
}
