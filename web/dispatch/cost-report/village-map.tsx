import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import type { VillageCost } from '#server/contract/costs.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { collect, pointAt } from '#web/shared/map/features.ts';
import { hasWebGl } from '#web/shared/map/has-web-gl.ts';
import { makeMap } from '#web/shared/map/make-map.ts';
import { useIsDark } from '#web/shared/ui/use-preferences.ts';
import { useHubContext } from '../hub-context.ts';
import { classLooks } from './village-classes.ts';

interface VillageMapProps {
  readonly villages: readonly VillageCost[];
  /** By village. */
  readonly classOf: (village: VillageCost) => number;
  readonly description: string;
  readonly onPress: (village: VillageCost | null) => void;
}

/** Villages as circles, darker and larger the dearer a kg is. Made anew where villages, theme or language change. */
export function VillageMap(props: VillageMapProps) {
  const { locale } = useI18n();
  const isDark = useIsDark();
  const key = `${locale} ${isDark} ${props.villages.map(({ place, cost }) => `${place} ${cost}`).join()}`;
  return <Canvas key={key} {...props} isDark={isDark} />;
}

const source = 'villages';

function Canvas({ villages, classOf, description, onPress, isDark }: VillageMapProps & { isDark: boolean }) {
  const { t, locale } = useI18n();
  const { hub, region } = useHubContext();
  const container = useRef<HTMLDivElement>(null);
  const [canDraw] = useState(hasWebGl);
  const first = useRef({ villages, classOf, onPress, t, locale, isDark, hub: hub.id, region });
  useEffect(() => {
    if (!container.current) return undefined;
    const { villages: shown, onPress: press, ...look } = first.current;
    const at = { bounds: boundsOf(shown), fitBoundsOptions: { padding: 32, maxZoom: 12 } };
    const map = makeMap(container.current, { ...look, at, isPrinted: true });
    map.on('style.load', () => addVillages(map, first.current));
    map.on('click', (event) => {
      const [hit] = map.queryRenderedFeatures(event.point, { layers: [source] });
      press(shown[Number(hit?.properties['index'] ?? -1)] ?? null);
    });
    map.on('mousemove', source, () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', source, () => (map.getCanvas().style.cursor = ''));
    const resize = new ResizeObserver(() => map.resize());
    resize.observe(container.current);
    return () => {
      resize.disconnect();
      map.remove();
    };
  }, []);
  return (
    <div className="map-view">
      {canDraw ? <div className="map-canvas" ref={container} /> : <p className="empty">{t('map.failed')}</p>}
      <p className="visually-hidden">{description}</p>
    </div>
  );
}

function addVillages(
  map: MapLibreMap,
  { villages, classOf, isDark }: Pick<VillageMapProps, 'villages' | 'classOf'> & { readonly isDark: boolean },
): void {
  const features = villages.map((village, index): GeoJSON.Feature => {
    const { colour, radius } = classLooks[classOf(village)]!; // one for each class
    return {
      type: 'Feature',
      geometry: pointAt(village),
      properties: { index, colour, radius },
    };
  });
  map.addSource(source, { type: 'geojson', data: collect(features) });
  map.addLayer({
    id: source,
    type: 'circle',
    source,
    paint: {
      'circle-color': ['get', 'colour'],
      'circle-radius': ['get', 'radius'],
      'circle-stroke-width': 1.5,
      'circle-stroke-color': isDark ? '#ffffff' : '#1d1d1d',
    },
  });
}

/** Of at least one village. */
function boundsOf(villages: readonly VillageCost[]): [number, number, number, number] {
  const lons = villages.map(({ lon }) => lon);
  const lats = villages.map(({ lat }) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
