import { createContext, use, useSyncExternalStore } from 'react';
import type { Locale } from '#server/contract/basics.ts';
import type { BookingStart } from '#server/contract/booking.ts';
import { productName } from '#server/domain/product-name.ts';
import type { Formatters } from '#web/shared/i18n/format.ts';
import type { Translate } from './messages.ts';
import type { BookLine, BookState } from './offline/book-line.ts';

export interface Book {
  readonly line: BookLine;
  readonly t: Translate;
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
  readonly format: Formatters;
}

export const BookContext = createContext<Book | null>(null);

export function useBook(): Book {
  const book = use(BookContext);
  if (!book) throw new Error('useBook outside of BookContext');
  return book;
}

export function useBookState(): BookState {
  const { line } = useBook();
  return useSyncExternalStore(line.subscribe, line.get);
}

/** On pages that are shown to whoever is bound. */
export function useStart(): BookingStart {
  const { start } = useBookState();
  if (!start) throw new Error('useStart before there is one');
  return start;
}

/** What a product that a booking names is called in her language. */
export function useProductName(): (name: string) => string {
  const { locale } = useBook();
  const { products } = useStart();
  return (name) => productName(products, name, locale);
}
