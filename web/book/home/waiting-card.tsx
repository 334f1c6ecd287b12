import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook, useBookState } from '../book-context.ts';
import type { Waiting } from '../offline/phone-store.ts';
import { keyOfCode } from '../problem-key.ts';
import { useBookingWords } from './booking-words.ts';

/** Something that was tapped and is not with the hub yet. */
export function WaitingCard({ waiting }: { waiting: Waiting }) {
  const { t, format, line } = useBook();
  const { hasSignal, start } = useBookState();
  const wordsOf = useBookingWords();
  const { refused } = waiting;
  const state = refused === null ? (hasSignal ? 'waiting.sending' : 'waiting.signal') : 'waiting.refused';
  const cancelled =
    waiting.kind === 'cancel' ? start?.bookings.find(({ id }) => id === waiting.request) : undefined;
  const of = waiting.kind === 'book' ? waiting.draft : cancelled;
  return (
    <article className={refused === null ? 'card look' : 'card wrong'} aria-label={t(state)}>
      <p className="state">
        <Icon name={refused === null ? 'history' : 'warning'} />
        <strong>{t(state)}</strong>
      </p>
      {refused !== null && <p>{t(keyOfCode(refused))}</p>}
      {of && (
        <p>
          {waiting.kind === 'cancel' && `${t('cancel')}: `}
          {wordsOf(of)}
        </p>
      )}
      <p className="quiet small">
        {t('waiting.made', { time: format.moment(new Date(waiting.at).toISOString()) })}
      </p>
      <div className="buttons">
        {refused !== null && start && start.hub.phone !== '' && (
          <a className="button" href={`tel:${start.hub.phone}`}>
            {t('phone', { who: start.hub.name })}
          </a>
        )}
        <button type="button" className="button" onClick={() => void line.drop(waiting.id)}>
          {t('waiting.drop')}
        </button>
      </div>
    </article>
  );
}
