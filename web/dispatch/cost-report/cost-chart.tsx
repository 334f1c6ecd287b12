import { useId } from 'react';
import { type CostReport, isOfTime } from '#server/contract/costs.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { readMoney } from '#web/shared/i18n/money-text.ts';
import { usePageOfRows } from '#web/shared/ui/use-page-of-rows.ts';
import { useHubContext } from '../hub-context.ts';
import type { CostChoice } from './cost-choice.ts';
import { costPer } from './measures.ts';
import { useGroupName } from './use-group-name.ts';

interface CostChartProps {
  readonly report: CostReport;
  readonly choice: CostChoice;
}

/** A bar for each group with its figure; its plan a mark, the target a dashed line. The table below says the same. */
export function CostChart({ report, choice }: CostChartProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const titleId = useId();
  const { by, measure } = choice;
  const nameOf = useGroupName(by);
  const target =
    measure === 'per_parcel' && choice.target !== '' ? readMoney(choice.target, hub.currency) : null;
  const figures = report.groups.flatMap((group) => {
    const amount = costPer(measure, group, group.cost);
    const isNoted = group.of_runs !== null && group.of_runs.noted > 0;
    const planned = isNoted ? costPer(measure, group, group.of_runs?.planned_cost ?? 0) : null;
    return amount === null ? [] : [{ name: nameOf(group), amount, planned }];
  });
  const bars = isOfTime(by) ? figures : figures.toSorted((a, b) => b.amount - a.amount);
  const { shown, more, showMore } = usePageOfRows(bars);
  const most = Math.max(target ?? 0, ...shown.map(({ amount, planned }) => Math.max(amount, planned ?? 0)));
  const at = (amount: number) => `${most > 0 ? (100 * amount) / most : 0}%`;
  const over = target === null ? [] : bars.filter(({ amount }) => amount > target);
  return (
    <section className="stack-small" aria-labelledby={titleId}>
      <h2 id={titleId}>{t(`costs.${measure}`)}</h2>
      <p className="soft small">
        {bars.some(({ planned }) => planned !== null) && `${t('costs.mark-planned')} `}
        {target !== null &&
          t('costs.over-target', { target: f.moneyExact(target), over: over.length, count: bars.length })}
      </p>
      <ul className="cost-chart">
        {shown.map(({ name, amount, planned }) => (
          <li key={name}>
            <span>{name}</span>
            <svg aria-hidden="true" preserveAspectRatio="none">
              <rect className="cost-bar" y="25%" height="50%" width={at(amount)} />
              {planned !== null && (
                <line className="cost-planned" x1={at(planned)} x2={at(planned)} y1="5%" y2="95%" />
              )}
              {target !== null && (
                <line className="cost-target" x1={at(target)} x2={at(target)} y1="0" y2="100%" />
              )}
            </svg>
            <span className="number">
              {f.moneyExact(amount)}
              {target !== null && amount > target && (
                <span className="cost-over">
                  {t('costs.over', { amount: f.moneyExact(amount - target) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="button no-print" onClick={showMore}>
          {t('list.more', { count: more })}
        </button>
      )}
    </section>
  );
}
