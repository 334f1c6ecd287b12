import { useState } from 'react';
import type { Booking } from '#server/contract/booking.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook, useBookState, useStart } from '../book-context.ts';
import { draftOf, keepDraft, newDraft } from '../flow/draft.ts';
import { go } from '../route.ts';
import { NoticeChoice } from '../notices/notice-choice.tsx';
import { BookingCard } from './booking-card.tsx';
import { useBookingWords } from './booking-words.ts';
import { InAppNote } from './in-app-note.tsx';
import { WaitingCard } from './waiting-card.tsx';

/** What she has booked and how it stands; and the way to book. */
export function HomePage() {
  const { t, format } = useBook();
  const { waiting: all, hasSignal, freshAt, isStorageBroken } = useBookState();
  const start = useStart();
  const waiting = all.filter(({ by }) => by === start.member.id);
  const wordsOf = useBookingWords();
  const [opened] = useState(() => new Date().toISOString());
  const today = format.dayOf(opened);
  const cancelling = new Set(waiting.flatMap((each) => (each.kind === 'cancel' ? [each.request] : [])));
  const replaced = new Set(waiting.flatMap((each) => (each.kind === 'book' ? [each.draft.replaces] : [])));
  const shown = start.bookings.filter(({ id }) => !replaced.has(id));
  const isToCome = ({ date, state }: Booking) => date >= today && state !== 'cancelled';
  const last = start.bookings.find(({ state }) => state !== 'cancelled');

  const begin = () => {
    keepDraft(newDraft(start));
    go('where');
  };
  const repeat = (booking: Booking) => {
    const times = { from: format.time(booking.ready_from), until: format.time(booking.ready_until) };
    keepDraft(draftOf(booking, times, null));
    go('when');
  };
  const list = (bookings: readonly Booking[]) => (
    <ul className="cards">
      {bookings.map((booking) => (
        <li key={booking.id}>
          <BookingCard booking={booking} isCancelling={cancelling.has(booking.id)} />
        </li>
      ))}
    </ul>
  );
  const past = shown.filter((booking) => !isToCome(booking)).slice(0, 30);
  return (
    <div className="page">
      <header className="top">
        <div>
          <strong>{start.member.name}</strong>
          <span className="quiet">{start.hub.name}</span>
        </div>
        <button type="button" className="button icon" aria-label={t('more')} onClick={() => go('more')}>
          <Icon name="more" />
        </button>
      </header>
      <main>
        <h1 className="hidden">{t('home.title')}</h1>
        <InAppNote />
        {!hasSignal && (
          <output className="note">
            <Icon name="info" /> {t('offline')}
          </output>
        )}
        {isStorageBroken && (
          <p className="note wrong" role="alert">
            {t('storage')}
          </p>
        )}
        {last && start.days.length > 0 && (
          <button type="button" className="tile again" onClick={() => repeat(last)}>
            <Icon name="redo" />
            <span>
              <strong>{t('again.title')}</strong>
              <span>{wordsOf({ kg: last.kg, product: last.product, place: last.place })}</span>
            </span>
          </button>
        )}
        {start.member.role !== 'grower' && start.days.length > 0 && (
          <button type="button" className="tile again" onClick={() => go('many')}>
            <Icon name="list" />
            <span>
              <strong>{t('many.title')}</strong>
              <span>{t('many.what')}</span>
            </span>
          </button>
        )}
        {waiting.length > 0 && (
          <ul className="cards">
            {waiting.map((each) => (
              <li key={each.id}>
                <WaitingCard waiting={each} />
              </li>
            ))}
          </ul>
        )}
        {list(shown.filter(isToCome).sort((a, b) => (a.date < b.date ? -1 : 1)))}
        {waiting.length === 0 && !shown.some(isToCome) && <p className="quiet empty">{t('home.empty')}</p>}
        {shown.some(isToCome) && <NoticeChoice />}
        {past.length > 0 && (
          <details>
            <summary>{t('home.past', { count: past.length })}</summary>
            {list(past)}
          </details>
        )}
        {freshAt !== null && (
          <p className="quiet small">{t('fresh', { time: format.time(new Date(freshAt).toISOString()) })}</p>
        )}
      </main>
      <footer className="bottom">
        <button type="button" className="button main" onClick={begin}>
          <Icon name="add" /> {t('book')}
        </button>
      </footer>
    </div>
  );
}
