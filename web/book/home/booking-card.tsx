import { lazy, Suspense, useState } from 'react';
import type { Booking } from '#server/contract/booking.ts';
import { Icon, type IconName } from '#web/shared/ui/icon.tsx';
import { useBook, useStart } from '../book-context.ts';
import { draftOf, keepDraft } from '../flow/draft.ts';
import type { MessageKey } from '../messages.ts';
import { go } from '../route.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { SpeakButton } from '../ui/speak-button.tsx';
import { useBookingWords } from './booking-words.ts';
import { OfferNote } from './offer-note.tsx';

/** It comes on demand. */
const Receipt = lazy(() => import('./receipt.tsx').then(({ Receipt: shown }) => ({ default: shown })));

const states: Readonly<Record<Booking['state'], { key: MessageKey; icon: IconName }>> = {
  draft: { key: 'state.booked', icon: 'check' },
  booked: { key: 'state.booked', icon: 'check' },
  planned: { key: 'state.planned', icon: 'check' },
  published: { key: 'state.published', icon: 'truck' },
  collected: { key: 'state.collected', icon: 'scale' },
  partly_collected: { key: 'state.partly', icon: 'scale' },
  missed: { key: 'state.missed', icon: 'warning' },
  cancelled: { key: 'state.cancelled', icon: 'close' },
};

const arrivals: Readonly<Record<NonNullable<Booking['arrival']>['status'], MessageKey>> = {
  planned: 'state.not_fixed',
  told: 'state.arrives',
  on_the_way: 'state.on_the_way',
  here: 'state.here',
};

function quotedKey({ binding_kg: kg }: NonNullable<Booking['quote']>, price: number | null): MessageKey {
  if (price === null) return kg ? 'quoted.binding' : 'quoted';
  return kg ? 'quoted.before-binding' : 'quoted.before';
}

/** A booking, how it stands, and what may still be done about it. */
export function BookingCard({ booking, isCancelling }: { booking: Booking; isCancelling: boolean }) {
  const { t, format, line } = useBook();
  const { hub, member } = useStart();
  const [isAsking, setAsking] = useState(false);
  const [isReceiptOpen, setReceiptOpen] = useState(false);
  const { key, icon } = states[booking.state];
  const { arrival, quote, price, collected_kg: kg } = booking;
  const state = arrival
    ? t(arrivals[arrival.status], {
        window: `${format.time(arrival.from)}–${format.time(arrival.until)}`,
        time: format.time(arrival.from),
      })
    : t(key);
  const words = useBookingWords()(booking);
  const ofOther = booking.member && booking.member.id !== member.id ? booking.member.name : null;
  const phone = arrival && arrival.phone !== '' ? arrival.phone : hub.phone;
  const money = [
    kg !== null && t('collected', { kg: format.kg(kg) }),
    price !== null && t('price', { price: format.money(price) }),
    quote && t(quotedKey(quote, price), { price: format.money(quote.amount) }),
  ].filter((line_) => typeof line_ === 'string');

  const change = () => {
    const times = { from: format.time(booking.ready_from), until: format.time(booking.ready_until) };
    keepDraft(draftOf(booking, times, booking.id));
    go('when');
  };
  return (
    <article className="card" aria-label={`${state}: ${words}`}>
      <p className="state">
        <Icon name={icon} />
        <strong>{state}</strong>
        <SpeakButton text={[state, words, ...money].join('. ')} />
      </p>
      {ofOther && <p>{ofOther}</p>}
      <p>{words}</p>
      <p className="quiet">
        {t(booking.kind === 'delivery' ? 'kind.delivery' : 'kind.pickup')} · {format.time(booking.ready_from)}
        –{format.time(booking.ready_until)}
      </p>
      {money.map((each) => (
        <p key={each}>{each}</p>
      ))}
      {isReceiptOpen && (
        <Suspense>
          <Receipt booking={booking} />
        </Suspense>
      )}
      {booking.offer && <OfferNote booking={booking} offer={booking.offer} />}
      {isCancelling && <output>{t('cancel.waits')}</output>}
      <div className="buttons">
        {price !== null && (
          <button
            type="button"
            className="button"
            aria-expanded={isReceiptOpen}
            onClick={() => setReceiptOpen(!isReceiptOpen)}
          >
            {t('receipt.open')}
          </button>
        )}
        {booking.is_open && !isCancelling && !isAsking && (
          <>
            <button type="button" className="button" onClick={change}>
              {t('change')}
            </button>
            <button type="button" className="button" onClick={() => setAsking(true)}>
              {t('cancel')}
            </button>
          </>
        )}
        {isAsking && !isCancelling && (
          <>
            <button
              type="button"
              className="button wrong"
              onClick={() => {
                setAsking(false);
                void line.cancel(booking.id, Date.now());
              }}
            >
              {t('cancel.sure')}
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {t('cancel.keep')}
            </button>
          </>
        )}
        {booking.state !== 'cancelled' && phone !== '' && (
          <a className="button" href={`tel:${phone}`}>
            {t('phone', { who: arrival && arrival.phone !== '' ? t('driver') : hub.name })}
          </a>
        )}
        <CopyButton text={[`${hub.name}: ${state}`, words, ...money].join('\n')} label={t('copy')} />
      </div>
    </article>
  );
}
