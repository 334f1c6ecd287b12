import { useState } from 'react';
import { mostOfTap } from '#server/contract/tap-bounds.ts';
import { useFormat, useWords } from '../i18n.tsx';
import { MainAction } from '../parts/main-action.tsx';
import { NumberField, readNumber } from '../parts/number-field.tsx';
import { noProof, type Proof, ProofFields } from '../parts/proof-fields.tsx';
import { useProductName } from '../parts/use-product-name.ts';
import { newId } from '#web/shared/phone/ids.ts';
import type { DayTools } from './day.tsx';

/** Somebody at the roadside has goods that nobody booked. */
export function UnplannedForm({ tools, onDone }: { tools: DayTools; onDone: () => void }) {
  const { t } = useWords();
  const f = useFormat();
  const productOf = useProductName(tools.view);
  const { state, run, wire } = tools.view;
  const [place, setPlace] = useState('');
  const [grower, setGrower] = useState('');
  const [product, setProduct] = useState(wire.products[0]?.name ?? '');
  const [kg, setKg] = useState('');
  const [crates, setCrates] = useState('');
  const [proof, setProof] = useState<Proof>(noProof);
  const weight = readNumber(kg);
  const room = Math.max(0, run.capacity.kg - state.aboard.kg);
  const promised = state.stops
    .filter(({ trip }) => trip === state.trip)
    .flatMap(({ items }) => items)
    .filter(({ kind, outcome }) => kind === 'pickup' && outcome === null)
    .reduce((sum, { booked }) => sum + booked.kg, 0);
  const save = async (): Promise<void> => {
    const perParcel = wire.products.find(({ name }) => name === product)?.kg_per_parcel ?? 5;
    await tools.note({
      kind: 'unplanned',
      // Unique in the run, and short enough for a text message.
      pickup: newId().slice(0, 8),
      place: place.trim(),
      grower: grower.trim(),
      product,
      kg: weight ?? 0,
      tare_kg: 0,
      crates: Math.round(readNumber(crates) ?? 0),
      crates_back: 0,
      parcels: Math.min(mostOfTap.count, Math.ceil((weight ?? 0) / perParcel)),
      products: [],
      ...proof,
    });
    onDone();
  };
  return (
    <main className="drive-page">
      <h1>{t('unplanned.title')}</h1>
      <output className={weight !== null && weight > room ? 'drive-note wrong' : 'soft'}>
        {t('unplanned.room', { kg: f.kg(room), booked: f.kg(Math.min(room, promised)) })}
      </output>
      <div className="field">
        <label htmlFor="grower">{t('unplanned.grower')}</label>
        <input
          id="grower"
          className="input"
          maxLength={100}
          value={grower}
          onChange={(event) => setGrower(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor="place">{t('unplanned.place')}</label>
        <input
          id="place"
          className="input"
          maxLength={200}
          value={place}
          onChange={(event) => setPlace(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor="product">{t('unplanned.product')}</label>
        <select
          id="product"
          className="select"
          value={product}
          onChange={(event) => setProduct(event.target.value)}
        >
          {wire.products.map(({ name }) => (
            <option key={name} value={name}>
              {productOf(name)}
            </option>
          ))}
        </select>
      </div>
      <div className="two">
        <NumberField id="kg" label={t('item.weight')} unit={t('unit.kg')} value={kg} onChange={setKg} />
        <NumberField id="crates" label={t('item.crates')} isWhole value={crates} onChange={setCrates} />
      </div>
      <ProofFields tools={tools} proof={proof} onChange={setProof} />
      <MainAction isDisabled={weight === null || weight === 0} onAct={() => void save()}>
        {t('item.save', { kg: f.kg(weight ?? 0) })}
      </MainAction>
    </main>
  );
}
