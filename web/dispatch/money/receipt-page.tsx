import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import type { DayMoney, MoneyLine } from '#server/contract/money.ts';
import { productName } from '#server/domain/product-name.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { LanguageSwitch } from '#web/shared/i18n/language-switch.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { WayPicture } from '#web/shared/ui/way-picture.tsx';
import { useHubContext } from '../hub-context.ts';
import { useApartWords } from '../use-apart-words.ts';
import { HowShare } from '../shares/how-share.tsx';
import { type Account, accountsOf, sumOf } from './money-sums.ts';
import './money.css';

/** What a cooperative, or one grower, owes of a day: one phone screen, or A5 on paper. */
export function ReceiptPage() {
  const { t } = useI18n();
  const { date = '' } = useParams();
  const [search] = useSearchParams();
  const { hub } = useHubContext();
  const money = useQuery(queries.money(hub.id, date));
  const request = search.get('request');
  const cooperative = search.get('cooperative');
  const own = money.data
    ? accountsOf(money.data).filter(({ line }) =>
        request === null ? line.cooperative === cooperative : line.request === request,
      )
    : [];
  return (
    <div className="page-receipt stack">
      <title>{`${t('receipt.title')} · ${hub.name} · Hubward`}</title>
      <header className="row-wrap no-print">
        <Link className="button quiet" to={`/hubs/${encodeURIComponent(hub.id)}/day/${date}/money`}>
          <Icon name="previous" />
          {t('money.title')}
        </Link>
        <span className="grow" />
        <LanguageSwitch id="receipt-language" />
        <button type="button" className="button" onClick={() => window.print()}>
          {t('receipt.print')}
        </button>
      </header>
      <main>
        {money.isPending && <div className="loading">{t('state.loading')}</div>}
        {money.error && <ProblemPanel error={money.error} onRetry={() => void money.refetch()} />}
        {money.data && own.length === 0 && (
          <div className="empty">
            <h1>{t('receipt.nothing')}</h1>
            <p>{t('receipt.nothing-action')}</p>
          </div>
        )}
        {money.data && own.length > 0 && <Receipt money={money.data} accounts={own} />}
      </main>
    </div>
  );
}

interface ReceiptProps {
  readonly money: DayMoney;
  /** At least one. */
  readonly accounts: readonly Account[];
}

function Receipt({ money, accounts }: ReceiptProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const owed = sumOf(accounts, (account) => account.owed);
  const paid = sumOf(accounts, (account) => account.paid);
  const parcels = sumOf(accounts, ({ line }) => line.parcels);
  const isAloneKnown = accounts.every(({ line }) => line.alone !== null);
  const isBaselineKnown = accounts.every(({ line }) => line.baseline !== null);
  const baseline = sumOf(accounts, ({ line }) => line.baseline ?? 0);
  const alone = sumOf(accounts, ({ line }) => line.alone ?? 0);
  const names = new Set(accounts.map(({ line }) => line.cooperative ?? line.place));
  return (
    <article className="receipt stack">
      <div>
        <h1>{[...names].join(', ')}</h1>
        <p className="soft">
          {hub.name} · {f.day(money.date)}
        </p>
        {!money.settled && <p className="badge look">{t('receipt.preliminary')}</p>}
      </div>
      <dl className="facts large">
        <dt>{t('receipt.to-pay')}</dt>
        <dd>
          <strong>{f.money(owed - paid)}</strong>
        </dd>
        {paid !== 0 && (
          <>
            <dt>{t('money.paid')}</dt>
            <dd>{f.money(paid)}</dd>
          </>
        )}
        {parcels > 0 && (
          <>
            <dt>{t('figure.per-parcel')}</dt>
            <dd>{f.moneyExact(Math.round(owed / parcels))}</dd>
          </>
        )}
        {isAloneKnown && (
          <>
            <dt>{t('share.alone')}</dt>
            <dd>{f.money(alone)}</dd>
          </>
        )}
        {isBaselineKnown && (
          <>
            <dt>{t('receipt.before')}</dt>
            <dd>{f.money(baseline)}</dd>
          </>
        )}
      </dl>
      <ul className="receipt-lines">
        {accounts.map((account) => (
          <ReceiptLine key={account.line.request} money={money} account={account} />
        ))}
      </ul>
    </article>
  );
}

