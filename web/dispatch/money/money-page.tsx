import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import type { DayMoney } from '#server/contract/money.ts';
import { ApiProblem } from '#web/shared/api/api-problem.ts';
import { urlOf } from '#web/shared/api/client.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { HubMenu } from '../hub-menu.tsx';
import { ImportDialog } from '../lists/import-dialog.tsx';
import { LinesTable } from './lines-table.tsx';
import { accountsOf, byCooperative, savedPerParcel, sumOf } from './money-sums.ts';
import { RunsTable } from './runs-table.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import './money.css';

/** What a day cost, planned and actual, who bears it, and what is paid. */
export function MoneyPage() {
  const { t } = useI18n();
  const f = useFormat();
  const { date = '' } = useParams();
  const { hub } = useHubContext();
  const money = useQuery(queries.money(hub.id, date));
  const hasNoPlan = money.error instanceof ApiProblem && money.error.problem.code === 'PLAN_UNKNOWN';
  return (
    <div className="page-money stack">
      <title>{`${t('money.title')} · ${hub.name} · Hubward`}</title>
      <header className="row-wrap">
        <Link className="button quiet" to={`/hubs/${encodeURIComponent(hub.id)}/day/${date}`}>
          <Icon name="previous" />
          {f.day(date)}
        </Link>
        <h1>{t('money.title')}</h1>
        <HubMenu date={date} />
      </header>
      <main className="stack">
        {money.isPending && <div className="loading">{t('state.loading')}</div>}
        {hasNoPlan && <NoRuns />}
        {money.error && !hasNoPlan && (
          <ProblemPanel error={money.error} onRetry={() => void money.refetch()} />
        )}
        {money.data && !money.error && <DayOfMoney money={money.data} />}
      </main>
    </div>
  );
}

function DayOfMoney({ money }: { readonly money: DayMoney }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, canEdit } = useHubContext();
  const [isImporting, setImporting] = useState(false);
  const [isSettling, setSettling] = useState(false);
  const { date, settled } = money;
  const accounts = accountsOf(money);
  if (money.runs.length === 0) {
    return <NoRuns />;
  }
  return (
    <>
      <div className="row-wrap">
        <p className="money-status">
          {settled
            ? t('money.settled', {
                time: f.moment(settled.at),
                name: settled.by ?? '–',
                basis: t(`money.basis-${settled.basis}`),
              })
            : t('money.open')}
        </p>
        {canEdit &&
          (['csv', 'xlsx'] as const).map((format) => (
            <a
              key={format}
              className="button"
              href={urlOf(endpoints.exportLedger, { hub: hub.id }, { from: date, until: date, format })}
              download
            >
              <Icon name="download" />
              {t('money.export', { format: format.toUpperCase() })}
            </a>
          ))}
        {!settled && (
          <button type="button" className="button" onClick={() => setImporting(true)}>
            <Icon name="upload" />
            {t('money.import')}
          </button>
        )}
        {canEdit && !settled && (
          <button type="button" className="button primary" onClick={() => setSettling(true)}>
            {t('money.settle')}
          </button>
        )}
      </div>
      <Totals money={money} />
      <RunsTable money={money} />
      {byCooperative(accounts).map(([cooperative, own]) => (
        <LinesTable key={cooperative} money={money} cooperative={cooperative} accounts={own} />
      ))}
      {isImporting && <ImportDialog kind="actuals" date={date} onClose={() => setImporting(false)} />}
      {isSettling && <SettleDialog money={money} onClose={() => setSettling(false)} />}
    </>
  );
}

function NoRuns() {
  const { t } = useI18n();
  return (
    <div className="empty">
      <h2>{t('money.no-runs')}</h2>
      <p>{t('money.no-runs-action')}</p>
    </div>
  );
}

function Totals({ money }: { readonly money: DayMoney }) {
  const { t } = useI18n();
  const f = useFormat();
  const accounts = accountsOf(money);
  const sum = (pick: (run: DayMoney['runs'][number]) => number) =>
    money.runs.reduce((total, run) => total + pick(run), 0);
  const planned = sum((run) => run.planned.cost);
  const cost = sum((run) => run.cost);
  const parcels = sumOf(accounts, ({ line }) => line.parcels);
  const owed = sumOf(accounts, (account) => account.owed);
  const saved = savedPerParcel(accounts);
  const figures: [string, string][] = [
    [t('money.planned'), f.money(planned)],
    [t('money.actual'), f.money(cost)],
    [t('money.difference'), f.change(cost - planned, f.money)],
    [t('figure.per-parcel'), parcels > 0 ? f.moneyExact(Math.round(cost / parcels)) : '–'],
    [t('money.owed'), f.money(owed)],
    [t('money.hub'), f.money(cost - owed)],
    ...(saved
      ? ([
          [t('money.saved', { count: saved.count, total: accounts.length }), f.moneyExact(saved.amount)],
        ] satisfies [string, string][])
      : []),
    ...(money.settled
      ? ([[t('money.paid'), f.money(sumOf(accounts, ({ paid }) => paid))]] satisfies [string, string][])
      : []),
  ];
  return (
    <dl className="money-totals">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
