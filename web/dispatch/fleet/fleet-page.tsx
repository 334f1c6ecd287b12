import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { AccountMenu } from '#web/shared/session/account-menu.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { ImportDialog } from '../lists/import-dialog.tsx';

/** The vehicles of a hub, with which of them are in use. */
export function FleetPage() {
  const { t } = useI18n();
  const { hub, today, canEdit } = useHubContext();
  const vehicles = useQuery(queries.vehicles(hub.id));
  const [isImporting, setImporting] = useState(false);
  return (
    <div className="page-fleet stack">
      <title>{`${t('fleet.title')} · ${hub.name} · Hubward`}</title>
      <header className="row-wrap">
        <Link className="button quiet" to={`/hubs/${encodeURIComponent(hub.id)}`}>
          <Icon name="previous" />
          {hub.name}
        </Link>
        <h1 className="grow">{t('fleet.title')}</h1>
        {canEdit && (
          <button type="button" className="button" onClick={() => setImporting(true)}>
            <Icon name="upload" />
            {t('fleet.import')}
          </button>
        )}
        <AccountMenu />
      </header>
      <main className="stack">
        {vehicles.isPending && <div className="loading">{t('state.loading')}</div>}
        {vehicles.error && <ProblemPanel error={vehicles.error} onRetry={() => void vehicles.refetch()} />}
        {vehicles.data?.length === 0 && (
          <div className="empty">
            <h2>{t('empty.no-fleet')}</h2>
            <p>{t('empty.no-fleet-action')}</p>
          </div>
        )}
        <ul className="vehicles">
          {vehicles.data?.map((vehicle) => (
            <VehicleCard key={vehicle.id} vehicle={vehicle} />
          ))}
        </ul>
      </main>
      {isImporting && <ImportDialog kind="fleet" date={today} onClose={() => setImporting(false)} />}
    </div>
  );
}

function VehicleCard({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, canEdit } = useHubContext();
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const update = useMutation({
    mutationFn: (isAvailable: boolean) =>
      call(endpoints.updateVehicle, {
        params: { hub: hub.id, vehicle: vehicle.id },
        body: { is_available: isAvailable },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.vehicles(hub.id) }),
    onError: sayProblem,
  });
  const isOn = update.isPending ? update.variables : vehicle.is_available;
  const capacity = [
    f.kg(vehicle.capacity_kg),
    vehicle.capacity_crates !== null && t('fleet.crates', { count: vehicle.capacity_crates }),
    vehicle.capacity_parcels !== null && t('fleet.parcels', { count: vehicle.capacity_parcels }),
  ];
  return (
    <li className={isOn ? 'vehicle' : 'vehicle is-off'}>
      <div className="row">
        <strong className="grow">{vehicle.name}</strong>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            aria-label={t('fleet.use-of', { vehicle: vehicle.name })}
            checked={isOn}
            aria-checked={isOn}
            disabled={!canEdit || update.isPending}
            onChange={(event) => update.mutate(event.target.checked)}
          />
          {isOn ? t('fleet.on') : t('fleet.off')}
        </label>
      </div>
      <dl className="facts">
        <dt>{t('fleet.type')}</dt>
        <dd>
          {vehicle.type} · {t(`class.${vehicle.profile}`)}
        </dd>
        <dt>{t('fleet.capacity')}</dt>
        <dd>{capacity.filter(Boolean).join(' · ')}</dd>
        <dt>{t('fleet.shift')}</dt>
        <dd>
          {vehicle.shift_start}–{vehicle.shift_end}
        </dd>
        <dt>{t('fleet.fixed')}</dt>
        <dd>{f.money(vehicle.fixed_cost)}</dd>
        <dt>{t('fleet.per-km')}</dt>
        <dd>{f.moneyExact(vehicle.cost_per_km)}</dd>
        <dt>{t('fleet.per-hour')}</dt>
        <dd>{f.moneyExact(vehicle.cost_per_hour)}</dd>
      </dl>
    </li>
  );
}
