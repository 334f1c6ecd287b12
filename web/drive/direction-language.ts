import { useState } from 'react';
import { type DirectionLanguage, directionLanguageOf } from '#server/domain/direction-languages.ts';
import { matchLocale } from '#web/shared/i18n/locales.ts';

const storageKey = 'hubward.drive.directions';

/** The language of the directions, of which there are more than the page has; null: the page's. */
export function useDirectionLanguage() {
  const [language, setLanguage] = useState(preferredLanguage);
  const choose = (chosen: DirectionLanguage | null): void => {
    localStorage.setItem(storageKey, chosen ?? '');
    setLanguage(chosen);
  };
  return [language, choose] as const;
}

/** As chosen on this phone before; else the phone's own, where the page does not speak it. */
function preferredLanguage(): DirectionLanguage | null {
  const stored = localStorage.getItem(storageKey);
  if (stored !== null) return directionLanguageOf(stored);
  return matchLocale(navigator.language) === null ? directionLanguageOf(navigator.language) : null;
}
