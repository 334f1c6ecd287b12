import { useState } from 'react';
import type { StopState } from '#server/domain/drive/run-state.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useFormat, useWords } from '../i18n.tsx';
import { Directions } from '../parts/directions.tsx';
import { HandOver } from '../parts/hand-over.tsx';
import { MainAction } from '../parts/main-action.tsx';
import { MissedForm } from '../parts/missed-form.tsx';
import { StopWhat } from '../parts/stop-what.tsx';
import { expectedOf } from '../phone/expected.ts';
import type { GpsPosition } from '../phone/gps.ts';
import { sayAloud } from '../phone/say-aloud.ts';
import { wayTo } from '../phone/way-to.ts';
import type { DayTools } from './day.tsx';

interface NextStopPageProps {
  readonly tools: DayTools;
  readonly stop: StopState;
  readonly position: GpsPosition | null;
}

/** On the way: where to, when, for what, and how to get there. */
export function NextStopPage({ tools, stop, position }: NextStopPageProps) {
  const { view, note, openMap, directions } = tools;
  const { t, locale } = useWords();
  const f = useFormat();
  const [isLeavingOut, setIsLeavingOut] = useState(false);
  const [isMute, setIsMute] = useState(false);
  const { arrival, isLate } = expectedOf(view, stop);
  const way = wayTo(view, stop, { position, language: directions.language });
  const say = (): void => {
    const [turn] = way?.steps ?? [];
    const place = { text: t('next.spoken', { place: stop.place, time: f.time(arrival) }), language: locale };
    const far = way === null || way.metres === null ? '' : t('way.in', { way: f.distance(way.metres) });
    const isSaid = sayAloud([
      place,
      ...(turn
        ? [
            { text: far, language: locale },
            { text: turn.text, language: directions.language },
          ]
        : []),
    ]);
    setIsMute(!isSaid);
  };
  const items = stop.items.map(({ request, visit }) => ({ request, visit }));
  if (isLeavingOut) {
    return (
      <MissedForm
        tools={tools}
        title={stop.place}
        onSave={async (missed) => {
          for (const { request, visit, outcome } of stop.items) {
            if (outcome === null) await note({ kind: 'missed', item: { request, visit }, ...missed });
          }
        }}
        onBack={() => setIsLeavingOut(false)}
      />
    );
  }
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
      {isMute && (
        <p className="drive-note look" role="alert">
          {t('next.no-voice')}
        </p>
      )}
      <h1 className="place">{stop.place}</h1>
      <p className={isLate ? 'large look-text' : 'large'}>
        <Icon name="history" /> {t('next.expected', { time: f.time(arrival) })}
        {isLate &&
          ` · ${t('next.planned', { time: f.time(new Date(stop.planned.arrival * 1000).toISOString()) })}`}
      </p>
      <StopWhat tools={tools} stop={stop} />
      {openMap && (
        <button type="button" className="button big" onClick={openMap}>
          <Icon name="map" /> {t('map.open')}
        </button>
      )}
      <HandOver view={view} stop={stop} />
      <Directions way={way} language={directions.language} />
      <button type="button" className="button big quiet" onClick={() => setIsLeavingOut(true)}>
        {t('next.leave-out')}
      </button>
      <MainAction onAct={() => void note({ kind: 'arrived', items })}>{t('next.arrived')}</MainAction>
    </main>
  );
}