interface ReceiptLineProps {
  readonly money: DayMoney;
  readonly account: Account;
}

function ReceiptLine({ money, account: { line, owed } }: ReceiptLineProps) {
  const { t, locale } = useI18n();
  const f = useFormat();
  const { products } = useHubContext();
  const apartWords = useApartWords();
  const corrections = money.entries.filter(
    ({ request, kind }) => request === line.request && kind === 'correction',
  );
  return (
    <li className="receipt-line">
      <div className="stack-small">
        <p className="row">
          <strong className="grow">
            {line.place}
            {/* One that was given no name is called by its id, which says nothing to anybody. */}
            {line.reference !== line.request && ` · ${line.reference}`}
          </strong>
          <strong>{f.money(owed)}</strong>
        </p>
        <p>
          {[
            productName(products, line.product, locale),
            t('receipt.booked', { kg: f.kg(line.booked_kg) }),
            line.weighed_kg === null
              ? t('receipt.not-weighed')
              : t('receipt.weighed', { kg: f.kg(line.weighed_kg) }),
            line.quote && t('receipt.quoted', { amount: f.money(line.quote.amount) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <AtHub line={line} />
        {line.products.length > 0 && (
          <p className="small">{t('receipt.apart', { products: apartWords(line.products) })}</p>
        )}
        <HowBilled money={money} line={line} />
        {corrections.map((entry) => (
          <p key={entry.id} className="small">
            {t('receipt.correction', { amount: f.change(entry.amount, f.money), note: entry.note })}
          </p>
        ))}
      </div>
      <div className="stack-small">
        {money.runs
          .filter(({ run }) => line.runs.includes(run))
          .map((run) => (
            <WayPicture
              key={run.run}
              way={run.way.map(({ lat, lon, requests }) => ({
                lat,
                lon,
                kind: requests.length === 0 ? 'hub' : requests.includes(line.request) ? 'own' : 'stop',
              }))}
              label={t('receipt.picture', { run: run.run, vehicle: run.vehicle, place: line.place })}
            />
          ))}
      </div>
    </li>
  );
}

/** How what is billed came about: by the way, by kg, within the cooperative, or as a quote that binds. */
function HowBilled({ money, line }: Pick<ReceiptLineProps, 'money'> & { readonly line: MoneyLine }) {
  const { t } = useI18n();
  const f = useFormat();
  const { billed, billed_by: basis, quote } = line;
  if (billed === quote?.most) {
    return <p className="soft small">{t('receipt.quote-bound', { amount: f.money(billed) })}</p>;
  }
  const isDividedAnew = money.settled !== null && basis !== money.settled.basis;
  if (isDividedAnew) return <p className="soft small">{t(`receipt.divided-${basis}`)}</p>;
  if (basis !== 'fair') return <p className="soft small">{t(`receipt.by-${basis}`)}</p>;
  const grams = (line.weighed_kg ?? line.booked_kg) * 1000;
  return <HowShare share={{ grams, parcels: line.parcels, parts: line.parts }} />;
}

/** What the hub's scale said, and why it is not what the driver's said. */
function AtHub({ line }: { readonly line: MoneyLine }) {
  const { t } = useI18n();
  const f = useFormat();
  return line.at_hub.map(
    ({ kg, field_kg: field, grade, is_short: isShort, reason, note, weighed_at: at }) => (
      <p key={at} className="small">
        {[
          field === null
            ? t('receipt.at-hub', { kg: f.kg(kg) })
            : t('receipt.scales', { kg: f.kg(kg), field: f.kg(field), change: f.change(kg - field, f.kg) }),
          grade && t(`receiving.grade-${grade}`),
          isShort && t('receipt.short'),
          reason && t(`receiving.reason-${reason}`),
          note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    ),
  );
}
