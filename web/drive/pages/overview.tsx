import { directionLanguageOf, directionLanguages } from '#server/domain/direction-languages.ts';
import { useFormat, useWords } from '../i18n.tsx';
import { localeNames } from '#web/shared/i18n/locales.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { RunSketch } from '../parts/run-sketch.tsx';
import { useProductName } from '../parts/use-product-name.ts';
import { expectedOf } from '../phone/expected.ts';
import type { DayTools } from './day.tsx';

interface OverviewProps {
  readonly tools: DayTools;
  readonly onChoose: (key: string) => void;
  readonly onUnplanned: () => void;
}

/** All that is not the next thing: the whole run, another stop, a pickup on the road, the language. */
export function Overview({ tools: { view, openMap, directions }, onChoose, onUnplanned }: OverviewProps) {
  const { t, locale, setLocale } = useWords();
  const f = useFormat();
  const productOf = useProductName(view);
  const { state, wire } = view;
  const isOut = state.stage === 'out';
  return (
    <main className="drive-page">
      <h1>{t('overview.title', { number: wire.number })}</h1>
      <RunSketch view={view} />
      {openMap && (
        <button type="button" className="button big" onClick={openMap}>
          <Icon name="map" /> {t('map.open')}
        </button>
      )}
      <ol className="stop-names">
        {state.stops.map((stop, index) => (
          <li key={stop.key} className={stop.status}>
            <span className="stop-number">{stop.status === 'done' ? '✓' : index + 1}</span>
            <span className="grow stack-small">
              <strong>{stop.place}</strong>
              <span className="soft">
                {t(stop.status === 'here' ? 'stop.here-now' : `stop.${stop.status}`)}
                {stop.status === 'ahead' && ` · ${f.time(expectedOf(view, stop).arrival)}`}
                {stop.lacks !== null && ` · ${t('overview.lacks', { kg: f.kg(stop.lacks.kg) })}`}
                {stop.isTakenOut && ` · ${t('stop.taken-out-short')}`}
              </span>
            </span>
            {isOut && stop.status === 'ahead' && stop.trip === state.trip && (
              <button type="button" className="button" onClick={() => onChoose(stop.key)}>
                {t('overview.go')}
              </button>
            )}
          </li>
        ))}
      </ol>
      {state.unplanned.length > 0 && (
        <ul className="what">
          {state.unplanned.map((pickup) => (
            <li key={pickup.pickup}>
              <strong>{t('unplanned.title')}</strong>
              <span>
                {[pickup.grower, pickup.place, productOf(pickup.product)].filter(Boolean).join(' · ')}
              </span>
              <span className="large">{f.kg(pickup.kg)}</span>
            </li>
          ))}
        </ul>
      )}
      {isOut && (
        <button type="button" className="button big" onClick={onUnplanned}>
          {t('unplanned.title')}
        </button>
      )}
      {view.texts.length > 0 && view.signal === 'none' && <TextMessages view={view} />}
      <div className="field">
        <label htmlFor="language">{t('overview.language')}</label>
        <select
          id="language"
          className="select"
          value={locale}
          onChange={(event) => setLocale(event.target.value as typeof locale)}
        >
          {Object.entries(localeNames).map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="directions-language">{t('overview.directions')}</label>
        <select
          id="directions-language"
          className="select"
          value={directions.chosen ?? ''}
          onChange={(event) => directions.choose(directionLanguageOf(event.target.value))}
        >
          <option value="">{t('overview.as-page')}</option>
          {directionLanguages.map((language) => (
            <option key={language} value={language}>
              {nameOf(language)}
            </option>
          ))}
        </select>
      </div>
    </main>
  );
}

/** As those who speak it call it. */
const nameOf = (language: string): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;

/** Where only text messages go through: what is not sent yet, for the desk to paste in. */
function TextMessages({ view: { texts, wire } }: Pick<DayTools, 'view'>) {
  const { t } = useWords();
  const to = wire.hub.phone.replaceAll(/[^+\d]/g, '');
  return (
    <section className="drive-note stack" aria-label={t('text.title')}>
      <strong>{t('text.title')}</strong>
      <p>{t('text.explain')}</p>
      {texts.map((text, index) => (
        <a key={text} className="button big" href={`sms:${to}?body=${encodeURIComponent(text)}`}>
          {t('text.send', { number: index + 1, count: texts.length })}
        </a>
      ))}
    </section>
  );
}
