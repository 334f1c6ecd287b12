import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { collect, pointAt } from '#web/shared/map/features.ts';
import { hasWebGl } from '#web/shared/map/has-web-gl.ts';
import { makeMap } from '#web/shared/map/make-map.ts';
import { addMapIcons } from '#web/shared/map/map-icons.ts';
import type { OverlaySource } from '#web/shared/map/map-style.ts';
import { useIsDark } from '#web/shared/ui/use-preferences.ts';
import { useHubContext } from '../hub-context.ts';

interface HubMapProps {
  /** Null: what is typed is no place of the region. */
  readonly at: { readonly lat: number; readonly lon: number } | null;
  /** Null: it stays where it is. */
  readonly onMove: ((lat: number, lon: number) => void) | null;
}

/** Where the hub is; a press puts it elsewhere, as the fields do by keyboard. Without WebGL there are only those. */
export function HubMap(props: HubMapProps) {
  const { t, locale } = useI18n();
  const isDark = useIsDark();
  const [canDraw] = useState(hasWebGl);
  if (!canDraw) return null;
  return (
    <div className="stack-small">
      <div className="hub-map">
        <Canvas key={`${locale} ${isDark}`} {...props} isDark={isDark} />
      </div>
      {props.onMove && <p className="soft small">{t('hub.map-hint')}</p>}
    </div>
  );
}

const zoom = 12;
const source: OverlaySource = 'hub';

function Canvas({ at, onMove, isDark }: HubMapProps & { readonly isDark: boolean }) {
  const { t, locale } = useI18n();
  const { hub, region } = useHubContext();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const first = useRef({ t, locale, isDark, region, hub: hub.id, centre: at ?? hub });
  useEffect(() => {
    if (!container.current) return undefined;
    const { centre, ...look } = first.current;
    const center: [number, number] = [centre.lon, centre.lat];
    const made = makeMap(container.current, { ...look, at: { center, zoom } });
    made.on('style.load', () => {
      addMapIcons(made);
      setMap(made);
    });
    const resize = new ResizeObserver(() => made.resize());
    resize.observe(container.current);
    return () => {
      resize.disconnect();
      made.remove();
    };
  }, []);
  const [lat, lon] = [at?.lat, at?.lon];
  useEffect(() => {
    if (!map) return;
    const isPlaced = lat !== undefined && lon !== undefined;
    const features: GeoJSON.Feature[] = isPlaced
      ? [{ type: 'Feature', geometry: pointAt({ lat, lon }), properties: {} }]
      : [];
    void map.getSource<GeoJSONSource>(source)?.setData(collect(features));
    if (isPlaced && !map.getBounds().contains([lon, lat])) map.setCenter([lon, lat]);
  }, [map, lat, lon]);
  useEffect(() => {
    if (!map || !onMove) return undefined;
    const press = map.on('click', ({ lngLat }) => onMove(lngLat.lat, lngLat.lng));
    return () => press.unsubscribe();
  }, [map, onMove]);
  return (
    <div className="map-view">
      <div className="map-canvas" ref={container} />
    </div>
  );
}
