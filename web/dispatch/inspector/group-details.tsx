import { useMemo } from 'react';
import { placesOfStops } from '#server/domain/edits/desk-plan.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { bestReachable, CostChange } from '../desk/cost-change.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { usePriceWords } from '../dock/price-words.ts';
import { useHubContext } from '../hub-context.ts';

/** Several stops together: what they weigh, and the best places for all of them. */
export function GroupDetails({ desk, stops }: { readonly desk: Desk; readonly stops: readonly string[] }) {
  const { t } = useI18n();
  const f = useFormat();
  const canEdit = useHubContext().canEdit && !desk.isPreview;
  const words = usePriceWords(desk);
  const plan = desk.shown.arrangement;
  const ordered = useMemo(() => {
    const order = [...placesOfStops(plan).keys()];
    const ofPlan = new Set(plan.stops.map(({ stop }) => stop));
    const known = stops.filter((stop) => ofPlan.has(stop));
    return known.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  }, [stops, plan]);
  const best = useMemo(
    () => (ordered.length > 0 ? bestReachable(desk.pricer, ordered) : []),
    [desk.pricer, ordered],
  );
  const kg = ordered.reduce((sum, stop) => {
    const { pickup, delivery } = desk.day.stops.get(stop)!; // known
    return sum + (pickup[0] ?? 0) + (delivery[0] ?? 0);
  }, 0);
  const inRuns = ordered.filter((stop) => placesOfStops(plan).has(stop));
  return (
    <>
      <h2>{t('dock.selected', { count: ordered.length })}</h2>
      <p className="soft">{f.kg(kg)}</p>
      {canEdit && (
        <section className="stack-small" aria-label={t('dock.best')}>
          <h3>{t('dock.best')}</h3>
          <ul className="fixes">
            {best.map((price) => (
              <li key={price.to.run}>
                <button
                  type="button"
                  className="button fix"
                  onClick={() => desk.edit({ type: 'move', stops: ordered, to: price.to })}
                >
                  <span className="grow">{words.place(price.to)}</span>
                  {price.newViolations.length > 0 && (
                    <span className="row-broken">
                      <Icon name="warning" />
                      {t('run.violations', { count: price.newViolations.length })}
                    </span>
                  )}
                  <CostChange change={price.costChange} />
                </button>
              </li>
            ))}
          </ul>
          {inRuns.length > 0 && (
            <div>
              <button
                type="button"
                className="button"
                onClick={() => desk.edit({ type: 'unassign', stops: inRuns })}
              >
                {t('dock.take-out')}
              </button>
            </div>
          )}
        </section>
      )}
      <ul className="rows boxed">
        {ordered.map((stop) => (
          <li key={stop} className="group-stop">
            {words.labelOf(stop)}
          </li>
        ))}
      </ul>
    </>
  );
}
