import { useQuery } from '@tanstack/react-query';
import type { BookingDoubt } from '#server/contract/booking.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useHubContext } from '../hub-context.ts';

/** A doubt in a sentence. */
export function useDoubtWords(date: string): (doubt: BookingDoubt) => string {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const { data } = useQuery(queries.requests(hub.id, date));
  return (doubt) => {
    if (doubt.code === 'off_road') {
      if (doubt.metres === null) return t('booking.doubt-no-road');
      return t('booking.doubt-off-road', { distance: f.distance(doubt.metres) });
    }
    if (doubt.code === 'twice_usual') return t('booking.doubt-weight', { kg: f.kg(doubt.usual_kg) });
    if (doubt.code === 'duplicate') {
      const twin = data?.find(({ id }) => id === doubt.of);
      return t('booking.doubt-twice', { reference: twin?.reference ?? doubt.of });
    }
    if (doubt.code === 'unplanned') {
      const { run, grower, is_placed: isPlaced } = doubt;
      const taken =
        grower === ''
          ? t('booking.doubt-unplanned', { run })
          : t('booking.doubt-unplanned-of', { run, grower });
      return isPlaced ? taken : `${taken} ${t('booking.doubt-unplaced')}`;
    }
    return t(doubt.code === 'late' ? 'booking.doubt-late' : 'booking.doubt-unchecked');
  };
}
