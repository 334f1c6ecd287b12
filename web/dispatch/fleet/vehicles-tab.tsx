import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import type { FleetVehicle } from '#server/contract/fleet.ts';
import { crewsOn, type Crew } from '#server/domain/crew.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { ImportDialog } from '../lists/import-dialog.tsx';
import { useRemoval } from './use-removal.ts';
import { Capacity } from './capacity.tsx';
import { VehicleDialog } from './vehicle-dialog.tsx';

/** The vehicles of a hub, which of them are in use, and who drives them today. */
export function VehiclesTab() {
  const { t } = useI18n();
  const { hub, today, canEdit } = useHubContext();
  const vehicles = useQuery(queries.vehicles(hub.id));
  const types = useQuery(queries.vehicleTypes(hub.id));
  const drivers = useQuery(queries.drivers(hub.id));
  const [isImporting, setImporting] = useState(false);
  const [edited, setEdited] = useState<FleetVehicle | 'new' | null>(null);
  const error = vehicles.error ?? types.error ?? drivers.error;
  const inUse = vehicles.data?.filter((vehicle) => vehicle.is_available) ?? [];
  const crews = crewsOn(inUse, drivers.data ?? [], today);
  return (
    <section className="stack" aria-label={t('fleet.title')}>
      {canEdit && (
        <div className="row-wrap">
          {types.data && types.data.length > 0 ? (
            <button type="button" className="button primary" onClick={() => setEdited('new')}>
              <Icon name="add" />
              {t('vehicle.add')}
            </button>
          ) : (
            types.data && (
              <Link className="button primary" to="?tab=types">
                {t('vehicle.type-first')}
              </Link>
            )
          )}
          <button type="button" className="button" onClick={() => setImporting(true)}>
            <Icon name="upload" />
            {t('fleet.import')}
          </button>
        </div>
      )}
      {vehicles.isPending && <div className="loading">{t('state.loading')}</div>}
      {error && <ProblemPanel error={error} onRetry={() => void vehicles.refetch()} />}
      {vehicles.data?.length === 0 && (
        <div className="empty">
          <h2>{t('empty.no-fleet')}</h2>
          <p>{t('empty.no-fleet-action')}</p>
        </div>
      )}
      <ul className="vehicles">
        {vehicles.data?.map((vehicle) => (
          <VehicleCard
            key={vehicle.id}
            vehicle={vehicle}
            crew={crews.get(vehicle.id) ?? null}
            onEdit={() => setEdited(vehicle)}
          />
        ))}
      </ul>
      {isImporting && <ImportDialog kind="fleet" date={today} onClose={() => setImporting(false)} />}
      {edited && types.data && (
        <VehicleDialog
          vehicle={edited === 'new' ? null : edited}
          types={types.data}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

interface VehicleCardProps {
  readonly vehicle: FleetVehicle;
  /** Null where it is not in use. */
  readonly crew: Crew | null;
  readonly onEdit: () => void;
}

function VehicleCard({ vehicle, crew, onEdit }: VehicleCardProps) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const params = { hub: hub.id, vehicle: vehicle.id };
  const refresh = () => client.invalidateQueries({ queryKey: keys.fleet(hub.id) });
  const update = useMutation({
    mutationFn: (isAvailable: boolean) =>
      call(endpoints.updateVehicle, { params, body: { is_available: isAvailable } }),
    onSuccess: refresh,
    onError: sayProblem,
  });
  const retire = useRemoval({
    said: t('vehicle.retired', { name: vehicle.name }),
    remove: () => call(endpoints.retireVehicle, { params }),
    restore: () => call(endpoints.restoreVehicle, { params }),
    onChange: refresh,
  });
  const isOn = update.isPending ? update.variables : vehicle.is_available;
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
      <VehicleFacts vehicle={vehicle} crew={crew} />
      {canEdit && (
        <div className="row-wrap">
          <button
            type="button"
            className="button"
            aria-label={t('form.edit-of', { name: vehicle.name })}
            onClick={onEdit}
          >
            {t('action.edit')}
          </button>
          <button
            type="button"
            className="button quiet"
            disabled={retire.isPending}
            aria-label={t('vehicle.retire-of', { name: vehicle.name })}
            onClick={() => retire.mutate()}
          >
            {t('vehicle.retire')}
          </button>
        </div>
      )}
    </li>
  );
}

function VehicleFacts({ vehicle, crew }: Pick<VehicleCardProps, 'vehicle' | 'crew'>) {
  const { t } = useI18n();
  const f = useFormat();
  return (
    <dl className="facts">
      <dt>{t('fleet.type')}</dt>
      <dd>
        {vehicle.type} · {t(`class.${vehicle.profile}`)}
      </dd>
      <dt>{t('fleet.capacity')}</dt>
      <dd>
        <Capacity {...vehicle} />
      </dd>
      <dt>{t('fleet.shift')}</dt>
      <dd>
        {vehicle.shift_start}–{vehicle.shift_end}
      </dd>
      {crew && (
        <>
          <dt>{t('vehicle.driver-today')}</dt>
          <dd className={crew.isWithoutDriver ? 'look' : undefined}>
            {crew.isWithoutDriver && <Icon name="warning" />}
            {crew.isWithoutDriver ? t('vehicle.no-driver') : (crew.driver ?? '–')}
          </dd>
        </>
      )}
      <dt>{t('fleet.fixed')}</dt>
      <dd>{f.money(vehicle.fixed_cost)}</dd>
      <dt>{t('fleet.per-km')}</dt>
      <dd>{f.moneyExact(vehicle.cost_per_km)}</dd>
      <dt>{t('fleet.per-hour')}</dt>
      <dd>{f.moneyExact(vehicle.cost_per_hour)}</dd>
    </dl>
  );
}
