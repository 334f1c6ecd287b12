import type { StopState } from '#server/domain/drive/run-state.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useFormat, useWords } from '../i18n.tsx';
import { Directions } from '../parts/directions.tsx';
import { HandOver } from '../parts/hand-over.tsx';
import { MainAction } from '../parts/main-action.tsx';
import { StopWhat } from '../parts/stop-what.tsx';
import { expectedOf } from '../phone/expected.ts';
import type { GpsPosition } from '../phone/gps.ts';
import type { DayTools } from './day.tsx';

interface NextStopPageProps {
  readonly tools: DayTools;
  readonly stop: StopState;
  readonly position: GpsPosition | null;
}

/** On the way: where to, when, for what, and how to get there. */
export function NextStopPage({ tools: { view, note, openMap }, stop, position }: NextStopPageProps) {
  const { t, locale } = useWords();
  const f = useFormat();
  const { arrival, isLate } = expectedOf(view, stop);
  const say = (): void => {
    const words = new SpeechSynthesisUtterance(
      t('next.spoken', { place: stop.place, time: f.time(arrival) }),
    );
    words.lang = locale;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  };
  const items = stop.items.map(({ request, visit }) => ({ request, visit }));
  return (
    <main className="drive-page">
      <div className="row">
        <p className="grow soft">{t('next.title')}</p>
        {'speechSynthesis' in globalThis && (
          <button type="button" className="button" onClick={say}>
            {t('next.say')}
          </button>
        )}
      </div>
      <h1 className="place">{stop.place}</h1>
      <p className={isLate ? 'large look-text' : 'large'}>
        <Icon name="history" /> {t('next.expected', { time: f.time(arrival) })}
        {isLate &&
          ` · ${t('next.planned', { time: f.time(new Date(stop.planned.arrival * 1000).toISOString()) })}`}
      </p>
      {stop.lacks !== null && (
        <output className="drive-note wrong">
          {t('next.lacks', { kg: f.kg(stop.lacks.kg), crates: stop.lacks.crates })}
        </output>
      )}
      <StopWhat view={view} stop={stop} />
      {openMap && (
        <button type="button" className="button big" onClick={openMap}>
          <Icon name="map" /> {t('map.open')}
        </button>
      )}
      <HandOver view={view} stop={stop} />
      <Directions view={view} stop={stop} position={position} />
      <MainAction onAct={() => void note({ kind: 'arrived', items })}>{t('next.arrived')}</MainAction>
    </main>
  );
}
