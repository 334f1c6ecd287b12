import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { DayRun } from '../day.ts';
import { LoadBars } from '../load-bars.tsx';
import { PublishMark } from '../publish/publish-mark.tsx';
import { RunMark } from '../run-mark.tsx';
import type { Selection } from '../selection.ts';
import { RunStops } from './run-stops.tsx';

/** A run in the board; where it or stops of it alone are selected, it opens to its stops. */
export function RunRow({ day, selection }: { day: DayRun; selection: Selection }) {
  const { t } = useI18n();
  const f = useFormat();
  const { run, number, look, stops, seconds } = day;
  const ofRun = new Set(stops.map(({ id }) => id));
  const isOnlyHere = selection.stops.length > 0 && selection.stops.every((stop) => ofRun.has(stop));
  const isOpen = selection.run === run.vehicle || isOnlyHere;
  const { cost, carried, metres } = run;
  const perParcel = carried.parcels > 0 ? f.moneyExact(cost.total / carried.parcels) : '–';
  const perKg = carried.kg > 0 ? f.moneyExact(cost.total / carried.kg) : '–';
  return (
    <>
      <button
        type="button"
        className="list-row run-row"
        data-row=""
        aria-expanded={isOpen}
        onClick={() => (isOpen ? selection.clear() : selection.selectRun(run.vehicle))}
      >
        <span className="row-line">
          <RunMark number={number} look={look} />
          <strong>{run.vehicle}</strong>
          <span className="soft grow">{run.type}</span>
          <PublishMark run={number} />
          {run.violations.length > 0 && (
            <span className="badge wrong">
              <Icon name="warning" />
              {t('run.violations', { count: run.violations.length })}
            </span>
          )}
          <strong>{f.money(cost.total)}</strong>
        </span>
        <LoadBars run={run} />
        <span className="run-facts">
          <span>{t('run.stops', { count: stops.length })}</span>
          <span>{f.distance(metres)}</span>
          <span>{f.duration(seconds)}</span>
          <span className="run-rates">
            <span>{t('run.per-parcel', { cost: perParcel })}</span>{' '}
            <span>{t('run.per-kg', { cost: perKg })}</span>
          </span>
        </span>
      </button>
      {isOpen && <RunStops day={day} selection={selection} />}
    </>
  );
}
