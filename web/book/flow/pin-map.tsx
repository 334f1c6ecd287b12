import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as GlMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef } from 'react';
import { mapStyle } from '#web/shared/map/map-style.ts';
import { useBook, useStart } from '../book-context.ts';

setWorkerUrl(workerUrl);
const closeZoom = 13;

/** The map moves under a pin that stays in the middle, so that no thumb covers the place. */
export function PinMap({ onPick }: { onPick: (lat: number, lon: number) => void }) {
  const { t, locale } = useBook();
  const { hub, places, map: of } = useStart();
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<GlMap>(null);
  const from = places[0] ?? hub;
  const { lat, lon } = from;
  useEffect(() => {
    if (!holder.current) return;
    const made = new GlMap({
      container: holder.current,
      style: mapStyle({
        tiles: `${location.origin}/api/book/tiles/{z}/{x}/{y}?v=${encodeURIComponent(of.built)}`,
        bounds: of.bounds,
        attribution: of.attribution,
        locale,
        isDark: false,
      }),
      center: [lon, lat],
      zoom: closeZoom,
      attributionControl: { compact: true },
    });
    map.current = made;
    return () => made.remove();
  }, [lat, lon, of, locale]);
  const pick = () => {
    const centre = map.current?.getCenter();
    if (centre) onPick(centre.lat, centre.lng);
  };
  return (
    <section aria-label={t('where.map')}>
      <p className="quiet">{t('where.move')}</p>
      <div className="pin-map">
        <div ref={holder} className="map" />
        <svg className="pin" viewBox="0 0 20 28" aria-hidden="true">
          <path d="M10 27C4 18 1 14 1 9.500a9 9 0 0 1 18 0C19 14 16 18 10 27z" />
        </svg>
      </div>
      <button type="button" className="button main" onClick={pick}>
        {t('where.take')}
      </button>
    </section>
  );
}
