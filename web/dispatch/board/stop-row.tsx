import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { DayStop } from '../day.ts';
import type { Selection } from '../selection.ts';

interface StopRowProps {
  readonly vehicle: string;
  readonly stop: DayStop;
  readonly selection: Selection;
}

export function StopRow({ vehicle, stop: { id, number, stop, kg }, selection }: StopRowProps) {
  const { t } = useI18n();
  const f = useFormat();
  const waitSeconds = (Date.parse(stop.start) - Date.parse(stop.arrival)) / 1_000;
  return (
    <li>
      <button
        type="button"
        className="list-row stop-row"
        data-row=""
        aria-pressed={selection.stop === id}
        onClick={() => selection.selectStop(vehicle, id)}
      >
        <span className="soft stop-number">{number}</span>
        <span>{f.time(stop.arrival)}</span>
        <span className="grow">
          {stop.place}
          {waitSeconds >= 60 && (
            <span className="soft small stop-wait">{t('stop.waits', { time: f.duration(waitSeconds) })}</span>
          )}
        </span>
        <span>{f.kg(kg)}</span>
      </button>
    </li>
  );
}
