import {
  AttributionControl,
  Map as MapLibreMap,
  type MapOptions,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Region } from '#server/contract/hub.ts';
import type { useI18n } from '../i18n/i18n.tsx';
import { mapStyle } from './map-style.ts';
import './map-view.css';

setWorkerUrl(workerUrl);

/** So that the worker of a map is at hand when the network goes. @throws where it could not be loaded */
export async function loadMapWorker(): Promise<void> {
  const answer = await fetch(workerUrl);
  if (!answer.ok) throw new Error(`the map's worker: ${answer.status}`);
  await answer.arrayBuffer();
}

interface MakeMap {
  readonly hub: string;
  readonly region: Region;
  readonly t: ReturnType<typeof useI18n>['t'];
  readonly locale: ReturnType<typeof useI18n>['locale'];
  readonly isDark: boolean;
  /** Where it looks first. */
  readonly at: Pick<MapOptions, 'center' | 'zoom' | 'bounds' | 'fitBoundsOptions'>;
  /** It keeps what it has drawn, so that paper has it too. Absent: it does not. */
  readonly isPrinted?: boolean;
}

/** A map of a hub's region with its controls, flat and with north up. */
export function makeMap(
  container: HTMLElement,
  { hub, region, t, locale, isDark, at, isPrinted = false }: MakeMap,
): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: mapStyle({
      tiles: `${location.origin}/api/hubs/${encodeURIComponent(hub)}/tiles/{z}/{x}/{y}`,
      bounds: region.bounds,
      attribution: region.attribution,
      locale,
      isDark,
    }),
    ...at,
    attributionControl: false,
    ...(isPrinted && { canvasContextAttributes: { preserveDrawingBuffer: true } }),
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    maxZoom: 18,
    locale: {
      'Map.Title': t('map.title'),
      'NavigationControl.ZoomIn': t('map.zoom-in'),
      'NavigationControl.ZoomOut': t('map.zoom-out'),
      'AttributionControl.ToggleAttribution': t('map.attribution'),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left');
  map.addControl(new AttributionControl({ compact: false }), 'bottom-right');
  return map;
}
