import { useFormat, useWords } from '../i18n.tsx';
import type { RunView } from '../phone/run-log.ts';

/** When, how far, how much, and the stops by their places. */
export function RunFacts({ view: { wire, run } }: { view: RunView }) {
  const { t } = useWords();
  const f = useFormat();
  const frozen = wire.latest.frozen;
  if (frozen === null) return <p>{t('banner.withdrawn')}</p>;
  const { trips, metres, carried } = frozen.run;
  const stops = run.trips.flatMap((trip) => trip.stops);
  return (
    <>
      <dl className="facts">
        <dt>{t('facts.leaves')}</dt>
        <dd>{f.time(trips[0]?.start ?? '')}</dd>
        <dt>{t('facts.back')}</dt>
        <dd>{f.time(trips.at(-1)?.end ?? '')}</dd>
        <dt>{t('facts.vehicle')}</dt>
        <dd>{run.vehicle}</dd>
        <dt>{t('facts.way')}</dt>
        <dd>{f.distance(metres)}</dd>
        <dt>{t('facts.load')}</dt>
        <dd>{f.kg(carried.kg)}</dd>
      </dl>
      <h2>{t('run.stops', { count: stops.length })}</h2>
      <ol className="stop-names">
        {stops.map((stop, index) => (
          <li key={`${stop.items[0]?.request} ${stop.items[0]?.visit}`}>
            <span className="stop-number">{index + 1}</span>
            <span className="grow">{stop.place}</span>
            <span>{f.time(new Date(stop.arrival * 1000).toISOString())}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
