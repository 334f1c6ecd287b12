import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Driver } from '#server/contract/fleet.ts';
import { hoursOn } from '#server/domain/crew.ts';
import type { DeskRun } from '#server/domain/edits/desk-plan.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { useHubContext } from '../hub-context.ts';

interface DriverDialogProps {
  readonly run: DeskRun;
  readonly desk: Desk;
  readonly date: string;
  readonly onClose: () => void;
}

/** Who drives a run: one of the hub's drivers, or a name; an empty one leaves it to the day. */
export function DriverDialog({ run, desk, date, onClose }: DriverDialogProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const drivers = useQuery(queries.drivers(hub.id));
  const [name, setName] = useState(run.driver ?? '');
  const vehicle = desk.wire.vehicles.find((each) => each.vehicle === run.vehicle);
  const ofDay = vehicle?.driver ?? null;
  return (
    <Dialog title={t('dock.driver-of', { run: run.run, vehicle: run.vehicle })} onClose={onClose} isNarrow>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          desk.edit({ type: 'change_driver', run: run.run, driver: name.trim() || null });
          onClose();
        }}
      >
        {drivers.error && <ProblemPanel error={drivers.error} onRetry={() => void drivers.refetch()} />}
        {drivers.data && drivers.data.length > 0 && (
          <fieldset className="stack-small driver-choice">
            <legend className="legend">{t('dock.drivers')}</legend>
            <label className="check">
              <input type="radio" name="driver" checked={name === ''} onChange={() => setName('')} />
              {ofDay === null ? t('dock.nobody') : t('dock.as-day', { name: ofDay })}
            </label>
            {byDay(drivers.data, date).map((driver) => (
              <label key={driver.id} className="check">
                <input
                  type="radio"
                  name="driver"
                  checked={name === driver.name}
                  onChange={() => setName(driver.name)}
                />
                <span className="grow">{driver.name}</span>
                <DriverState driver={driver} date={date} run={run} desk={desk} />
              </label>
            ))}
          </fieldset>
        )}
        <InputField
          label={t('role.driver')}
          hint={t('dock.driver-hint')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="dialog-actions">
          <button type="submit" className="button primary">
            {t('action.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Who works on the day comes first. */
function byDay(drivers: readonly Driver[], date: string): Driver[] {
  return drivers.toSorted((a, b) => Number(!hoursOn(a, date)) - Number(!hoursOn(b, date)));
}

interface DriverStateProps extends Pick<DriverDialogProps, 'run' | 'desk' | 'date'> {
  readonly driver: Driver;
}

/** His hours, and what speaks against him. */
function DriverState({ driver, date, run, desk }: DriverStateProps) {
  const { t } = useI18n();
  const hours = hoursOn(driver, date);
  const vehicles = new Map(desk.wire.vehicles.map((each) => [each.vehicle, each]));
  const profile = desk.wire.tables.profiles[vehicles.get(run.vehicle)?.table ?? 0];
  const other = desk.shown.arrangement.runs.find(
    (each) => each.run !== run.run && (each.driver ?? vehicles.get(each.vehicle)?.driver) === driver.name,
  );
  const words = [
    hours ? `${hours.start}–${hours.end}` : t('driver.off'),
    profile !== undefined && !driver.classes.includes(profile) && t('dock.not-his-class'),
    other && t('dock.drives-run', { run: other.run }),
  ];
  return <span className="soft small">{words.filter(Boolean).join(' · ')}</span>;
}
