import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { costFilter, type CostReport } from '#server/contract/costs.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { urlOf } from '#web/shared/api/client.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { HubMenu } from '../hub-menu.tsx';
import { CostChart } from './cost-chart.tsx';
import { type CostChoice, costQuery, useCostChoice } from './cost-choice.ts';
import { CostChooser } from './cost-chooser.tsx';
import { CostTable } from './cost-table.tsx';
import { CostTotals } from './cost-totals.tsx';
import { DearestStops } from './dearest-stops.tsx';
import { TableLink } from './table-link.tsx';
import { Villages } from './villages.tsx';
import { WhatIfSection } from './what-if.tsx';
import './cost-report.css';

/** What the days of a span cost, in groups: planned and actual, how full vehicles were, and which stops are dear. */
export function CostPage() {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, today } = useHubContext();
  const [choice, change] = useCostChoice(today);
  const { from, until } = choice;
  const costs = useQuery({
    ...queries.costs(hub.id, costQuery(choice)),
    // What can be looked at alone stays to be chosen from until the next is there.
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page-cost-report stack">
      <title>{`${t('costs.title')} · ${hub.name} · Hubward`}</title>
      <header className="row-wrap">
        <Link className="button quiet no-print" to={`/hubs/${encodeURIComponent(hub.id)}`}>
          <Icon name="previous" />
          {hub.name}
        </Link>
        <h1>{t('costs.title')}</h1>
        <div className="no-print">
          <HubMenu />
        </div>
      </header>
      <main className="stack">
        <p className="only-print">
          {t('costs.span', { hub: hub.name, from: f.day(from), until: f.day(until) })}
          {costFilter.options.map((of) => {
            const name = choice.only[of];
            return name !== undefined && ` · ${t(`costs.by-${of}`)}: ${name || t('costs.of-none')}`;
          })}
        </p>
        <div className="no-print">
          <CostChooser choice={choice} names={costs.data?.names ?? null} onChange={change} />
        </div>
        {(costs.isPending || costs.isPlaceholderData) && <div className="loading">{t('state.loading')}</div>}
        {costs.error && <ProblemPanel error={costs.error} onRetry={() => void costs.refetch()} />}
        {costs.data && !costs.error && !costs.isPlaceholderData && (
          <Report report={costs.data} choice={choice} />
        )}
      </main>
    </div>
  );
}

interface ReportProps {
  readonly report: CostReport;
  readonly choice: CostChoice;
}

function Report({ report, choice }: ReportProps) {
  const { t, locale } = useI18n();
  const f = useFormat();
  const { hub, canEdit } = useHubContext();
  const { from, until, by } = choice;
  const { missing } = report;
  const csvOf = (table: 'villages' | 'dearest') =>
    urlOf(endpoints.exportCosts, { hub: hub.id }, { ...costQuery(choice), format: 'csv', table, locale });
  return (
    <>
      {missing.length > 0 && (
        <p className="notice">
          <Icon name="warning" />
          {t('costs.missing', { count: missing.length, days: missing.map(f.dayShort).join(', ') })}
        </p>
      )}
      {report.days === 0 ? (
        <div className="empty">
          <h2>{t('costs.none')}</h2>
          <p>{t('costs.none-action')}</p>
        </div>
      ) : (
        <>
          <CostTotals report={report} />
          <div className="row-wrap no-print">
            {(['csv', 'xlsx'] as const).map((format) => (
              <TableLink
                key={format}
                href={urlOf(endpoints.exportCosts, { hub: hub.id }, { ...costQuery(choice), format, locale })}
                format={format}
              />
            ))}
            {canEdit && (
              <Link
                className="button"
                to={`/hubs/${encodeURIComponent(hub.id)}/ledger?from=${from}&until=${until}`}
              >
                <Icon name="list" />
                {t('ledger.title')}
              </Link>
            )}
            <button type="button" className="button" onClick={() => window.print()}>
              {t('costs.print')}
            </button>
          </div>
          <CostChart report={report} choice={choice} />
          <CostTable report={report} by={by} />
          <DearestStops stops={report.dearest} exportUrl={csvOf('dearest')} />
          <Villages from={from} until={until} exportUrl={csvOf('villages')} />
          {canEdit && <WhatIfSection from={from} until={until} />}
        </>
      )}
    </>
  );
}
