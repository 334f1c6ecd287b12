import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useScrolledTo } from '#web/shared/ui/use-scrolled-to.ts';
import type { DayStop } from '../day.ts';
import { rangeTo, rowListeners, toggled } from '../group-select.ts';
import type { Selection } from '../selection.ts';

interface StopRowProps {
  readonly vehicle: string;
  readonly stop: DayStop;
  /** All of its run, in their order. */
  readonly ofRun: readonly string[];
  readonly selection: Selection;
}

export function StopRow({ vehicle, stop: { id, number, stop, kg }, ofRun, selection }: StopRowProps) {
  const { t } = useI18n();
  const f = useFormat();
  const row = useScrolledTo<HTMLButtonElement>(selection.stop === id);
  const waitSeconds = (Date.parse(stop.start) - Date.parse(stop.arrival)) / 1_000;
  return (
    <li>
      <button
        ref={row}
        type="button"
        className="list-row stop-row"
        data-row=""
        aria-pressed={selection.stops.includes(id)}
        {...rowListeners((how) => {
          if (how === 'one') selection.selectStop(vehicle, id);
          else
            selection.selectGroup((before) =>
              how === 'more' ? toggled([id], before) : rangeTo(id, before, ofRun),
            );
        })}
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
