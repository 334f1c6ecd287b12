import type { Locale } from '#server/contract/basics.ts';
import { localeNames } from '#web/shared/i18n/locales.ts';
import { useBook } from '../book-context.ts';

export function LanguageChoice() {
  const { t, locale, setLocale } = useBook();
  return (
    <select
      className="language"
      aria-label={t('language')}
      value={locale}
      onChange={(event) => setLocale(event.target.value as Locale)} // its options are the languages
    >
      {Object.entries(localeNames).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
