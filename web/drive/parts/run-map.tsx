import {
  addProtocol,
  AttributionControl,
  type GeoJSONSource,
  Map as MapLibreMap,
  NavigationControl,
  removeProtocol,
  setWorkerUrl,
  type VectorTileSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RunMap as RunMapWire } from '#server/contract/drive-run.ts';
import { addMapIcons } from '#web/shared/map/map-icons.ts';
import { mapStyle } from '#web/shared/map/map-style.ts';
import { runLook } from '#web/shared/map/palette.ts';
import { boundsOf, collect, pointAt } from '#web/shared/map/features.ts';
import { useWords } from '../i18n.tsx';
import { useGps } from '../phone/gps.ts';
import type { RunSource } from '../phone/drive-client.ts';
import { readTile } from '../phone/map-tiles.ts';
import type { RunView } from '../phone/run-log.ts';

const protocol = 'run-tile';
const closeZoom = 14;
/** Blue, as phones show where they are. */
const here = { colour: '#1f6feb', textColour: '#ffffff' } as const;
const done = { colour: '#c9ccc4', textColour: '#000000' } as const;
/** As large as 600 kg on the desk's map, whatever the stop has. */
const stopKg = 600;
/** Pixels around the run. */
const padding = 36;

/** The map's worker is not within the scope of the service worker; as a blob it comes from this page, which is. */
export async function loadWorker(): Promise<void> {
  const answer = await fetch(workerUrl);
  if (!answer.ok) throw new Error(`the map's worker: ${answer.status}`);
  setWorkerUrl(URL.createObjectURL(await answer.blob()));
}

interface RunMapProps {
  readonly view: RunView;
  readonly map: RunMapWire;
  readonly source: RunSource;
}

/** The run on the map: its line, its stops with their numbers, and the phone. */
export function RunMap({ view, map: of, source }: RunMapProps) {
  const { t, locale } = useWords();
  const holder = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [isDrawn, setIsDrawn] = useState(false);
  const [isLacking, setIsLacking] = useState(false);
  const gps = useGps();
  const overlay = useMemo(() => overlayOf(view), [view]);
  const first = useRef({ bounds: boundsOf({ ...overlay, positions: collect([]) }), t });

  // At these zooms the tiles of a whole screen are there (server/domain/drive/corridor.ts).
  const coarsest = of.tiles[0]?.z ?? 0;
  const maxFitZoom = coarsest + 1.9;

  useEffect(() => {
    if (!holder.current) return undefined;
    addProtocol(protocol, async ({ url }, { signal }) => {
      const [z = 0, x = 0, y = 0] = url.split('://')[1]!.split('/').map(Number); // as in `tiles`
      try {
        return { data: await readTile(source, { z, x, y }, signal) };
      } catch (error) {
        if (!signal.aborted) setIsLacking(true);
        throw error;
      }
    });
    const made = new MapLibreMap({
      container: holder.current,
      style: mapStyle({
        tiles: `${protocol}://{z}/{x}/{y}`,
        bounds: of.bounds,
        attribution: of.attribution,
        locale,
        isDark: false,
      }),
      ...(first.current.bounds && {
        bounds: first.current.bounds,
        fitBoundsOptions: { padding, maxZoom: maxFitZoom },
      }),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      minZoom: coarsest,
      maxZoom: 18,
      locale: {
        'Map.Title': first.current.t('map.title'),
        'NavigationControl.ZoomIn': first.current.t('map.zoom-in'),
        'NavigationControl.ZoomOut': first.current.t('map.zoom-out'),
      },
    });
    made.touchZoomRotate.disableRotation();
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    made.addControl(new AttributionControl({ compact: false }), 'bottom-right');
    made.on('style.load', () => {
      addMapIcons(made);
      // Small, so that the stop below is seen.
      made.setPaintProperty('position-rings', 'circle-radius', 8);
      made.setPaintProperty('position-rings', 'circle-stroke-color', '#ffffff');
      setMap(made);
    });
    made.on('idle', () => setIsDrawn(true));
    // A tile that is not here was said above, and is drawn from a coarser one.
    made.on('error', ({ error }) => {
      if (!/tile/.test(error.message)) reportError(error);
    });
    const reload = (): void => {
      setIsLacking(false);
      const basemap = made.getSource<VectorTileSource>('basemap');
      basemap?.setTiles(basemap.tiles);
    };
    addEventListener('online', reload);
    return () => {
      removeEventListener('online', reload);
      setMap(null);
      setIsDrawn(false);
      made.remove();
      removeProtocol(protocol);
    };
  }, [of, source, locale, coarsest, maxFitZoom]);

  useEffect(() => {
    if (!map) return;
    for (const [name, data] of Object.entries(overlay))
      void map.getSource<GeoJSONSource>(name)?.setData(data);
  }, [map, overlay]);
  useEffect(() => {
    if (!map) return;
    const at = gps && { geometry: pointAt(gps), properties: { number: '', age: '', ...here } };
    const features = at ? [{ type: 'Feature' as const, ...at }] : [];
    void map.getSource<GeoJSONSource>('positions')?.setData(collect(features));
  }, [map, gps]);

  return (
    <>
      <div ref={holder} className="run-map" aria-busy={!isDrawn} />
      {isLacking && <output className="drive-note">{t('map.lacking')}</output>}
      {map && (
        <div className="two">
          <button
            type="button"
            className="button big"
            onClick={() =>
              first.current.bounds && map.fitBounds(first.current.bounds, { padding, maxZoom: maxFitZoom })
            }
          >
            {t('map.whole')}
          </button>
          {gps && (
            <button
              type="button"
              className="button big"
              onClick={() =>
                map.easeTo({ center: [gps.lon, gps.lat], zoom: Math.max(map.getZoom(), closeZoom) })
              }
            >
              {t('map.me')}
            </button>
          )}
        </div>
      )}
    </>
  );
}

/**
 * By source, but for the phone's own position, which changes more often. Stops that the desk has taken out since are
 * drawn too where something was done at them.
 */
function overlayOf({ wire, state }: RunView) {
  const look = runLook(wire.number - 1);
  const trips = wire.latest.frozen?.run.trips ?? [];
  const paths = trips.flatMap(({ legs }) => legs.map(({ geometry }) => geometry));
  const lines = paths.filter(({ coordinates }) => coordinates.length > 1);
  const empty = collect([]);
  return {
    runs: collect(
      lines.map((geometry) => ({
        type: 'Feature',
        geometry,
        properties: { ...look, dash: 0, run: String(wire.number), order: 0 },
      })),
    ),
    stops: collect(
      state.stops.map((stop, index) => ({
        type: 'Feature',
        geometry: pointAt(stop),
        properties: {
          ...(stop.status === 'done' ? done : look),
          id: stop.key,
          run: String(wire.number),
          number: index + 1,
          kg: stopKg,
        },
      })),
    ),
    hub: collect([{ type: 'Feature', geometry: pointAt(wire.hub), properties: { name: wire.hub.name } }]),
    loose: empty,
    reach: empty,
    compared: empty,
    moved: empty,
  };
}
