import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { Locale } from '#server/contract/basics.ts';
import { createFormatters, type Formatters } from '#web/shared/i18n/format.ts';
import { preferredLocale, rememberLocale } from '#web/shared/i18n/locales.ts';
import { fillMessage } from './fill-message.ts';
import type enMessages from './messages/en.json';

export type MessageKey = keyof typeof enMessages;
type Messages = Readonly<Record<MessageKey, string>>;
type Values = Readonly<Record<string, string | number>>;

/** The words of the driver's page alone: the desk's are many times as large. */
const loaders: Readonly<Record<Locale, () => Promise<{ default: Messages }>>> = {
  en: () => import('./messages/en.json'),
  vi: () => import('./messages/vi.json'),
  'zh-Hans': () => import('./messages/zh-Hans.json'),
  id: () => import('./messages/id.json'),
};

export interface Words {
  readonly locale: Locale;
  readonly t: (key: MessageKey, values?: Values) => string;
  readonly setLocale: (locale: Locale) => void;
}

const WordsContext = createContext<Words | null>(null);
const FormatContext = createContext<Formatters | null>(null);

/** Holds the language; the old words stay until the new ones are there. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState<Locale>(preferredLocale);
  const [loaded, setLoaded] = useState<{ locale: Locale; messages: Messages } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      try {
        const { default: messages } = await loaders[wanted]();
        if (!isCurrent) return;
        document.documentElement.lang = wanted;
        setLoaded({ locale: wanted, messages });
      } catch {
        // Without signal and never loaded: the words that are there stay; without any, English is tried.
        if (isCurrent) setWanted('en');
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  const words = useMemo((): Words | null => {
    if (!loaded) return null;
    return {
      locale: loaded.locale,
      t: (key, values = {}) => fillMessage(loaded.messages[key], values, loaded.locale),
      setLocale: (locale) => {
        rememberLocale(locale);
        setWanted(locale);
      },
    };
  }, [loaded]);
  return words && <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Words {
  const words = use(WordsContext);
  if (!words) throw new Error('useWords outside of WordsProvider');
  return words;
}

/** Formats in the hub's zone for what is inside. */
export function HubFormats({
  timezone,
  currency,
  children,
}: {
  timezone: string;
  currency: string;
  children: ReactNode;
}) {
  const { locale } = useWords();
  const format = useMemo(() => createFormatters(locale, timezone, currency), [locale, timezone, currency]);
  return <FormatContext value={format}>{children}</FormatContext>;
}

export function useFormat(): Formatters {
  const format = use(FormatContext);
  if (!format) throw new Error('useFormat outside of HubFormats');
  return format;
}
