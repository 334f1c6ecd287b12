import { lazy } from 'react';
import { useHubLive } from '../api/hub-live.tsx';
import { loadOnline } from '../api/load-online.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icon.tsx';

/** The map with its worker: a map whose worker never came would stay empty. */
export const LazyMap = lazy(async () => {
  const [{ MapView }, { loadMapWorker }] = await loadOnline(() =>
    Promise.all([import('./map-view.tsx'), import('./make-map.ts')]),
  );
  await loadOnline(loadMapWorker);
  return { default: MapView };
});

/** In its place until it is there. */
export function MapLoading() {
  const { t } = useI18n();
  const { link } = useHubLive();
  if (link !== 'reconnecting') return <div className="loading">{t('map.loading')}</div>;
  return (
    <div className="map-waiting">
      <output className="link-notice">
        <Icon name="info" />
        {t('map.waiting')}
      </output>
    </div>
  );
}
