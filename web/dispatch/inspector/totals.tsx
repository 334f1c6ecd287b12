import { Link } from 'react-router';
import type { PlanDocument } from '#server/contract/plan.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useHubContext } from '../hub-context.ts';

/** What the whole day comes to. */
export function TotalsTable({ plan }: { plan: PlanDocument }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const { totals } = plan;
  const sum = (kind: 'fixed' | 'distance' | 'time' | 'other'): number =>
    plan.runs.reduce((total, run) => total + run.cost[kind], 0);
  const orDash = (amount: number | null): string => (amount === null ? '–' : f.moneyExact(amount));
  const other = sum('other');
  return (
    <section className="totals stack" aria-label={t('totals.title')}>
      <h2>{t('totals.title')}</h2>
      <dl className="facts">
        <dt>{t('figure.per-parcel')}</dt>
        <dd>
          <strong>{orDash(totals.cost_per_parcel)}</strong>
        </dd>
        <dt>{t('figure.per-kg')}</dt>
        <dd>
          <strong>{orDash(totals.cost_per_kg)}</strong>
        </dd>
        <dt>{t('figure.cost')}</dt>
        <dd>
          <strong>{f.money(totals.cost)}</strong>
        </dd>
        <dt className="part">{t('cost.fixed')}</dt>
        <dd>{f.money(sum('fixed'))}</dd>
        <dt className="part">{t('cost.distance')}</dt>
        <dd>{f.money(sum('distance'))}</dd>
        <dt className="part">{t('cost.time')}</dt>
        <dd>{f.money(sum('time'))}</dd>
        {other !== 0 && (
          <>
            <dt className="part">{t('cost.other')}</dt>
            <dd>{f.money(other)}</dd>
          </>
        )}
        <dt>{t('figure.runs')}</dt>
        <dd>{f.number(totals.runs)}</dd>
        <dt>{t('figure.distance')}</dt>
        <dd>{f.distance(totals.metres)}</dd>
        <dt>{t('figure.hours')}</dt>
        <dd>{f.duration(totals.seconds)}</dd>
        <dt>{t('figure.weight')}</dt>
        <dd>{f.kg(totals.kg)}</dd>
        <dt>{t('load.crates')}</dt>
        <dd>{f.number(totals.crates)}</dd>
        <dt>{t('load.parcels')}</dt>
        <dd>{f.number(totals.parcels)}</dd>
      </dl>
      <Link className="button" to={`/hubs/${encodeURIComponent(hub.id)}/day/${plan.date}/money`}>
        <Icon name="coins" />
        {t('money.title')}
      </Link>
    </section>
  );
}
