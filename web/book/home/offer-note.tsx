import { useState } from 'react';
import type { Booking, BookingOffer } from '#server/contract/booking.ts';
import { api } from '../api.ts';
import { useBook } from '../book-context.ts';
import { draftOf, toBooking } from '../flow/draft.ts';
import type { BookLine } from '../offline/book-line.ts';
import { problemKey } from '../problem-key.ts';

/** Another day or time that the hub proposes. */
export function OfferNote({ booking, offer }: { booking: Booking; offer: BookingOffer }) {
  const { t, format, line } = useBook();
  const [failure, setFailure] = useState<unknown>(null);
  if (offer.answer !== null) return null;
  const times = { from: format.time(offer.ready_from), until: format.time(offer.ready_until) };
  const decline = async () => {
    try {
      await api.decline(booking.id);
      await line.sync();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <section className="note look">
      <p>{t('offer', { day: format.dayShort(offer.date), from: times.from, until: times.until })}</p>
      {failure !== null && <p role="alert">{t(problemKey(failure))}</p>}
      <div className="buttons">
        <button
          type="button"
          className="button"
          onClick={() => take(line, booking, { ...times, date: offer.date })}
        >
          {t('offer.accept')}
        </button>
        <button type="button" className="button" onClick={() => void decline()}>
          {t('offer.decline')}
        </button>
      </div>
    </section>
  );
}

/** It is a booking that takes the other's place. */
function take(line: BookLine, booking: Booking, at: { date: string; from: string; until: string }): void {
  const draft = { ...draftOf(booking, at, booking.id), date: at.date };
  const sent = toBooking(draft, new Date().toISOString());
  if (sent) void line.book(sent, Date.now());
}
