import { Link } from 'react-router';
import type { Arrival, ReceivingDay } from '#server/contract/receiving.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ArrivalTime } from './arrival-time.tsx';
import { expectedKg, isUnexplained, keyOf, weighedLines } from './weighed-line.ts';

interface ArrivalCardProps {
  readonly day: ReceivingDay;
  readonly arrival: Arrival;
  readonly isChosen: boolean;
}

/** A trip in the list: who, when, how much, and how far it is weighed in. */
export function ArrivalCard({ day, arrival, isChosen }: ArrivalCardProps) {
  const { t } = useI18n();
  const f = useFormat();
  const lines = weighedLines(day, arrival);
  const done = lines.filter(({ last }) => last !== null).length;
  const kg = lines.reduce((sum, line) => sum + (line.last?.kg ?? expectedKg(line)), 0);
  const unexplained = lines.filter(isUnexplained).length;
  return (
    <Link
      className={isChosen ? 'arrival-card is-chosen' : 'arrival-card'}
      aria-current={isChosen ? 'true' : undefined}
      to={`?trip=${encodeURIComponent(keyOf(arrival))}`}
      replace={isChosen}
    >
      <span className="row">
        <strong className="grow arrival-name">
          {arrival.trip > 1
            ? t('receiving.trip', { vehicle: arrival.vehicle, trip: arrival.trip })
            : arrival.vehicle}
        </strong>
        <ArrivalTime arrival={arrival} />
      </span>
      <span className="row soft">
        <span className="grow">{arrival.driver ?? t('receiving.no-driver')}</span>
        {lines.length > 0 && <span>{f.kg(kg)}</span>}
      </span>
      <span className="row-wrap">
        {lines.length === 0 ? (
          <span className="badge">{t('receiving.empty')}</span>
        ) : (
          <span className={done === lines.length ? 'badge good' : 'badge'}>
            {done === lines.length && <Icon name="check" />}
            {t('receiving.progress', { done, all: lines.length })}
          </span>
        )}
        {!arrival.is_published && <span className="badge look">{t('receiving.not-sent')}</span>}
        {unexplained > 0 && (
          <span className="badge look">{t('receiving.unexplained', { count: unexplained })}</span>
        )}
      </span>
    </Link>
  );
}
