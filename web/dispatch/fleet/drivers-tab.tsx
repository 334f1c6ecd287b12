import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Driver, FleetVehicle } from '#server/contract/fleet.ts';
import { hoursOn } from '#server/domain/crew.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { addDays } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { DriverForm } from './driver-form.tsx';
import { useRemoval } from './use-removal.ts';

/** Drivers, with the days of the next week on which they work. */
export function DriversTab() {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, today, canEdit } = useHubContext();
  const drivers = useQuery(queries.drivers(hub.id));
  const vehicles = useQuery(queries.vehicles(hub.id));
  const [edited, setEdited] = useState<Driver | 'new' | null>(null);
  const dates = Array.from({ length: 7 }, (_, day) => addDays(today, day));
  return (
    <section className="stack" aria-label={t('driver.title')}>
      {canEdit && (
        <div>
          <button type="button" className="button primary" onClick={() => setEdited('new')}>
            <Icon name="add" />
            {t('driver.add')}
          </button>
        </div>
      )}
      {drivers.isPending && <div className="loading">{t('state.loading')}</div>}
      {drivers.error && <ProblemPanel error={drivers.error} onRetry={() => void drivers.refetch()} />}
      {drivers.data?.length === 0 && <p className="empty">{t('driver.none')}</p>}
      {drivers.data && drivers.data.length > 0 && (
        // It scrolls by keyboard too where it is wider than the page.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="table-scroll" tabIndex={0} aria-label={t('driver.next-days')}>
          <table className="table drivers">
            <thead>
              <tr>
                <th scope="col">{t('role.driver')}</th>
                <th scope="col">{t('driver.vehicle')}</th>
                {dates.map((date) => (
                  <th key={date} scope="col" className="driver-date">
                    {f.dayShort(date)}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">{t('form.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {drivers.data.map((driver) => (
                <DriverRow
                  key={driver.id}
                  driver={driver}
                  vehicle={vehicles.data?.find(({ id }) => id === driver.usual_vehicle) ?? null}
                  dates={dates}
                  onEdit={() => setEdited(driver)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {edited && vehicles.data && (
        <DriverForm
          driver={edited === 'new' ? null : edited}
          vehicles={vehicles.data}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

interface DriverRowProps {
  readonly driver: Driver;
  readonly vehicle: FleetVehicle | null;
  readonly dates: readonly string[];
  readonly onEdit: () => void;
}

function DriverRow({ driver, vehicle, dates, onEdit }: DriverRowProps) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const client = useQueryClient();
  const params = { hub: hub.id, driver: driver.id };
  const remove = useRemoval({
    said: t('form.removed', { name: driver.name }),
    remove: () => call(endpoints.retireDriver, { params }),
    restore: () => call(endpoints.restoreDriver, { params }),
    onChange: () => client.invalidateQueries({ queryKey: keys.fleet(hub.id) }),
  });
  return (
    <tr>
      <th scope="row">
        {driver.name}
        <div className="soft small">{[driver.phone, ...driver.languages].filter(Boolean).join(' · ')}</div>
      </th>
      <td>{vehicle?.name ?? '–'}</td>
      {dates.map((date) => {
        const hours = hoursOn(driver, date);
        const isOther = driver.days.some((day) => day.date === date);
        return (
          <td key={date} className={hours ? 'driver-date' : 'driver-date is-off'}>
            {hours ? (
              <>
                {hours.start}
                <br />
                {hours.end}
              </>
            ) : (
              t('driver.off')
            )}
            {isOther && <span className="visually-hidden">{t('driver.other')}</span>}
          </td>
        );
      })}
      <td>
        {canEdit && (
          <div className="row">
            <button
              type="button"
              className="button"
              aria-label={t('form.edit-of', { name: driver.name })}
              onClick={onEdit}
            >
              {t('action.edit')}
            </button>
            <button
              type="button"
              className="button quiet"
              disabled={remove.isPending}
              aria-label={t('form.remove-of', { name: driver.name })}
              onClick={() => remove.mutate()}
            >
              {t('form.remove')}
            </button>
          </div>
        )}
      </td>
    </tr>
  );
}
