import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Region } from '#server/contract/hub.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useSession } from '#web/shared/session/use-session.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';

/** The hubs and the regions their maps come from. */
export function HubsTab() {
  const { t } = useI18n();
  const f = useFormat();
  const hubs = useSession()?.hubs ?? [];
  const regions = useQuery(queries.regions());
  const [isAdding, setAdding] = useState(false);
  return (
    <div className="stack">
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={!regions.data || regions.data.length === 0}
          onClick={() => setAdding(true)}
        >
          <Icon name="add" />
          {t('hub.add')}
        </button>
      </div>
      {hubs.length === 0 && <p>{t('hub.none')}</p>}
      <ul className="people-list">
        {hubs.map((hub) => (
          <li key={hub.id}>
            <strong className="grow">{hub.name}</strong>
            <Link
              className="button"
              to={`/hubs/${encodeURIComponent(hub.id)}`}
              aria-label={t('hub.open-of', { name: hub.name })}
            >
              {t('hub.open')}
            </Link>
          </li>
        ))}
      </ul>
      <h2>{t('region.title')}</h2>
      {regions.isPending && <div className="loading">{t('state.loading')}</div>}
      {regions.error && <ProblemPanel error={regions.error} onRetry={() => void regions.refetch()} />}
      {regions.data?.length === 0 && <p>{t('region.none')}</p>}
      <ul className="people-list">
        {regions.data?.map((region) => (
          <li key={region.name}>
            <div className="grow">
              <strong>{region.name}</strong>
              <div className="soft small">
                {t('region.facts', {
                  built: f.moment(region.built),
                  timezone: region.timezone,
                  currency: region.currency,
                })}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {isAdding && regions.data && <HubDialog regions={regions.data} onClose={() => setAdding(false)} />}
    </div>
  );
}

function HubDialog({ regions, onClose }: { regions: readonly Region[]; onClose: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { say } = useToasts();
  const [name, setName] = useState('');
  const [region, setRegion] = useState(regions[0]?.name ?? '');
  const [lat, setLat] = useState('');
  const [lon, setLon] = useState('');
  const bounds = regions.find((each) => each.name === region)?.bounds;
  const add = useMutation({
    mutationFn: () => call(endpoints.addHub, { body: { name, region, lat: Number(lat), lon: Number(lon) } }),
    onSuccess: async (hub) => {
      await client.invalidateQueries({ queryKey: keys.session });
      say(t('hub.added', { name: hub.name }));
      onClose();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Dialog title={t('hub.add')} onClose={onClose} isNarrow>
      <form className="stack" onSubmit={onSubmit}>
        {add.error && <ProblemPanel error={add.error} />}
        <InputField
          label={t('hub.name')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t('region.label')}
          value={region}
          onChange={(event) => setRegion(event.target.value)}
        >
          {regions.map((each) => (
            <option key={each.name}>{each.name}</option>
          ))}
        </SelectField>
        <InputField
          label={t('place.lat')}
          type="number"
          step="any"
          required
          min={bounds?.[1] ?? -90}
          max={bounds?.[3] ?? 90}
          hint={bounds ? t('place.between', { from: String(bounds[1]), to: String(bounds[3]) }) : ''}
          value={lat}
          onChange={(event) => setLat(event.target.value)}
        />
        <InputField
          label={t('place.lon')}
          type="number"
          step="any"
          required
          min={bounds?.[0] ?? -180}
          max={bounds?.[2] ?? 180}
          hint={bounds ? t('place.between', { from: String(bounds[0]), to: String(bounds[2]) }) : ''}
          value={lon}
          onChange={(event) => setLon(event.target.value)}
        />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={add.isPending}>
            {t('hub.add')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
