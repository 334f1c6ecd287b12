import type { GeoJSONSource, Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import type { Region } from '#server/contract/hub.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icon.tsx';
import { useIsDark } from '../ui/use-preferences.ts';
import type { ValueStore } from '../ui/value-store.ts';
import { addMapIcons } from './map-icons.ts';
import { holdAt, lookThrough, pressAt, type MapHold, type MapLook, type MapPress } from './map-press.ts';
import { overlaySources } from './map-style.ts';
import { hasWebGl } from './has-web-gl.ts';
import { makeMap } from './make-map.ts';
import { markSource } from './mark-layers.ts';
import { boundsOf } from './features.ts';
import type { Overlay } from './plan-features.ts';
import { SelectTools } from './select-tools.tsx';
import { useSelectTool, type DrawnShape, type Enclosed, type SelectTool } from './use-select-tool.ts';
import { selectedRunState, selectedStopState } from './run-layers.ts';

interface MapViewProps {
  readonly hub: string;
  readonly region: Region;
  readonly overlay: Overlay;
  readonly selectedRun: string | null;
  /** Ids of stops, and of requests in no run. */
  readonly selectedStops: readonly string[];
  /** Says in words what the map shows. */
  readonly description: string;
  readonly onPress: (press: MapPress) => void;
  /** Several can be selected by drawing around them; absent: they cannot. */
  readonly onSelect?: ((enclosed: Enclosed) => void) | undefined;
  /** A stop, or a request in no run, may be about to be dragged away; the map stays where it is meanwhile. */
  readonly onHold?: MapHold | undefined;
  /** Told how to look at the map, and null once it is gone. */
  readonly onLook: (look: MapLook | null) => void;
  /** Places that are marked while something is dragged over the map. */
  readonly marks: ValueStore<GeoJSON.FeatureCollection>;
}

interface Camera {
  readonly center: [number, number];
  readonly zoom: number;
}

/**
 * Where somebody, or what was selected, has moved it to; null: it shows the whole day, also when its room changes. A map
 * that is made anew starts where the old one was.
 */
type CameraRef = { current: Camera | null };

/** The map. It is made anew when theme or language change, and updated in place for all else. */
export function MapView(props: MapViewProps) {
  const { locale } = useI18n();
  const isDark = useIsDark();
  const cameraRef: CameraRef = useRef(null);
  return (
    <MapCanvas key={`${props.hub} ${locale} ${isDark}`} {...props} isDark={isDark} cameraRef={cameraRef} />
  );
}

function MapCanvas({
  hub,
  region,
  overlay,
  selectedRun,
  selectedStops,
  description,
  onPress,
  onSelect,
  onHold,
  onLook,
  marks,
  isDark,
  cameraRef,
}: MapViewProps & { isDark: boolean; cameraRef: CameraRef }) {
  const { t, locale } = useI18n();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [canDraw] = useState(hasWebGl);
  const press = useRef(onPress);
  const [tool, setTool] = useState<SelectTool | null>(null);
  const hold = useRef(onHold);
  const first = useRef({ region, t, locale, isDark, overlay });
  const shown = useRef(overlay);

  useEffect(() => {
    press.current = onPress;
    hold.current = tool ? undefined : onHold;
    shown.current = overlay;
  }, [onPress, onHold, tool, overlay]);

  useEffect(() => {
    if (!container.current) return undefined;
    const made = createMap(container.current, hub, first.current, cameraRef.current);
    made.on('style.load', () => {
      addMapIcons(made);
      setMap(made);
    });
    made.on('moveend', (event) => {
      if (cameraRef.current === null && !('originalEvent' in event || 'isSelection' in event)) return;
      const { lng, lat } = made.getCenter();
      cameraRef.current = { center: [lng, lat], zoom: made.getZoom() };
    });
    made.on('click', (event) => press.current(pressAt(made, event.point)));
    made.on('mousemove', (event) => {
      made.getCanvas().style.cursor = pressAt(made, event.point).kind === 'nothing' ? '' : 'pointer';
    });
    made.getCanvasContainer().addEventListener('pointerdown', (event) => holdAt(made, event, hold.current));
    // Tiles that were not to be had are asked for again.
    const reload = (): void => {
      const basemap = made.getSource<VectorTileSource>('basemap');
      basemap?.setTiles(basemap.tiles);
    };
    addEventListener('online', reload);
    const resize = new ResizeObserver(() => {
      made.resize();
      if (cameraRef.current === null) showWholeDay(made, shown.current);
    });
    resize.observe(container.current);
    return () => {
      removeEventListener('online', reload);
      resize.disconnect();
      made.remove();
    };
  }, [hub, cameraRef]);

  useEffect(() => {
    if (!map) return;
    for (const name of overlaySources) {
      void map.getSource<GeoJSONSource>(name)?.setData(overlay[name]);
    }
  }, [map, overlay]);
  useEffect(() => {
    map?.setGlobalStateProperty(selectedRunState, selectedRun ?? '');
    map?.setGlobalStateProperty(selectedStopState, `|${selectedStops.join('|')}|`);
  }, [map, selectedRun, selectedStops]);
  useEffect(() => {
    if (!map) return undefined;
    onLook(lookThrough(map));
    return () => onLook(null);
  }, [map, onLook]);
  useEffect(() => {
    if (!map) return undefined;
    const show = () => void map.getSource<GeoJSONSource>(markSource)?.setData(marks.get());
    show();
    return marks.subscribe(show);
  }, [map, marks]);
  const shape = useSelectTool(map, overlay, tool, onSelect ?? null);
  useFirstFit(map, overlay, cameraRef);
  useEndsOnEscape(tool, setTool);
  useShowSelection(map, overlay, selectedRun, selectedStops.length === 1 ? selectedStops[0]! : null);

  return (
    <div className="map-view">
      {!canDraw ? <p className="empty">{t('map.failed')}</p> : <div className="map-canvas" ref={container} />}
      {shape && <Shape {...shape} />}
      {canDraw && onSelect && <SelectTools tool={tool} onChange={setTool} />}
      {map && hasPoints(overlay) && (
        <button
          type="button"
          className="button icon map-whole-day"
          aria-label={t('map.whole-day')}
          title={t('map.whole-day')}
          onClick={() => {
            cameraRef.current = null;
            showWholeDay(map, overlay);
          }}
        >
          <Icon name="whole" />
        </button>
      )}
      <p className="visually-hidden">{description}</p>
    </div>
  );
}

function Shape({ points, reachPx }: DrawnShape) {
  const corners = points.map((corner) => corner.join(',')).join(' ');
  return (
    <svg className="map-shape" aria-hidden="true">
      {reachPx === null ? (
        <polygon points={corners} />
      ) : (
        <>
          <polyline className="map-reach-band" points={corners} style={{ strokeWidth: 2 * reachPx }} />
          <polyline points={corners} />
        </>
      )}
    </svg>
  );
}

interface FirstLook {
  readonly region: Region;
  readonly overlay: Overlay;
  readonly t: ReturnType<typeof useI18n>['t'];
  readonly locale: ReturnType<typeof useI18n>['locale'];
  readonly isDark: boolean;
}

function fitting(container: HTMLElement) {
  // The tools in its corners take so much.
  const { clientWidth, clientHeight } = container;
  return { padding: Math.min(62, clientWidth * 0.09, clientHeight * 0.15), maxZoom: 13 };
}

function createMap(
  container: HTMLElement,
  hub: string,
  { overlay, ...look }: FirstLook,
  camera: Camera | null,
): MapLibreMap {
  return makeMap(container, {
    ...look,
    hub,
    at: camera ?? {
      bounds: (hasPoints(overlay) && boundsOf(overlay)) || look.region.bounds,
      fitBoundsOptions: fitting(container),
    },
  });
}

const hasPoints = ({ stops, loose }: Overlay): boolean => stops.features.length + loose.features.length > 0;

function showWholeDay(map: MapLibreMap, overlay: Overlay): void {
  const box = hasPoints(overlay) && boundsOf(overlay);
  if (box) map.fitBounds(box, { ...fitting(map.getContainer()), duration: 0 });
}

/** Shows the whole day once its points are known, unless the map began where another had been. */
function useFirstFit(map: MapLibreMap | null, overlay: Overlay, cameraRef: CameraRef): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!map || isDone.current || !hasPoints(overlay)) return;
    isDone.current = true;
    if (cameraRef.current === null) showWholeDay(map, overlay);
  }, [map, overlay, cameraRef]);
}

