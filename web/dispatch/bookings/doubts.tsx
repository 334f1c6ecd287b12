import type { Day } from '../day.ts';
import { isStanding } from '#server/contract/request.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useHubContext } from '../hub-context.ts';
import { useCancelRequest } from '../inspector/use-cancel-request.ts';
import type { Selection } from '../selection.ts';
import { useBookings } from './use-bookings.ts';
import { useDoubtWords } from './use-doubt-words.ts';

/** Bookings of the day that somebody should look at before they are planned, each settled with one click. */
export function Doubts({ day, date, selection }: { day: Day; date: string; selection: Selection }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, canEdit } = useHubContext();
  const { bookings, settle } = useBookings(date);
  const { cancel, isPending } = useCancelRequest(hub.id, date);
  const wordsOf = useDoubtWords(date);
  const open = bookings.flatMap((booking) => {
    const request = day.requests.find(({ id }) => id === booking.request);
    const isOpen = booking.doubts.length > 0 && booking.settled_at === null;
    return isOpen && request && isStanding(request) ? [{ booking, request }] : [];
  });
  if (open.length === 0) return null;
  return (
    <section className="booking-doubts stack-small" aria-label={t('booking.doubts', { count: open.length })}>
      <h2>
        <Icon name="warning" /> {t('booking.doubts', { count: open.length })}
      </h2>
      <ul className="stack-small">
        {open.map(({ booking, request }) => (
          <li key={request.id} className="notice look">
            <div className="stack-small grow">
              <button
                type="button"
                className="button quiet back"
                onClick={() => selection.selectRequest(request.id)}
              >
                {[request.place, f.kg(request.kg), booking.member?.name].filter(Boolean).join(' · ')}
              </button>
              {booking.doubts.map((doubt) => (
                <span key={doubt.code} className="small">
                  {wordsOf(doubt)}
                </span>
              ))}
              {canEdit && (
                <div className="row">
                  <button
                    type="button"
                    className="button"
                    disabled={settle.isPending}
                    onClick={() => settle.mutate(request.id)}
                  >
                    {t('booking.fine')}
                  </button>
                  <button
                    type="button"
                    className="button quiet"
                    disabled={isPending}
                    onClick={() => cancel(request)}
                  >
                    {t('request.cancel')}
                  </button>
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
