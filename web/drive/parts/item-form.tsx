import { useState } from 'react';
import { keyOfItem } from '#server/domain/drive/driven-run.ts';
import { type Collected, type PartlyReason, partlyReasons } from '#server/domain/drive/run-event.ts';
import type { ItemState } from '#server/domain/drive/run-state.ts';
import { useFormat, useWords } from '../i18n.tsx';
import type { DayTools } from '../pages/day.tsx';
import { useDraft } from '../phone/use-draft.ts';
import { weighedApart } from '../phone/weighed-apart.ts';
import { Choices } from './choices.tsx';
import { MainAction } from './main-action.tsx';
import { MissedForm } from './missed-form.tsx';
import { NumberField, readNumber } from './number-field.tsx';
import { noProof, type Proof, ProofFields } from './proof-fields.tsx';
import { ProductsApart } from './products-apart.tsx';
import { useProductName } from './use-product-name.ts';

interface ItemFormProps {
  readonly tools: DayTools;
  readonly item: ItemState;
  readonly onDone: () => void;
}

type Part = 'taken' | 'missed' | 'refused';

/** Less than this share of what was booked is asked about. */
const asMuchAs = 0.9;

/** What was weighed and counted of a request, or why nothing was. */
export function ItemForm({ tools, item, onDone }: ItemFormProps) {
  const { t } = useWords();
  const [part, setPart] = useState<Part>('taken');
  if (part === 'missed') {
    const { request, visit } = item;
    return (
      <MissedForm
        tools={tools}
        title={item.kind === 'delivery' ? t('item.not-delivered') : t('item.not-collected')}
        onSave={(missed) => tools.note({ kind: 'missed', item: { request, visit }, ...missed }).then(onDone)}
        onBack={() => setPart('taken')}
      />
    );
  }
  if (part === 'refused') {
    return <RefusedForm tools={tools} item={item} onBack={() => setPart('taken')} />;
  }
  return (
    <TakenForm tools={tools} item={item} onDone={onDone}>
      <button type="button" className="button big" onClick={() => setPart('missed')}>
        {item.kind === 'delivery' ? t('item.not-delivered') : t('item.not-collected')}
      </button>
      {item.kind === 'pickup' && (
        <button type="button" className="button big" onClick={() => setPart('refused')}>
          {t('item.leave-some')}
        </button>
      )}
      <button type="button" className="button big quiet" onClick={onDone}>
        {t('head.back')}
      </button>
    </TakenForm>
  );
}

