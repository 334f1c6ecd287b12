import type { CostReport } from '#server/contract/costs.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { costPer, shareOf } from './measures.ts';

/** What the span comes to. */
export function CostTotals({ report }: { readonly report: CostReport }) {
  const { t } = useI18n();
  const f = useFormat();
  const { total } = report;
  const { cost, of_runs: ofRuns } = total;
  const per = (measure: Parameters<typeof costPer>[0]) => {
    const amount = costPer(measure, total, cost);
    return amount === null ? '–' : f.moneyExact(amount);
  };
  const percent = (part: number, whole: number) => {
    const share = shareOf(part, whole);
    return share === null ? '–' : f.percent(share);
  };
  const figures: [string, string][] = [
    [t('costs.per_parcel'), per('per_parcel')],
    [t('costs.per_kg'), per('per_kg')],
    [t('costs.per_tonne_km'), per('per_tonne_km')],
    [t('figure.cost'), f.money(cost)],
    ...(ofRuns
      ? ([
          [t('money.planned'), f.money(ofRuns.planned_cost)],
          [t('money.difference'), f.change(cost - ofRuns.planned_cost, f.money)],
          [t('costs.load'), percent(total.kg_km, ofRuns.capacity_kg_km)],
          [t('costs.empty'), percent(ofRuns.empty_metres, ofRuns.metres)],
          [t('costs.waiting'), percent(ofRuns.waiting_seconds, ofRuns.seconds)],
        ] satisfies [string, string][])
      : []),
  ];
  return (
    <div className="stack-small">
      <dl className="cost-totals">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">
        {t('costs.counted', { days: report.days, settled: report.settled_days })}
        {ofRuns &&
          ofRuns.noted < ofRuns.runs &&
          ` ${t('costs.noted', { noted: ofRuns.noted, runs: ofRuns.runs })}`}
      </p>
    </div>
  );
}
