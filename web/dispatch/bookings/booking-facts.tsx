import type { Request } from '#server/contract/request.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useHubContext } from '../hub-context.ts';
import { OfferForm } from './offer-form.tsx';
import { useBookings } from './use-bookings.ts';
import { useDoubtWords } from './use-doubt-words.ts';

/** Of a request that came from a phone: who booked it, how to find the place, and what is in doubt. */
export function BookingFacts({ request }: { request: Request }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, canEdit } = useHubContext();
  const { bookingOf, settle } = useBookings(request.date);
  const wordsOf = useDoubtWords(request.date);
  const booking = bookingOf(request.id);
  if (!booking) return null;
  const {
    member,
    by,
    landmark,
    has_photo: hasPhoto,
    made_at: madeAt,
    doubts,
    settled_at: settledAt,
    offer,
  } = booking;
  return (
    <div className="stack-small">
      {doubts.length > 0 && settledAt === null && (
        <div className="notice look">
          <Icon name="warning" />
          <div className="stack-small">
            {doubts.map((doubt) => (
              <span key={doubt.code}>{wordsOf(doubt)}</span>
            ))}
            {canEdit && (
              <div>
                <button
                  type="button"
                  className="button"
                  disabled={settle.isPending}
                  onClick={() => settle.mutate(request.id)}
                >
                  {t('booking.fine')}
                </button>
              </div>
            )}
          </div>
        </div>
      )}
      <p>
        {t('booking.by', { name: (by ?? member)?.name ?? t('booking.nobody'), time: f.moment(madeAt) })}{' '}
        {by && member && t('booking.for', { name: member.name })}{' '}
        {member && member.phone !== '' && <a href={`tel:${member.phone}`}>{member.phone}</a>}
      </p>
      {landmark !== '' && <p>{t('booking.landmark', { text: landmark })}</p>}
      {hasPhoto && <img className="place-photo" src={photoOf(hub.id, request.id)} alt={t('booking.photo')} />}
      {offer && (
        <p className="soft">
          {t('booking.offered', {
            day: f.dayShort(offer.date),
            from: f.time(offer.ready_from),
            until: f.time(offer.ready_until),
          })}{' '}
          {t(offer.answer === 'declined' ? 'booking.declined' : 'booking.waits')}
        </p>
      )}
      {canEdit && (request.state === 'booked' || request.state === 'planned') && (
        <OfferForm key={request.id} request={request} />
      )}
    </div>
  );
}

const photoOf = (hub: string, request: string): string =>
  `/api/hubs/${encodeURIComponent(hub)}/bookings/${encodeURIComponent(request)}/photo`;
