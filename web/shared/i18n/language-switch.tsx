import { locale as localeSchema } from '#server/contract/basics.ts';
import { localeNames, locales } from './locales.ts';
import { useI18n } from './i18n.tsx';

/** The language switch; each language is named in itself, so that a lost reader finds the way back. */
export function LanguageSwitch({ id }: { id: string }) {
  const { t, locale, setLocale } = useI18n();
  return (
    <select
      id={id}
      className="select language-switch"
      aria-label={t('language.label')}
      value={locale}
      onChange={(event) => setLocale(localeSchema.parse(event.target.value))}
    >
      {locales.map((each) => (
        <option key={each} value={each} lang={each}>
          {localeNames[each]}
        </option>
      ))}
    </select>
  );
}
