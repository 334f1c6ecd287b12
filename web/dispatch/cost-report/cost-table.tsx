import type { CostFigures, CostGrouping, CostReport } from '#server/contract/costs.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { usePageOfRows } from '#web/shared/ui/use-page-of-rows.ts';
import { costPer, measures, shareOf } from './measures.ts';
import { useGroupName } from './use-group-name.ts';

interface CostTableProps {
  readonly report: CostReport;
  readonly by: CostGrouping;
}

/** All figures of all groups; they add up to the last line. */
export function CostTable({ report, by }: CostTableProps) {
  const { t } = useI18n();
  const f = useFormat();
  const nameOf = useGroupName(by);
  const { groups, total, hub } = report;
  const { shown, more, showMore } = usePageOfRows(groups);
  const isOfRuns = groups[0]?.of_runs !== null;
  return (
    <div className="stack-small">
      <h2>{t('costs.table')}</h2>
      {!isOfRuns && <p className="soft small">{t('costs.by-shares')}</p>}
      {/* Wide tables scroll sideways; focusable, so that the keyboard can do it too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="table-scroll" tabIndex={0} aria-label={t('costs.table')}>
        <table className="table">
          <CostTableHead by={by} isOfRuns={isOfRuns} />
          <tbody>
            {shown.map((group) => (
              <CostRow
                key={JSON.stringify([group.date, group.run, group.name])}
                name={nameOf(group)}
                figures={group}
                isOfRuns={isOfRuns}
              />
            ))}
          </tbody>
          <tfoot>
            {hub !== 0 && (
              <tr>
                <th scope="row">{t('money.hub')}</th>
                <td className="number" colSpan={2}>
                  –
                </td>
                <td className="number">{f.money(hub)}</td>
                <td className="number" colSpan={measures.length}>
                  –
                </td>
              </tr>
            )}
            <CostRow name={t('money.together')} figures={total} isOfRuns={isOfRuns} />
          </tfoot>
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

const runHeads = [
  'money.planned',
  'money.difference',
  'figure.distance',
  'costs.empty',
  'costs.load',
  'costs.waiting',
] as const;

function CostTableHead({ by, isOfRuns }: { readonly by: CostGrouping; readonly isOfRuns: boolean }) {
  const { t } = useI18n();
  const heads = [
    ...(['costs.parcels', 'figure.weight', 'figure.cost'] as const).map((key) => t(key)),
    ...measures.map((measure) => t(`costs.${measure}`)),
    ...(isOfRuns ? runHeads.map((key) => t(key)) : []),
  ];
  return (
    <thead>
      <tr>
        <th scope="col">{t(`costs.by-${by}`)}</th>
        {heads.map((head) => (
          <th scope="col" className="number" key={head}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface CostRowProps {
  readonly name: string;
  readonly figures: CostFigures;
  readonly isOfRuns: boolean;
}

function CostRow({ name, figures, isOfRuns }: CostRowProps) {
  const f = useFormat();
  const { cost, parcels, grams, kg_km: kgKm, of_runs: ofRuns } = figures;
  const percent = (share: number | null) => (share === null ? '–' : f.percent(share));
  const per = measures.map((measure) => costPer(measure, figures, cost));
  const cells = [
    f.number(parcels),
    f.kg(grams / 1000),
    f.money(cost),
    ...per.map((amount) => (amount === null ? '–' : f.moneyExact(amount))),
    ...(isOfRuns && ofRuns
      ? [
          f.money(ofRuns.planned_cost),
          ofRuns.noted > 0 ? f.change(cost - ofRuns.planned_cost, f.money) : '–',
          f.distance(ofRuns.metres),
          percent(shareOf(ofRuns.empty_metres, ofRuns.metres)),
          percent(shareOf(kgKm, ofRuns.capacity_kg_km)),
          percent(shareOf(ofRuns.waiting_seconds, ofRuns.seconds)),
        ]
      : []),
  ];
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        // The columns are always the same.
        // oxlint-disable-next-line react/no-array-index-key
        <td className="number" key={index}>
          {cell}
        </td>
      ))}
    </tr>
  );
}
