import type { Load } from '#server/domain/load.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { ListedAlert } from './look-first.ts';

/** What an alert says, after the name of its run. */
export function useAlertWords(): (alert: ListedAlert) => string {
  const { t } = useI18n();
  const f = useFormat();
  const loadWords = ({ kg, crates, parcels }: Load) =>
    [
      kg > 0 && f.kg(kg),
      crates > 0 && t('live.crates', { count: crates }),
      parcels > 0 && t('live.parcels', { count: parcels }),
    ]
      .filter(Boolean)
      .join(', ');
  return (alert) => {
    switch (alert.kind) {
      case 'skipped':
        return t('live.skipped', { place: alert.stop.place });
      case 'no_word':
        return t('live.no-word', { time: f.duration(alert.seconds) });
      case 'over_capacity':
        return alert.stop
          ? t('live.no-room', { place: alert.stop.place, load: loadWords(alert.over) })
          : t('live.overloaded', { load: loadWords(alert.over) });
    }
  };
}