/** Drawing ends with Escape, which then ends nothing else. */
function useEndsOnEscape(tool: SelectTool | null, setTool: (tool: null) => void): void {
  useEffect(() => {
    if (!tool) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setTool(null);
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [tool, setTool]);
}

/** What moves to what was selected say of themselves. */
const ofSelection = { isSelection: true };

/** Brings what was selected elsewhere into view, without moving when it is there already. */
function useShowSelection(
  map: MapLibreMap | null,
  overlay: Overlay,
  selectedRun: string | null,
  selectedStop: string | null,
): void {
  useEffect(() => {
    if (!map) return;
    const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180;
    const all = [...overlay.stops.features, ...overlay.loose.features];
    const stop =
      selectedStop === null ? undefined : all.find(({ properties }) => properties?.['id'] === selectedStop);
    if (stop?.geometry.type === 'Point') {
      const [lon = 0, lat = 0] = stop.geometry.coordinates;
      if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat], duration }, ofSelection);
      return;
    }
    if (selectedRun === null) return;
    const ofRun = overlay.reach.features.filter(({ properties }) => properties?.['run'] === selectedRun);
    const box = boundsOf({
      ...overlay,
      runs: { type: 'FeatureCollection', features: ofRun },
      stops: { type: 'FeatureCollection', features: [] },
      loose: { type: 'FeatureCollection', features: [] },
    });
    if (box && ofRun.length > 0) map.fitBounds(box, { padding: 56, maxZoom: 14, duration }, ofSelection);
    // The overlay is read, not followed: a new plan must not move the map under someone's hand.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [map, selectedRun, selectedStop]);
}
