import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { DayMoney, NewEntry } from '#server/contract/money.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { type Account, sumOf } from './money-sums.ts';
import { useNoteActuals } from './use-note-actuals.ts';
import { useProductName } from '../use-product-name.ts';

interface LinesTableProps {
  readonly money: DayMoney;
  /** Null: of none. */
  readonly cooperative: string | null;
  readonly accounts: readonly Account[];
}

/** What the requests of a cooperative bear: weighed before the day is settled, paid and corrected after. */
export function LinesTable({ money, cooperative, accounts }: LinesTableProps) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const [isWeighing, setWeighing] = useState(false);
  const [entering, setEntering] = useState<{
    readonly account: Account;
    readonly kind: NewEntry['kind'];
  } | null>(null);
  const [weights, setWeights] = useState<Readonly<Record<string, string>>>({});
  const note = useNoteActuals(money.date, () => {
    setWeighing(false);
    setWeights({});
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const weighings = Object.entries(weights)
      .filter(([, text]) => text !== '')
      .map(([request, text]) => ({ request, kg: Number(text), crates: null, parcels: null }));
    note.mutate({ runs: [], weighings });
  };
  const name = cooperative ?? t('money.no-cooperative');
  const receipt = `/hubs/${encodeURIComponent(hub.id)}/day/${money.date}/receipt`;
  const settled = money.settled !== null;
  return (
    <div>
      <form className="stack-small" onSubmit={onSubmit}>
        <div className="row-wrap">
          <h2 className="grow">{name}</h2>
          {cooperative !== null && (
            <Link className="button" to={`${receipt}?cooperative=${encodeURIComponent(cooperative)}`}>
              {t('receipt.open')}
            </Link>
          )}
          {!settled && !isWeighing && (
            <button type="button" className="button" onClick={() => setWeighing(true)}>
              {t('money.weigh')}
            </button>
          )}
          {isWeighing && (
            <>
              <button type="button" className="button" onClick={() => setWeighing(false)}>
                {t('action.cancel')}
              </button>
              <button type="submit" className="button primary" disabled={note.isPending}>
                {t('action.save')}
              </button>
            </>
          )}
        </div>
        {note.error && <ProblemPanel error={note.error} />}
        {/* Wide tables scroll sideways; focusable, so that the keyboard can do it too. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="table-scroll" tabIndex={0} aria-label={name}>
          <table className="table">
            <LinesHead settled={settled} />
            <tbody>
              {accounts.map((account) => (
                <LineRow
                  key={account.line.request}
                  account={account}
                  receipt={receipt}
                  settled={settled}
                  weight={isWeighing ? (weights[account.line.request] ?? '') : null}
                  onWeigh={(text) => setWeights({ ...weights, [account.line.request]: text })}
                  {...(canEdit && { onEnter: (kind) => setEntering({ account, kind }) })}
                />
              ))}
            </tbody>
            <LinesFoot accounts={accounts} settled={settled} />
          </table>
        </section>
      </form>
      {entering && <EntryDialog date={money.date} {...entering} onClose={() => setEntering(null)} />}
    </div>
  );
}

function LinesHead({ settled }: { readonly settled: boolean }) {
  const { t } = useI18n();
  return (
    <thead>
      <tr>
        <th scope="col">{t('money.request')}</th>
        <th scope="col" className="number">
          {t('money.booked')}
        </th>
        <th scope="col" className="number">
          {t('money.weighed')}
        </th>
        <th scope="col" className="number">
          {t('money.alone')}
        </th>
        <th scope="col" className="number">
          {t('money.owes')}
        </th>
        {settled && (
          <>
            <th scope="col" className="number">
              {t('money.paid')}
            </th>
            <th scope="col" className="number">
              {t('money.left-to-pay')}
            </th>
          </>
        )}
        <th scope="col">
          <span className="visually-hidden">{t('receipt.open')}</span>
        </th>
      </tr>
    </thead>
  );
}

interface LineRowProps {
  readonly account: Account;
  readonly receipt: string;
  readonly settled: boolean;
  /** As typed; null while nothing is weighed. */
  readonly weight: string | null;
  readonly onWeigh: (text: string) => void;
  /** Absent: not allowed. */
  readonly onEnter?: (kind: NewEntry['kind']) => void;
}

function LineRow({ account, receipt, settled, weight, onWeigh, onEnter }: LineRowProps) {
  const { t } = useI18n();
  const f = useFormat();
  const productOf = useProductName();
  const { line, owed, corrections, paid } = account;
  const weighed = line.weighed_kg;
  return (
    <tr>
      <th scope="row">
        {line.place}
        <br />
        <span className="soft small">
          {[line.reference, t(`kind.${line.kind}`), productOf(line.product)].filter(Boolean).join(' · ')}
        </span>
      </th>
      <td className="number">{f.kg(line.booked_kg)}</td>
      <td className="number">
        {weight === null ? (
          <>
            {(weighed === null && '–') || (weighed === 0 && t('money.missed')) || f.kg(weighed ?? 0)}
            {line.weighed_by === 'driver' && (
              <span className="soft small">
                <br />
                {t('money.by-driver')}
              </span>
            )}
          </>
        ) : (
          <input
            className="input weight"
            type="number"
            inputMode="decimal"
            min="0"
            max="1000000"
            step="any"
            aria-label={t('money.weighed-of', { place: line.place, reference: line.reference })}
            placeholder={String(weighed ?? line.booked_kg)}
            value={weight}
            onChange={(event) => onWeigh(event.target.value)}
          />
        )}
      </td>
      <td className="number">{line.alone === null ? '–' : f.money(line.alone)}</td>
      <td className="number">
        <strong>{f.money(owed)}</strong>
        {line.billed === line.quote?.most && (
          <span className="soft small">
            <br />
            {t('money.as-promised')}
          </span>
        )}
        {corrections !== 0 && (
          <span className="soft small">
            <br />
            {t('money.corrected', { amount: f.change(corrections, f.money) })}
          </span>
        )}
      </td>
      {settled && (
        <>
          <td className="number">{f.money(paid)}</td>
          <td className="number">{owed === paid ? t('money.all-paid') : f.money(owed - paid)}</td>
        </>
      )}
      <td>
        <span className="row">
          <Link className="button quiet" to={`${receipt}?request=${encodeURIComponent(line.request)}`}>
            {t('receipt.open')}
          </Link>
          {settled && onEnter && (
            <>
              <button type="button" className="button" onClick={() => onEnter('payment')}>
                {t('money.pay')}
              </button>
              <button type="button" className="button" onClick={() => onEnter('correction')}>
                {t('money.correct')}
              </button>
            </>
          )}
        </span>
      </td>
    </tr>
  );
}

interface LinesFootProps {
  readonly accounts: readonly Account[];
  readonly settled: boolean;
}

function LinesFoot({ accounts, settled }: LinesFootProps) {
  const { t } = useI18n();
  const f = useFormat();
  const owed = sumOf(accounts, (account) => account.owed);
  const paid = sumOf(accounts, (account) => account.paid);
  const weighed = sumOf(accounts, ({ line }) => line.weighed_kg ?? line.booked_kg);
  const isAloneKnown = accounts.every(({ line }) => line.alone !== null);
  const alone = sumOf(accounts, ({ line }) => line.alone ?? 0);
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('money.together')}</th>
        <td className="number">{f.kg(sumOf(accounts, ({ line }) => line.booked_kg))}</td>
        <td className="number">{f.kg(weighed)}</td>
        <td className="number">{isAloneKnown ? f.money(alone) : '–'}</td>
        <td className="number">
          <strong>{f.money(owed)}</strong>
        </td>
        {settled && (
          <>
            <td className="number">{f.money(paid)}</td>
            <td className="number">{f.money(owed - paid)}</td>
          </>
        )}
      </tr>
    </tfoot>
  );
}
