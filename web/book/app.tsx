import { lazy, Suspense, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Locale } from '#server/contract/basics.ts';
import { createFormatters } from '#web/shared/i18n/format.ts';
import { type Book, BookContext, useBook, useBookState } from './book-context.ts';
import { NewBooking } from './flow/new-booking.tsx';
import { HomePage } from './home/home-page.tsx';
import { chooseLocale, isLocaleChosen } from './language.ts';
import { LinkPage } from './link-page.tsx';
import { loadMessages, type Translate } from './messages.ts';
import { MorePage } from './more/more-page.tsx';
import { followHub } from './offline/follow-hub.ts';
import type { BookLine } from './offline/book-line.ts';
import { useRoute } from './route.ts';

/** Few book for many: it comes on demand. */
const ManyPage = lazy(() => import('./many/many-page.tsx').then(({ ManyPage: page }) => ({ default: page })));

interface Words {
  readonly t: Translate;
  readonly locale: Locale;
}

/** Holds the language; a switch keeps the old words until the new ones are here. */
export function App({ line, first }: { line: BookLine; first: Words }) {
  const [locale, setLocale] = useState<Locale>(first.locale);
  const isLink = useRoute().page === 'link';
  const [words, setWords] = useState<Words>(first);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const t = await loadMessages(locale);
      if (!isCurrent) return;
      document.documentElement.lang = locale;
      document.title = t('title');
      setWords({ t, locale });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [locale]);
  useEffect(() => {
    // The page of a link opens it once it is tapped.
    if (isLink) return undefined;
    let stop: (() => void) | null = null;
    let isLeft = false;
    const open = async () => {
      await line.open();
      const hers = line.get().start?.member.locale;
      if (hers && !isLocaleChosen()) setLocale(hers);
      // What changes from this reading on the hub tells.
      if (!isLeft) stop = followHub(line);
    };
    void open();
    return () => {
      isLeft = true;
      stop?.();
    };
  }, [line, isLink]);
  // The same at every drawing: the page of a link reads it again for another, which a tap may have used up.
  const choose = useCallback((chosen: Locale) => {
    chooseLocale(chosen);
    setLocale(chosen);
  }, []);
  return <Worded words={words} line={line} setLocale={choose} />;
}

function Worded({
  words: { t, locale },
  line,
  setLocale,
}: {
  words: Words;
  line: BookLine;
  setLocale: (locale: Locale) => void;
}) {
  const timezone = useSyncExternalStore(line.subscribe, () => line.get().start?.hub.timezone ?? 'UTC');
  const currency = useSyncExternalStore(line.subscribe, () => line.get().start?.hub.currency ?? 'USD');
  const book = useMemo<Book>(
    () => ({ line, t, locale, setLocale, format: createFormatters(locale, timezone, currency) }),
    [line, t, locale, setLocale, timezone, currency],
  );
  return (
    <BookContext value={book}>
      <Pages />
    </BookContext>
  );
}

function Pages() {
  const { t, line } = useBook();
  const { page, token } = useRoute();
  const { phase, start, hasSignal } = useBookState();
  if (page === 'link') return <LinkPage token={token} />;
  if (phase === 'loading') return <p className="quiet centre">{t('loading')}</p>;
  if (phase === 'unbound') {
    return (
      <main className="centre">
        <h1>{t('unbound.title')}</h1>
        <p>{t('unbound.action')}</p>
      </main>
    );
  }
  if (phase === 'unreachable') {
    return (
      <main className="centre">
        <p role="alert">{t(hasSignal ? 'problem.other' : 'problem.no_signal')}</p>
        <button type="button" className="button" onClick={() => void line.open()}>
          {t('again')}
        </button>
      </main>
    );
  }
  if (page === 'more') return <MorePage />;
  if (page === 'many' && start && start.member.role !== 'grower') {
    return (
      <Suspense fallback={<p className="quiet centre">{t('loading')}</p>}>
        <ManyPage />
      </Suspense>
    );
  }
  return page === 'home' || page === 'many' ? <HomePage /> : <NewBooking step={page} />;
}