function TakenForm({ tools, item, onDone, children }: ItemFormProps & { children: React.ReactNode }) {
  const { t } = useWords();
  const f = useFormat();
  const productOf = useProductName(tools.view);
  const isPickup = item.kind === 'pickup';
  const before = item.outcome?.kind === 'missed' ? null : item.outcome;
  const weighed = before?.kind === 'collected' ? before : null;
  const { fields, change, forget } = useDraft(`${tools.view.wire.run} ${keyOfItem(item)}`, {
    gross: weighed ? String(Math.round((weighed.kg + weighed.tare_kg) * 1000) / 1000) : '',
    tare: weighed && weighed.tare_kg > 0 ? String(weighed.tare_kg) : '',
    crates: String(before?.taken.crates ?? item.booked.crates),
    cratesBack: weighed && weighed.crates_back > 0 ? String(weighed.crates_back) : '',
    parcels: String(before?.taken.parcels ?? item.booked.parcels),
    to: before?.kind === 'delivered' ? before.to : '',
    apart: JSON.stringify(othersOf(weighed?.products ?? [], item.product)),
  });
  const { gross, tare, crates, cratesBack, parcels, to } = fields;
  const typed = JSON.parse(fields.apart) as Readonly<Record<string, string>>; // written here
  const [partly, setPartly] = useState<PartlyReason | null>(weighed?.partly ?? null);
  // A correction of the weight leaves the photo and the mark as they are.
  const [proof, setProof] = useState<Proof>(
    before ? { note: before.note, photo: before.photo, consent: before.consent } : noProof,
  );
  const tareKg = readNumber(tare) ?? 0;
  const grossKg = readNumber(gross);
  const net = grossKg === null ? null : Math.round((grossKg - tareKg) * 1000) / 1000;
  const isLess = isPickup && net !== null && net < item.booked.kg * asMuchAs;
  const apart = net === null ? [] : weighedApart(net, item.product, typed);
  const isReady = isPickup ? net !== null && net >= 0 && apart !== null : readNumber(parcels) !== null;
  const save = async (): Promise<void> => {
    const { request, visit } = item;
    const counts = {
      crates: Math.round(readNumber(crates) ?? 0),
      parcels: Math.round(readNumber(parcels) ?? 0),
    };
    if (isPickup) {
      await tools.note({
        kind: 'collected',
        item: { request, visit },
        partly: isLess ? partly : null,
        kg: net ?? 0,
        tare_kg: tareKg,
        ...counts,
        crates_back: Math.round(readNumber(cratesBack) ?? 0),
        products: apart ?? [],
        ...proof,
      });
    } else {
      const share = item.booked.parcels > 0 ? Math.min(1, counts.parcels / item.booked.parcels) : 1;
      const kg = Math.round(item.booked.kg * share * 1000) / 1000;
      await tools.note({
        kind: 'delivered',
        item: { request, visit },
        to: to.trim(),
        kg,
        ...counts,
        ...proof,
      });
    }
    forget();
    onDone();
  };
  return (
    <main className="drive-page">
      <h1>{productOf(item.product)}</h1>
      <p className="soft">
        {isPickup
          ? t('item.booked', { kg: f.kg(item.booked.kg), crates: item.booked.crates })
          : t('item.parcels', { count: item.booked.parcels })}
      </p>
      {isPickup ? (
        <>
          <NumberField
            id="kg"
            label={t('item.weight')}
            unit={t('unit.kg')}
            value={gross}
            onChange={(to) => change({ gross: to })}
          />
          <div className="two">
            <NumberField
              id="tare"
              label={t('item.tare')}
              unit={t('unit.kg')}
              value={tare}
              onChange={(to) => change({ tare: to })}
            />
            <output className="net">{t('item.net', { kg: f.kg(Math.max(0, net ?? 0)) })}</output>
          </div>
          <div className="two">
            <NumberField
              id="crates"
              label={t('item.crates')}
              isWhole
              value={crates}
              onChange={(to) => change({ crates: to })}
            />
            <NumberField
              id="crates-back"
              label={t('item.crates-back')}
              isWhole
              value={cratesBack}
              onChange={(to) => change({ cratesBack: to })}
            />
          </div>
          <ProductsApart
            wire={tools.view.wire}
            booked={item.product}
            kg={net}
            typed={typed}
            onChange={(next) => change({ apart: JSON.stringify(next) })}
          />
        </>
      ) : (
        <div className="field">
          <label htmlFor="to">{t('item.to')}</label>
          <input
            id="to"
            className="input"
            maxLength={100}
            value={to}
            onChange={(event) => change({ to: event.target.value })}
          />
        </div>
      )}
      <NumberField
        id="parcels"
        label={t('item.parcels-field')}
        isWhole
        value={parcels}
        onChange={(to) => change({ parcels: to })}
      />
      {isLess && (
        <Choices
          legend={t('item.why-less')}
          name="partly"
          choices={partlyReasons.map((each) => [each, t(`partly.${each}`)])}
          value={partly}
          onChange={setPartly}
          none={t('partly.none')}
        />
      )}
      <ProofFields tools={tools} proof={proof} onChange={setProof} />
      {children}
      <MainAction isDisabled={!isReady} onAct={() => void save()}>
        {isPickup ? t('item.save', { kg: f.kg(Math.max(0, net ?? 0)) }) : t('item.save-delivery')}
      </MainAction>
    </main>
  );
}

/** As it was typed: the rest is of the one that was booked. */
const othersOf = (products: Collected['products'], booked: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    products.flatMap(({ product, kg }) => (product === booked ? [] : [[product, String(kg)] as const])),
  );

/** Goods that stand ready and are left there. */
function RefusedForm({ tools, item, onBack }: Omit<ItemFormProps, 'onDone'> & { onBack: () => void }) {
  const { t } = useWords();
  const [kg, setKg] = useState('');
  const [proof, setProof] = useState<Proof>(noProof);
  const { request, visit } = item;
  const left = readNumber(kg);
  return (
    <main className="drive-page">
      <h1>{t('item.leave-some')}</h1>
      <NumberField id="left" label={t('item.left')} unit={t('unit.kg')} value={kg} onChange={setKg} />
      <ProofFields tools={tools} proof={proof} onChange={setProof} />
      <button type="button" className="button big quiet" onClick={onBack}>
        {t('head.back')}
      </button>
      <MainAction
        isDisabled={left === null || proof.note.trim() === ''}
        onAct={() =>
          void tools
            .note({
              kind: 'goods_refused',
              item: { request, visit },
              reason: proof.note.trim().slice(0, 300),
              kg: left ?? 0,
              crates: 0,
              parcels: 0,
              ...proof,
            })
            .then(onBack)
        }
      >
        {t('action.save')}
      </MainAction>
    </main>
  );
}
