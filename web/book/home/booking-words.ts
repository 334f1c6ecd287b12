import type { BookingDraft } from '#server/contract/booking.ts';
import { useBook, useProductName } from '../book-context.ts';

type Said = Pick<BookingDraft, 'kg' | 'product' | 'place'>;

/** “Thu 5 Mar · 120 kg · Plums · Tả Phìn”; without the day where there is none yet. */
export function useBookingWords(): (booking: Said & { readonly date?: string }) => string {
  const { format } = useBook();
  const nameOf = useProductName();
  return ({ date, kg, product, place }) =>
    [date === undefined ? '' : format.dayShort(date), format.kg(kg), nameOf(product), place]
      .filter((part) => part !== '')
      .join(' · ');
}
