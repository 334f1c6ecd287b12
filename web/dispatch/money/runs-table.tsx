import { useState } from 'react';
import type { DayMoney, MoneyRun } from '#server/contract/money.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { runLook } from '#web/shared/map/palette.ts';
import { RunMark } from '../run-mark.tsx';
import { ActualDialog } from './actual-dialog.tsx';

const causeNames = ['km', 'hours', 'load', 'price'] as const;

/** Each run planned and actual, with what the difference comes from. */
export function RunsTable({ money }: { readonly money: DayMoney }) {
  const { t } = useI18n();
  const f = useFormat();
  const [noting, setNoting] = useState<MoneyRun | null>(null);
  return (
    <div className="stack-small">
      <h2>{t('money.runs')}</h2>
      <p className="soft small">{t('money.causes-hint')}</p>
      {/* Wide tables scroll sideways; focusable, so that the keyboard can do it too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="table-scroll" tabIndex={0} aria-label={t('money.runs')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('money.run')}</th>
              <th scope="col" className="number">
                {t('money.planned')}
              </th>
              <th scope="col" className="number">
                {t('money.actual')}
              </th>
              <th scope="col" className="number">
                {t('money.difference')}
              </th>
              {causeNames.map((cause) => (
                <th scope="col" className="number" key={cause}>
                  {t(`money.cause-${cause}`)}
                </th>
              ))}
              {!money.settled && (
                <th scope="col">
                  <span className="visually-hidden">{t('money.note')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {money.runs.map((run) => (
              <tr key={run.run}>
                <th scope="row">
                  <span className="row">
                    <RunMark number={run.run} look={runLook(run.run - 1)} />
                    {run.vehicle}
                    {run.driven && <span className="badge">{t('money.by-driver')}</span>}
                  </span>
                </th>
                <td className="number">{f.money(run.planned.cost)}</td>
                <td className="number">{run.causes ? f.money(run.cost) : '–'}</td>
                <td className="number">
                  {run.causes ? f.change(run.cost - run.planned.cost, f.money) : '–'}
                </td>
                {causeNames.map((cause) => (
                  <td className="number" key={cause}>
                    {run.causes ? f.change(run.causes[cause], f.money) : '–'}
                  </td>
                ))}
                {!money.settled && (
                  <td>
                    <button type="button" className="button" onClick={() => setNoting(run)}>
                      {t('money.note')} <span className="visually-hidden">{run.vehicle}</span>
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {noting && <ActualDialog run={noting} date={money.date} onClose={() => setNoting(null)} />}
    </div>
  );
}
