import { useState } from 'react';
import { Link } from 'react-router';
import type { DearStop } from '#server/contract/costs.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { CheaperWays } from './cheaper-ways.tsx';
import { TableLink } from './table-link.tsx';
import { useHubContext } from '../hub-context.ts';

interface DearestStopsProps {
  readonly stops: readonly DearStop[];
  readonly exportUrl: string;
}

/** The visits that cost most for each kg, with what going alone would have cost. */
export function DearestStops({ stops, exportUrl }: DearestStopsProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="stack-small">
      <h2>{t('costs.dearest')}</h2>
      <p className="soft small">{t('costs.dearest-hint')}</p>
      <div className="row-wrap no-print">
        {!isAsked && (
          <button type="button" className="button" onClick={() => setAsked(true)}>
            {t('cheaper.ask')}
          </button>
        )}
        <TableLink href={exportUrl} format="csv" />
      </div>
      {/* As the table above. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="table-scroll" tabIndex={0} aria-label={t('costs.dearest')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('costs.by-village')}</th>
              <th scope="col">{t('costs.by-day')}</th>
              <th scope="col">{t('costs.by-run')}</th>
              {(['figure.weight', 'figure.cost', 'money.alone', 'costs.per_kg'] as const).map((key) => (
                <th scope="col" className="number" key={key}>
                  {t(key)}
                </th>
              ))}
              {isAsked && <th scope="col">{t('cheaper.title')}</th>}
            </tr>
          </thead>
          <tbody>
            {stops.map(({ date, place, runs, cost, grams, alone }) => (
              <tr key={JSON.stringify([date, place, runs])}>
                <th scope="row">{place}</th>
                <td>
                  <Link to={`/hubs/${encodeURIComponent(hub.id)}/day/${date}`}>{f.day(date)}</Link>
                </td>
                <td>{runs.map(f.number).join(', ')}</td>
                <td className="number">{f.kg(grams / 1000)}</td>
                <td className="number">{f.money(cost)}</td>
                <td className="number">{alone === null ? '–' : f.money(alone)}</td>
                <td className="number">
                  <strong>{f.moneyExact((cost * 1000) / grams)}</strong>
                </td>
                {isAsked && (
                  <td className="cheaper">
                    <CheaperWays date={date} place={place} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
