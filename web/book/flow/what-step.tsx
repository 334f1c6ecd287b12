import { lazy, Suspense } from 'react';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook, useProductName, useStart } from '../book-context.ts';
import { SpeakButton } from '../ui/speak-button.tsx';
import { productOf, unitsFor, usualKg } from './draft.ts';
import type { StepProps } from './new-booking.tsx';

/** Not needed before there is something to choose; without signal the service worker has them. */
const ProductPicture = lazy(() =>
  import('#web/shared/ui/product-picture.tsx').then(({ ProductPicture: picture }) => ({ default: picture })),
);

const mostKg = 100_000;
const step = 10;

/** What: to be fetched or to be brought; product; kg or crates, whichever she knows. */
export function WhatStep({ draft, change, goOn }: StepProps) {
  const { t, format } = useBook();
  const { products } = useStart();
  const nameOf = useProductName();
  const product = productOf(products, draft.product);
  const perCrate = product?.kg_per_crate ?? usualKg.crate;
  const perParcel = product?.kg_per_parcel ?? usualKg.parcel;
  const isEnough = draft.kg > 0 && draft.kg <= mostKg;
  const crates = draft.crates ?? unitsFor(draft.kg, perCrate);
  const amount = [format.kg(draft.kg), draft.kind === 'pickup' && nameOf(draft.product)].filter(Boolean);
  const spoken = `${amount.join(' ')}. ${t('what.crates')}: ${format.number(crates)}`;
  const setKg = (kg: number) => change({ kg: Math.max(0, kg), crates: null });

  return (
    <>
      <main>
        <h1>{t('what.title')}</h1>
        <fieldset className="choice">
          <legend className="hidden">{t('what.kind')}</legend>
          {(['pickup', 'delivery'] as const).map((kind) => (
            <label key={kind} className="tile">
              <input
                type="radio"
                name="kind"
                checked={draft.kind === kind}
                onChange={() =>
                  change({ kind, product: kind === 'delivery' ? '' : (products[0]?.name ?? '') })
                }
              />
              <Icon name={kind === 'pickup' ? 'upload' : 'download'} />
              {t(`kind.${kind}`)}
            </label>
          ))}
        </fieldset>
        {draft.kind === 'pickup' && (
          <fieldset className="choice grid">
            <legend>{t('what.product')}</legend>
            {products.map(({ id, name, picture }) => (
              <label key={id} className="tile">
                <input
                  type="radio"
                  name="product"
                  checked={draft.product === name}
                  onChange={() => change({ product: name, crates: null, parcels: null })}
                />
                <Suspense fallback={<span className="product-picture" />}>
                  <ProductPicture name={picture} />
                </Suspense>
                {nameOf(name)}
              </label>
            ))}
          </fieldset>
        )}
        <div className="stepper">
          <label className="field">
            {t('what.kg')}
            <input
              type="number"
              inputMode="decimal"
              min={0}
              max={mostKg}
              value={draft.kg === 0 ? '' : draft.kg}
              onChange={(event) => setKg(Number(event.target.value))}
            />
          </label>
          <button
            type="button"
            className="button"
            aria-label={t('what.less')}
            onClick={() => setKg(draft.kg - step)}
          >
            −{step}
          </button>
          <button
            type="button"
            className="button"
            aria-label={t('what.more')}
            onClick={() => setKg(draft.kg + step)}
          >
            +{step}
          </button>
        </div>
        {isEnough && <SpeakButton text={spoken} />}
        <label className="field">
          {t('what.crates')}
          <input
            type="number"
            inputMode="numeric"
            min={0}
            value={draft.crates ?? (draft.kg > 0 ? unitsFor(draft.kg, perCrate) : '')}
            onChange={(event) => {
              const crates = Math.round(Number(event.target.value));
              change({ crates, kg: draft.crates === null && draft.kg > 0 ? draft.kg : crates * perCrate });
            }}
            onFocus={() => change({ crates: null })}
          />
        </label>
        <details open={draft.kind === 'delivery' || draft.parcels !== null}>
          <summary>{t('what.packed')}</summary>
          <label className="field">
            {t('what.parcels')}
            <input
              type="number"
              inputMode="numeric"
              min={0}
              value={draft.parcels ?? ''}
              placeholder={draft.kg > 0 ? String(unitsFor(draft.kg, perParcel)) : ''}
              onChange={(event) =>
                change({ parcels: event.target.value === '' ? null : Math.round(Number(event.target.value)) })
              }
            />
          </label>
        </details>
      </main>
      <footer className="bottom">
        <button type="button" className="button main" disabled={!isEnough} onClick={goOn}>
          {t(isEnough ? 'next' : 'what.needed')}
        </button>
      </footer>
    </>
  );
}
