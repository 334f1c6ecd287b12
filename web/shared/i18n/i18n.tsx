import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Locale } from '#server/contract/basics.ts';
import { loadCatalog } from './catalog.ts';
import type { Catalog, ProblemTexts } from './catalog.ts';
import { createFormatters } from './format.ts';
import type { Formatters } from './format.ts';
import { preferredLocale, rememberLocale } from './locales.ts';
import { createTranslate } from './translate.ts';
import type { Translate } from './translate.ts';

export interface I18n {
  readonly locale: Locale;
  readonly t: Translate;
  readonly problems: ProblemTexts;
  readonly setLocale: (locale: Locale) => void;
}

const I18nContext = createContext<I18n | null>(null);
const FormatContext = createContext<Formatters | null>(null);

interface I18nProviderProps {
  readonly children: ReactNode;
  /** Shown while the first language loads. */
  readonly fallback: ReactNode;
}

/** Holds the language of the page; a switch keeps the old words on screen until the new ones are here. */
export function I18nProvider({ children, fallback }: I18nProviderProps) {
  const [wanted, setWanted] = useState<Locale>(preferredLocale);
  const [catalog, setCatalog] = useState<Catalog | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      try {
        const loaded = await loadCatalog(wanted);
        if (!isCurrent) return;
        document.documentElement.lang = wanted;
        setCatalog(loaded);
      } catch (error) {
        // Offline with a language not yet seen: stay with the words there are.
        if (isCurrent) setFailure(error);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [wanted]);

  const setLocale = useCallback((locale: Locale) => {
    rememberLocale(locale);
    setWanted(locale);
  }, []);
  const i18n = useMemo(
    () =>
      catalog && {
        locale: catalog.locale,
        t: createTranslate(catalog),
        problems: catalog.problems,
        setLocale,
      },
    [catalog, setLocale],
  );
  if (!i18n && failure) throw failure;
  return i18n ? <I18nContext value={i18n}>{children}</I18nContext> : fallback;
}

export function useI18n(): I18n {
  const i18n = use(I18nContext);
  if (!i18n) throw new Error('useI18n outside of I18nProvider');
  return i18n;
}

/** What is inside is in a language of `useLanguage`; the choice of the page stays. */
export const InLanguage = I18nContext;

/** A language beside that of the page; null while its words load, and where they cannot. */
export function useLanguage(locale: Locale): { readonly i18n: I18n | null; readonly error: unknown } {
  const page = useI18n();
  const [loaded, setLoaded] = useState<Catalog | null>(null);
  const [failed, setFailed] = useState<{ readonly locale: Locale; readonly error: unknown } | null>(null);
  const isPage = locale === page.locale;
  useEffect(() => {
    if (isPage) return undefined;
    let isCurrent = true;
    loadCatalog(locale).then(
      (catalog) => isCurrent && setLoaded(catalog),
      (error: unknown) => isCurrent && setFailed({ locale, error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [locale, isPage]);
  const i18n = useMemo(() => {
    if (isPage) return page;
    if (loaded?.locale !== locale) return null;
    return { ...page, locale, t: createTranslate(loaded), problems: loaded.problems };
  }, [isPage, page, loaded, locale]);
  return { i18n, error: failed?.locale === locale ? failed.error : null };
}

interface FormatProviderProps {
  readonly timezone: string;
  readonly currency: string;
  readonly children: ReactNode;
}

/** Formats in a hub's zone and currency for what is inside. */
export function FormatProvider({ timezone, currency, children }: FormatProviderProps) {
  const { locale } = useI18n();
  const format = useMemo(() => createFormatters(locale, timezone, currency), [locale, timezone, currency]);
  return <FormatContext value={format}>{children}</FormatContext>;
}

export function useFormat(): Formatters {
  const format = use(FormatContext);
  if (!format) throw new Error('useFormat outside of FormatProvider');
  return format;
}
