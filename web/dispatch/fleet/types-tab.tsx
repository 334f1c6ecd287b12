import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import type { VehicleType } from '#server/contract/fleet.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { Capacity } from './capacity.tsx';
import { TypeDialog } from './type-dialog.tsx';
import { useRemoval } from './use-removal.ts';

/** Vehicle types with their terms. */
export function TypesTab() {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const types = useQuery(queries.vehicleTypes(hub.id));
  const [edited, setEdited] = useState<VehicleType | 'new' | null>(null);
  return (
    <section className="stack" aria-label={t('type.title')}>
      {canEdit && (
        <div>
          <button type="button" className="button primary" onClick={() => setEdited('new')}>
            <Icon name="add" />
            {t('type.add')}
          </button>
        </div>
      )}
      {types.isPending && <div className="loading">{t('state.loading')}</div>}
      {types.error && <ProblemPanel error={types.error} onRetry={() => void types.refetch()} />}
      {types.data?.length === 0 && <p className="empty">{t('type.none')}</p>}
      {canEdit && types.data && types.data.length > 0 && (
        <p className="soft">
          {t('type.rates-note')}{' '}
          <Link to={`/hubs/${encodeURIComponent(hub.id)}/rates`}>{t('rates.title')}</Link>
        </p>
      )}
      <ul className="vehicles">
        {types.data?.map((type) => (
          <TypeCard key={type.id} type={type} onEdit={() => setEdited(type)} />
        ))}
      </ul>
      {edited && <TypeDialog type={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </section>
  );
}

function TypeCard({ type, onEdit }: { type: VehicleType; onEdit: () => void }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, canEdit } = useHubContext();
  const client = useQueryClient();
  const params = { hub: hub.id, type: type.id };
  const remove = useRemoval({
    said: t('form.removed', { name: type.name }),
    remove: () => call(endpoints.retireVehicleType, { params }),
    restore: () => call(endpoints.restoreVehicleType, { params }),
    onChange: () => client.invalidateQueries({ queryKey: keys.fleet(hub.id) }),
  });
  const limits = [
    t('type.trips', { count: type.most_trips ?? 1 }),
    type.most_stops !== undefined && t('type.stops', { count: type.most_stops }),
    type.most_km !== undefined && f.distance(type.most_km * 1000),
    type.most_hours !== undefined && f.duration(type.most_hours * 3600),
  ];
  return (
    <li className="vehicle">
      <div className="row">
        <strong className="grow">{type.name}</strong>
        {canEdit && (
          <button
            type="button"
            className="button"
            aria-label={t('form.edit-of', { name: type.name })}
            onClick={onEdit}
          >
            {t('action.edit')}
          </button>
        )}
      </div>
      <dl className="facts">
        <dt>{t('type.class')}</dt>
        <dd>{t(`class.${type.profile}`)}</dd>
        <dt>{t('type.vehicles')}</dt>
        <dd>{f.number(type.vehicles)}</dd>
        <dt>{t('fleet.capacity')}</dt>
        <dd>
          <Capacity {...type} />
        </dd>
        <dt>{t('fleet.shift')}</dt>
        <dd>
          {type.shift_start}–{type.shift_end}
        </dd>
        <dt>{t('type.run')}</dt>
        <dd>{limits.filter(Boolean).join(' · ')}</dd>
        {type.break && (
          <>
            <dt>{t('type.break')}</dt>
            <dd>
              {f.duration(type.break.minutes * 60)}, {type.break.from}–{type.break.until}
            </dd>
          </>
        )}
        <dt>{t('fleet.fixed')}</dt>
        <dd>{f.money(type.fixed_cost)}</dd>
        <dt>{t('fleet.per-km')}</dt>
        <dd>{f.moneyExact(type.cost_per_km)}</dd>
        <dt>{t('fleet.per-hour')}</dt>
        <dd>{f.moneyExact(type.cost_per_hour)}</dd>
      </dl>
      {canEdit && type.vehicles === 0 && (
        <button
          type="button"
          className="button quiet"
          disabled={remove.isPending}
          aria-label={t('form.remove-of', { name: type.name })}
          onClick={() => remove.mutate()}
        >
          {t('form.remove')}
        </button>
      )}
    </li>
  );
}
