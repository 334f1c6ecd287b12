import { useFormat, useWords } from '../i18n.tsx';
import type { WayTo } from '../phone/way-to.ts';

/** Turn by turn to a stop; null: it is not on the phone yet. */
export function Directions({ way, language }: { way: WayTo | null; language: string }) {
  const { t } = useWords();
  const f = useFormat();
  if (way === null) return <p className="soft">{t('way.no-directions')}</p>;
  const { leg, steps, metres } = way;
  return (
    <section className="directions" aria-label={t('way.directions')}>
      <h2>
        {t('way.directions')}
        {leg.seconds > 0 && ` · ${f.distance(leg.metres)} · ${f.duration(leg.seconds)}`}
      </h2>
      <ol lang={language}>
        {steps.map((step, at) => (
          <li
            key={`${step.lon} ${step.lat} ${step.text}`}
            className={at === 0 && metres !== null ? 'step now' : 'step'}
          >
            <span className="grow">{step.text}</span>
            <span className="soft">
              {at === 0 && metres !== null
                ? t('way.in', { way: f.distance(metres) })
                : step.metres > 0 && f.distance(step.metres)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
