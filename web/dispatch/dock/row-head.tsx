import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useScrolledTo } from '#web/shared/ui/use-scrolled-to.ts';
import type { DayRun } from '../day.ts';
import { PublishMark } from '../publish/publish-mark.tsx';
import { RunMark } from '../run-mark.tsx';

/** The name of a run's head among the cells of the dock. */
export const runHead = (vehicle: string) => `run ${vehicle}`;

interface RowHeadProps {
  readonly day: DayRun;
  readonly isSelected: boolean;
  readonly isFocus: boolean;
}

/** Who drives and what it costs; selects the run, and opens its menu. */
export function RowHead({ day, isSelected, isFocus }: RowHeadProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { run, number, look, isLocked, driver, out, hasChanged } = day;
  const { vehicle, cost, violations } = run;
  const head = useScrolledTo<HTMLButtonElement>(isSelected);
  return (
    <div className="row-head">
      <button
        ref={head}
        type="button"
        className="row-name"
        data-head={runHead(vehicle)}
        data-run={number}
        aria-pressed={isSelected}
        tabIndex={isFocus ? 0 : -1}
      >
        <RunMark number={number} look={look} />
        <span className="grow">{vehicle}</span>
        <PublishMark run={number} />
        {isLocked && (
          <>
            <Icon name="lock" />
            <span className="visually-hidden">{t('dock.locked')}</span>
          </>
        )}
        {hasChanged && (
          <span className="row-changed" title={t('run.vehicle-changed')}>
            <Icon name="history" />
            <span className="visually-hidden">{t('run.vehicle-changed')}</span>
          </span>
        )}
        {violations.length > 0 && (
          <span className="row-broken" title={t('run.violations', { count: violations.length })}>
            <Icon name="warning" />
            <span aria-hidden="true">{violations.length}</span>
            <span className="visually-hidden">{t('run.violations', { count: violations.length })}</span>
          </span>
        )}
        <span className="number">{f.money(cost.total)}</span>
        {driver !== null && <span className="soft small row-driver">{driver}</span>}
        {out === 'no_driver' && driver === null && (
          <span className="small row-driver look">{t('vehicle.no-driver')}</span>
        )}
      </button>
      <button
        type="button"
        className="button quiet icon row-menu"
        data-menu={number}
        aria-haspopup="menu"
        aria-label={t('dock.menu-of', { run: number, vehicle })}
        tabIndex={-1}
      >
        <Icon name="more" />
      </button>
    </div>
  );
}
