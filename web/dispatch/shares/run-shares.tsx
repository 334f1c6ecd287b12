import { type CostPart, costParts } from '#server/domain/rates/price-run.ts';
import type { ScheduledDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import type { MessageKey } from '#web/shared/i18n/catalog.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { DayRun } from '../day.ts';
import type { Desk } from '../desk/use-desk.ts';
import type { Selection } from '../selection.ts';

interface RunSharesProps {
  readonly desk: Desk;
  readonly day: DayRun;
  readonly selection: Selection;
}

/** What a run is paid for, and who bears it. */
export function RunShares({ desk, day, selection }: RunSharesProps) {
  const { t } = useI18n();
  const f = useFormat();
  const scheduled = desk.shown.schedules.get(day.number);
  const shared = desk.shown.sharesOf(day.number);
  if (!scheduled || !shared) return null;
  const requests = new Map(day.stops.flatMap((stop) => stop.requests.map((each) => [each.id, each])));
  const { total } = scheduled.cost;
  return (
    <>
      <CostParts scheduled={scheduled} />
      <section className="stack-small" aria-label={t('share.run-title')}>
        <h3>{t('share.run-title')}</h3>
        <ul className="rows boxed">
          {shared.shares.map((share) => (
            <li key={`${share.stop} ${share.request}`}>
              <button
                type="button"
                className="list-row"
                onClick={() => selection.selectRequest(share.request)}
              >
                <span className="row-line">
                  <span className="grow">{requests.get(share.request)?.place ?? share.request}</span>
                  <strong>{f.money(share.amount)}</strong>
                </span>
                <span className="row-line soft small">
                  <span className="grow">
                    {f.kg(share.grams / 1000)} · {f.percent(total > 0 ? share.amount / total : 0)}
                  </span>
                  {requests.get(share.request)?.cooperative}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {shared.hub > 0 && (
          <p className="soft small">{t('share.hub-bears', { amount: f.money(shared.hub) })}</p>
        )}
      </section>
    </>
  );
}

/** Only where a card says more than the three sums do. */
function CostParts({ scheduled }: { readonly scheduled: ScheduledDeskRun }) {
  const { t } = useI18n();
  const f = useFormat();
  const { cost, parts, searchCost } = scheduled;
  const isExact = cost.other !== 0 || searchCost !== cost.total;
  if (!isExact) return null;
  const labelOf = (part: CostPart): MessageKey => `cost-part.${part}`;
  return (
    <section className="stack-small" aria-label={t('cost-part.title')}>
      <h3>{t('cost-part.title')}</h3>
      <dl className="facts">
        {costParts
          .filter((part) => parts[part] !== 0)
          .map((part) => [
            <dt key={part}>{t(labelOf(part))}</dt>,
            <dd key={`${part} amount`}>{f.money(parts[part])}</dd>,
          ])}
      </dl>
      <p className="soft small">
        {t('cost-part.search', {
          amount: f.money(searchCost),
          change: f.change(searchCost - cost.total, f.money),
        })}
      </p>
    </section>
  );
}
