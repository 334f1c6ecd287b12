import type { StopState } from '#server/domain/drive/run-state.ts';
import { useWords } from '../i18n.tsx';
import { amapLink, googleLinks, offlineMapLinks, phoneLink } from '../phone/handover-links.ts';
import type { RunView } from '../phone/run-log.ts';

/** The way in another app, and the hub's phone. */
export function HandOver({ view: { state, wire }, stop }: { view: RunView; stop: StopState }) {
  const { t } = useWords();
  const ahead = state.stops.filter(({ status, trip }) => status === 'ahead' && trip === stop.trip);
  const from = ahead.findIndex(({ key }) => key === stop.key);
  const toName = ({ place, lat, lon }: StopState) => ({ name: place, lat, lon });
  const [google] = googleLinks(ahead.slice(Math.max(0, from)).map(toName));
  const place = toName(stop);
  return (
    <div className="hand-over">
      {google && (
        <a className="button" href={google.url} target="_blank" rel="noreferrer">
          {t('way.google', { count: google.places.length })}
        </a>
      )}
      {offlineMapLinks(place, navigator.userAgent).map(({ app, url }) => (
        <a key={url} className="button" href={url}>
          {app ?? t('way.geo')}
        </a>
      ))}
      <a className="button" href={amapLink(place)} target="_blank" rel="noreferrer">
        {t('way.amap')}
      </a>
      {wire.hub.phone !== '' && (
        <a className="button" href={phoneLink(wire.hub.phone)}>
          {t('way.call-hub')}
        </a>
      )}
    </div>
  );
}
