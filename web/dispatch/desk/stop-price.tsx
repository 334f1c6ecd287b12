import { useMemo } from 'react';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { usePriceWords } from '../dock/price-words.ts';
import { useHubContext } from '../hub-context.ts';
import { CostChange, hasNoRoad } from './cost-change.tsx';
import type { Desk } from './use-desk.ts';

/** What a stop adds to its run, and what it would cost in the next best one. */
export function StopPriceFacts({ desk, stop }: { readonly desk: Desk; readonly stop: string }) {
  const { t } = useI18n();
  const f = useFormat();
  const canEdit = useHubContext().canEdit && !desk.isPreview;
  const words = usePriceWords(desk);
  const price = useMemo(() => desk.pricer.priceStop(stop), [desk.pricer, stop]);
  if (!price) return null;
  const next = price.next && !hasNoRoad(price.next.newViolations) ? price.next : null;
  const way = next && f.wayChange(next.metresChange);
  return (
    <section className="stack-small" aria-label={t('price.title')}>
      <h3>{t('price.title')}</h3>
      <dl className="facts">
        <dt>{t('price.adds')}</dt>
        <dd>
          <strong>{f.money(price.cost)}</strong> · {f.distance(price.metres)}
        </dd>
      </dl>
      {!next && <p className="soft">{t('price.nowhere')}</p>}
      {next && (
        <>
          <p>{t('price.next', { place: words.place(next.to) })}</p>
          <p className="row-wrap">
            <CostChange change={next.costChange} />
            {way && <span>{way}</span>}
            {next.newViolations.map((violation) => (
              <span className="badge wrong" key={`${violation.kind} ${violation.unit} ${violation.stop}`}>
                <Icon name="warning" />
                {words.broken(violation)}
              </span>
            ))}
          </p>
          {canEdit && (
            <div>
              <button
                type="button"
                className="button"
                onClick={() => desk.edit({ type: 'move', stops: [stop], to: next.to })}
              >
                {t('price.move')}
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
