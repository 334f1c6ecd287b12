import { useState } from 'react';
import type { ItemState, StopState } from '#server/domain/drive/run-state.ts';
import { useFormat, useWords } from '../i18n.tsx';
import { ItemForm } from '../parts/item-form.tsx';
import { MainAction } from '../parts/main-action.tsx';
import { Contacts, ItemWords } from '../parts/stop-what.tsx';
import { useProductName } from '../parts/use-product-name.ts';
import type { DayTools } from './day.tsx';

interface StopPageProps {
  readonly tools: DayTools;
  readonly stop: StopState;
  readonly onGone: () => void;
}

/** At a stop: one request after the other, then on. */
export function StopPage({ tools, stop, onGone }: StopPageProps) {
  const { t } = useWords();
  const productOf = useProductName(tools.view);
  const [working, setWorking] = useState<string | null>(null);
  const keyOf = ({ request, visit }: ItemState): string => `${request} ${visit}`;
  const open = stop.items.find(({ outcome }) => outcome === null);
  const item = stop.items.find((each) => keyOf(each) === working);
  if (item) return <ItemForm tools={tools} item={item} onDone={() => setWorking(null)} />;
  const leave = async (): Promise<void> => {
    const items = stop.items.map(({ request, visit }) => ({ request, visit }));
    await tools.note({ kind: 'departed', items });
    onGone();
  };
  return (
    <main className="drive-page">
      <p className="soft">{t('stop.here')}</p>
      <h1 className="place">{stop.place}</h1>
      {stop.isTakenOut && <p className="drive-note look">{t('stop.taken-out')}</p>}
      <ul className="what">
        {stop.items.map((each) => (
          <li key={keyOf(each)}>
            <ItemWords view={tools.view} item={each} />
            <Outcome item={each} productOf={productOf} />
            {each.outcome !== null && (
              <button type="button" className="button" onClick={() => setWorking(keyOf(each))}>
                {t('stop.correct')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Contacts tools={tools} stop={stop} />
      {open ? (
        <MainAction onAct={() => setWorking(keyOf(open))}>
          {open.kind === 'delivery'
            ? t('stop.hand-over', { product: productOf(open.product) })
            : t('stop.weigh', { product: productOf(open.product) })}
        </MainAction>
      ) : (
        <MainAction onAct={() => void leave()}>{t('stop.leave')}</MainAction>
      )}
    </main>
  );
}

interface OutcomeProps {
  readonly item: ItemState;
  readonly productOf: (name: string) => string;
}

function Outcome({ item: { outcome, refused, rivals }, productOf }: OutcomeProps) {
  const { t } = useWords();
  const f = useFormat();
  if (outcome === null) return null;
  return (
    <>
      <span className="done-text">
        {outcome.kind === 'missed'
          ? t(`missed.${outcome.reason}`)
          : outcome.kind === 'delivered'
            ? t('outcome.delivered', { parcels: outcome.taken.parcels, to: outcome.to })
            : t('outcome.collected', { kg: f.kg(outcome.taken.kg), crates: outcome.taken.crates })}
      </span>
      {outcome.kind === 'collected' && outcome.products.length > 0 && (
        <span className="soft">
          {outcome.products.map(({ product, kg }) => `${productOf(product)} ${f.kg(kg)}`).join(' · ')}
        </span>
      )}
      {refused.length > 0 && (
        <span className="soft">
          {t('outcome.refused', { kg: f.kg(refused.reduce((sum, each) => sum + each.kg, 0)) })}
        </span>
      )}
      {rivals.length > 0 && (
        <span className="look-text">{t('outcome.rival', { kg: f.kg(rivals[0]?.taken.kg ?? 0) })}</span>
      )}
    </>
  );
}
