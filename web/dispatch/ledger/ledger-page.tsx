import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import type { LedgerEntry } from '#server/contract/money.ts';
import { urlOf } from '#web/shared/api/client.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { usePageOfRows } from '#web/shared/ui/use-page-of-rows.ts';
import { addDays, isDate } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { HubMenu } from '../hub-menu.tsx';
import { accountsOfEntries, type LedgerAccount } from './ledger-accounts.ts';
import './ledger.css';

const usualDays = 30;

/** What was written down over a span of days: who owes, what is paid, and every entry. */
export function LedgerPage() {
  const { t } = useI18n();
  const { hub, today } = useHubContext();
  const [search, setSearch] = useSearchParams();
  const dayIn = (name: string, usual: string) => {
    const text = search.get(name) ?? '';
    return isDate(text) ? text : usual;
  };
  const until = dayIn('until', today);
  const from = dayIn('from', addDays(until, 1 - usualDays));
  const ledger = useQuery(queries.ledger(hub.id, { from, until }));
  const change = (changed: Record<string, string>): void =>
    setSearch(new URLSearchParams({ from, until, ...changed }), { replace: true });
  return (
    <div className="page-ledger stack">
      <title>{`${t('ledger.title')} · ${hub.name} · Hubward`}</title>
      <header className="row-wrap">
        <Link className="button quiet no-print" to={`/hubs/${encodeURIComponent(hub.id)}`}>
          <Icon name="previous" />
          {hub.name}
        </Link>
        <h1 className="grow">{t('ledger.title')}</h1>
        <div className="no-print">
          <HubMenu />
        </div>
      </header>
      <main className="stack">
        <div className="row-wrap no-print">
          {(['from', 'until'] as const).map((end) => (
            <InputField
              key={end}
              label={t(`costs.${end}`)}
              type="date"
              required
              value={{ from, until }[end]}
              onChange={({ target }) => isDate(target.value) && change({ [end]: target.value })}
            />
          ))}
          {(['csv', 'xlsx'] as const).map((format) => (
            <a
              key={format}
              className="button"
              href={urlOf(endpoints.exportLedger, { hub: hub.id }, { from, until, format })}
              download
            >
              <Icon name="download" />
              {t('money.export', { format: format.toUpperCase() })}
            </a>
          ))}
        </div>
        {ledger.isPending && <div className="loading">{t('state.loading')}</div>}
        {ledger.error && <ProblemPanel error={ledger.error} onRetry={() => void ledger.refetch()} />}
        {ledger.data?.length === 0 && (
          <div className="empty">
            <h2>{t('ledger.none')}</h2>
            <p>{t('ledger.none-action')}</p>
          </div>
        )}
        {ledger.data && ledger.data.length > 0 && (
          <>
            <Accounts accounts={accountsOfEntries(ledger.data)} />
            <Entries entries={ledger.data} />
          </>
        )}
      </main>
    </div>
  );
}

/** By cooperative, those of none last. */
function Accounts({ accounts }: { readonly accounts: readonly LedgerAccount[] }) {
  const { t } = useI18n();
  const f = useFormat();
  const sum = (pick: (account: LedgerAccount) => number) =>
    accounts.reduce((total, account) => total + pick(account), 0);
  const figures = (owed: number, paid: number) => (
    <>
      <td className="number">{f.money(owed)}</td>
      <td className="number">{f.money(paid)}</td>
      <td className="number">
        <strong>{f.money(owed - paid)}</strong>
      </td>
    </>
  );
  return (
    // Wide tables scroll sideways; focusable, so that the keyboard can do it too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="table-scroll" tabIndex={0} aria-label={t('costs.by-cooperative')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('costs.by-cooperative')}</th>
            {(['money.owes', 'money.paid', 'money.left-to-pay'] as const).map((key) => (
              <th scope="col" className="number" key={key}>
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ cooperative, owed, paid }) => (
            <tr key={cooperative ?? ''}>
              <th scope="row">{cooperative ?? t('money.no-cooperative')}</th>
              {figures(owed, paid)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('money.together')}</th>
            {figures(
              sum(({ owed }) => owed),
              sum(({ paid }) => paid),
            )}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Entries({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const { shown, more, showMore } = usePageOfRows(entries);
  return (
    <div className="stack-small">
      <h2>{t('ledger.entries')}</h2>
      {/* As above. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="table-scroll" tabIndex={0} aria-label={t('ledger.entries')}>
        <table className="table">
          <thead>
            <tr>
              {(['costs.by-day', 'ledger.kind', 'request.place', 'costs.by-cooperative'] as const).map(
                (key) => (
                  <th scope="col" key={key}>
                    {t(key)}
                  </th>
                ),
              )}
              <th scope="col" className="number">
                {t('money.amount')}
              </th>
              <th scope="col">{t('money.payment-note')}</th>
              <th scope="col">{t('ledger.written')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <tr key={entry.id}>
                <td>
                  <Link to={`/hubs/${encodeURIComponent(hub.id)}/day/${entry.date}/money`}>
                    {f.day(entry.date)}
                  </Link>
                </td>
                <td>{t(`ledger.kind-${entry.kind}`)}</td>
                <td>
                  {entry.place} <span className="soft small">{entry.reference}</span>
                </td>
                <td>{entry.cooperative ?? '–'}</td>
                <td className="number">{f.money(entry.amount)}</td>
                <td>{entry.note}</td>
                <td className="soft small">
                  {f.moment(entry.at)}
                  {entry.by && ` · ${entry.by}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && (
        <button type="button" className="button no-print" onClick={showMore}>
          {t('list.more', { count: more })}
        </button>
      )}
    </div>
  );
}
