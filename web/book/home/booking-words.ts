import type { BookingDraft } from '#server/contract/booking.ts';
import type { Formatters } from '#web/shared/i18n/format.ts';

/** “Thu 5 Mar · 120 kg · Mận · Tả Phìn” */
export function bookingWords(
  { date, kg, product, place }: Pick<BookingDraft, 'date' | 'kg' | 'product' | 'place'>,
  format: Formatters,
): string {
  return [format.dayShort(date), format.kg(kg), product, place].filter((part) => part !== '').join(' · ');
}
