import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunMap as RunMapWire } from '#server/contract/drive-run.ts';
import { hasWebGl } from '#web/shared/map/has-web-gl.ts';
import { type MessageKey, useFormat, useWords } from '../i18n.tsx';
import { RunSketch } from '../parts/run-sketch.tsx';
import { NoSignal, type RunSource } from '../phone/drive-client.ts';
import { loadMapProgram, missingProgramBytes } from '../phone/map-program.ts';
import { keepTiles, missingTiles } from '../phone/map-tiles.ts';
import type { RunLog } from '../phone/run-log.ts';
import type { DayTools } from './day.tsx';

interface Known {
  readonly map: RunMapWire;
  readonly source: RunSource;
}
type Stand =
  | { readonly at: 'asking' }
  | (Known & { readonly at: 'offer'; readonly tiles: RunMapWire['tiles']; readonly bytes: number })
  | { readonly at: 'coming'; readonly bytes: number; readonly of: number }
  | (Known & { readonly at: 'there'; readonly Map: Awaited<ReturnType<typeof loadMapProgram>> })
  | { readonly at: 'problem'; readonly words: MessageKey };

/** The map along the run: how large it is first, then fetched and kept on the phone; the sketch until then. */
export function MapPage({ tools: { view, log } }: { tools: DayTools }) {
  const { t } = useWords();
  const f = useFormat();
  const [canDraw] = useState(hasWebGl);
  const [stand, setStand] = useState<Stand>({ at: 'asking' });
  const stop = useRef<AbortController>(null);
  const look = useCallback((): void => {
    void standOf(log).then(setStand, (error) => setStand(problemOf(error)));
  }, [log]);
  useEffect(() => {
    if (canDraw) look();
    return () => stop.current?.abort();
  }, [canDraw, look]);

  const take = async (offer: Stand & { at: 'offer' }): Promise<void> => {
    const controller = new AbortController();
    stop.current = controller;
    let bytes = 0;
    const onBytes = (more: number): void => {
      bytes += more;
      if (!controller.signal.aborted) setStand({ at: 'coming', bytes, of: offer.bytes });
    };
    onBytes(0);
    try {
      const program = await missingProgramBytes();
      const Map = await loadMapProgram();
      onBytes(program);
      await keepTiles(offer.source, offer.tiles, { signal: controller.signal, onBytes });
      setStand({ ...offer, at: 'there', Map });
    } catch (error) {
      if (controller.signal.aborted) look();
      else setStand(problemOf(error));
    } finally {
      controller.abort();
    }
  };
  return (
    <main className="drive-page">
      <h1>{t('map.title')}</h1>
      {stand.at === 'there' ? (
        <stand.Map view={view} map={stand.map} source={stand.source} />
      ) : (
        <RunSketch view={view} />
      )}
      {!canDraw && <p className="drive-note look">{t('map.cannot-draw')}</p>}
      {canDraw && stand.at === 'asking' && <output className="soft">{t('map.asking')}</output>}
      {stand.at === 'offer' && (
        <>
          <p>{t('map.offer', { size: f.bytes(stand.bytes) })}</p>
          <button type="button" className="button primary big" onClick={() => void take(stand)}>
            {t('map.fetch', { size: f.bytes(stand.bytes) })}
          </button>
        </>
      )}
      {stand.at === 'coming' && (
        <>
          <progress
            className="map-progress"
            aria-label={t('map.coming')}
            value={stand.bytes}
            max={stand.of}
          />
          <p className="large">{t('map.so-far', { bytes: f.bytes(stand.bytes), of: f.bytes(stand.of) })}</p>
          <button
            type="button"
            className="button big"
            onClick={() => {
              stop.current?.abort();
              look();
            }}
          >
            {t('map.stop')}
          </button>
        </>
      )}
      {stand.at === 'problem' && (
        <>
          <p className="drive-note look" role="alert">
            {t(stand.words)}
          </p>
          <button
            type="button"
            className="button big"
            onClick={() => {
              setStand({ at: 'asking' });
              look();
            }}
          >
            {t('action.again')}
          </button>
        </>
      )}
    </main>
  );
}

/** There, if all of it is on the phone; else what is still to come. */
async function standOf(log: RunLog): Promise<Stand> {
  const [map, source] = [await log.takeMap(), await log.source()];
  const tiles = await missingTiles(source, map);
  const program = await missingProgramBytes();
  const bytes = tiles.reduce((sum, each) => sum + each.bytes, program);
  if (tiles.length > 0 || program > 0) return { at: 'offer', map, source, tiles, bytes };
  return { at: 'there', map, source, Map: await loadMapProgram() };
}

function problemOf(error: unknown): Stand {
  if (error instanceof NoSignal) return { at: 'problem', words: 'map.no-signal' };
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return { at: 'problem', words: isFull ? 'map.full' : 'map.failed' };
}
