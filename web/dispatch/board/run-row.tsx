import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useScrolledTo } from '#web/shared/ui/use-scrolled-to.ts';
import type { DayRun } from '../day.ts';
import { grownFrom, idsOf, rangeToRun, rowListeners, toggled, type SelectHow } from '../group-select.ts';
import { LoadBars } from '../load-bars.tsx';
import { PublishMark } from '../publish/publish-mark.tsx';
import { RunMark } from '../run-mark.tsx';
import { RunProblems } from '../run-problems.tsx';
import type { Selection } from '../selection.ts';
import { RunStops } from './run-stops.tsx';

interface RunRowProps {
  readonly day: DayRun;
  /** All of the day, in their order. */
  readonly runs: readonly DayRun[];
  readonly selection: Selection;
}

/** A run in the board; where it or stops of it alone are selected, it opens to its stops. */
export function RunRow({ day, runs, selection }: RunRowProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { run, number, look, stops, seconds } = day;
  const ofRun = idsOf(day);
  const isOnlyHere = selection.stops.length > 0 && selection.stops.every((stop) => ofRun.includes(stop));
  const isInGroup = ofRun.every((stop) => selection.stops.includes(stop));
  const isOpen = selection.run === run.vehicle || isOnlyHere;
  const row = useScrolledTo<HTMLButtonElement>(isOpen && selection.stops.length === 0);
  const { cost, carried, metres } = run;
  const perParcel = carried.parcels > 0 ? f.moneyExact(cost.total / carried.parcels) : '–';
  const perKg = carried.kg > 0 ? f.moneyExact(cost.total / carried.kg) : '–';
  const select = (how: SelectHow): void => {
    if (how !== 'one') {
      selection.selectGroup((before) => {
        const group = grownFrom(before, selection.run, runs);
        return how === 'more' ? toggled(ofRun, group) : rangeToRun(day, group, runs);
      });
    } else if (isOpen) selection.clear();
    else selection.selectRun(run.vehicle);
  };
  return (
    <>
      <button
        ref={row}
        type="button"
        className="list-row run-row"
        data-row=""
        aria-expanded={isOpen}
        aria-pressed={isInGroup}
        {...rowListeners(select)}
      >
        <span className="row-line">
          <RunMark number={number} look={look} />
          <strong>{run.vehicle}</strong>
          <span className="soft grow">{run.type}</span>
          <PublishMark run={number} />
          <RunProblems run={run} />
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
