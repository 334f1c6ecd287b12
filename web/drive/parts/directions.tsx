import type { StopState } from '#server/domain/drive/run-state.ts';
import { keyOfStop } from '#server/domain/drive/driven-run.ts';
import { useFormat, useWords } from '../i18n.tsx';
import { followSteps } from '../phone/follow-path.ts';
import type { GpsPosition } from '../phone/gps.ts';
import type { RunView } from '../phone/run-log.ts';

interface DirectionsProps {
  readonly view: RunView;
  readonly stop: StopState;
  readonly position: GpsPosition | null;
}

/** Turn by turn to a stop, as planned: from where the phone is, where it says so. */
export function Directions({ view, stop, position }: DirectionsProps) {
  const { t, locale } = useWords();
  const f = useFormat();
  const index = legOf(view, stop);
  const known = view.directions[locale];
  const leg = known?.revision === view.run.revision ? known.legs[index] : undefined;
  if (!leg || leg.steps.length === 0) return <p className="soft">{t('way.no-directions')}</p>;
  const legs = view.wire.latest.frozen?.run.trips.flatMap((trip) => trip.legs) ?? [];
  const path = legs[index]?.geometry.coordinates ?? [];
  const now = position && followSteps(leg.steps, position, path);
  const steps = now ? leg.steps.slice(now.next) : leg.steps;
  return (
    <section className="directions" aria-label={t('way.directions')}>
      <h2>
        {t('way.directions')} · {f.distance(leg.metres)} · {f.duration(leg.seconds)}
      </h2>
      <ol>
        {steps.map((step, at) => (
          <li key={`${step.lon} ${step.lat} ${step.text}`} className={at === 0 && now ? 'step now' : 'step'}>
            <span className="grow">{step.text}</span>
            <span className="soft">
              {at === 0 && now
                ? t('way.in', { way: f.distance(now.metres) })
                : step.metres > 0 && f.distance(step.metres)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Which of the run's legs leads to a stop; −1: none. */
function legOf({ run }: RunView, stop: StopState): number {
  let legs = 0;
  for (const trip of run.trips) {
    const position = trip.stops.findIndex((each) => keyOfStop(each) === stop.key);
    if (position >= 0) return legs + position;
    legs += trip.legs.length;
  }
  return -1;
}
