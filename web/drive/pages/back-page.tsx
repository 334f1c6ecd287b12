import { useState } from 'react';
import { mostOfTap } from '#server/contract/tap-bounds.ts';
import { minorDigitsOf, readMoney } from '#web/shared/i18n/money-text.ts';
import { useFormat, useWords } from '../i18n.tsx';
import { MainAction } from '../parts/main-action.tsx';
import { NumberField, readNumber } from '../parts/number-field.tsx';
import { useDraft } from '../phone/use-draft.ts';
import type { DayTools } from './day.tsx';

/** No stop is left on the trip: the way back, and its end. */
export function AtHub({ tools: { view, note } }: { tools: DayTools }) {
  const { t } = useWords();
  const f = useFormat();
  const { state, wire } = view;
  return (
    <main className="drive-page">
      <p className="soft">{t('hub.way-back')}</p>
      <h1 className="place">{wire.hub.name}</h1>
      <p className="large">{t('hub.aboard', { kg: f.kg(state.aboard.kg), crates: state.aboard.crates })}</p>
      <MainAction onAct={() => void note({ kind: 'at_hub', trip: state.trip })}>
        {t('hub.arrived')}
      </MainAction>
    </main>
  );
}

/** The end of the day: what it took. */
export function BackPage({ tools }: { tools: DayTools }) {
  const { t } = useWords();
  const f = useFormat();
  const { view } = tools;
  const { state } = view;
  const [isAgain, setIsAgain] = useState(false);
  if (state.back === null || isAgain) return <BackForm tools={tools} onDone={() => setIsAgain(false)} />;
  const waits = view.pending.events + view.pending.pictures;
  return (
    <main className="drive-page">
      <h1>{t('back.done')}</h1>
      <p className="large">{waits === 0 ? t('back.all-sent') : t('back.to-send', { count: waits })}</p>
      <dl className="facts">
        <dt>{t('facts.collected')}</dt>
        <dd>{f.kg(collectedKg(view))}</dd>
        <dt>{t('facts.stops-done')}</dt>
        <dd>
          {state.stops.filter(({ status }) => status === 'done').length} / {state.stops.length}
        </dd>
      </dl>
      <button type="button" className="button big" onClick={() => setIsAgain(true)}>
        {t('stop.correct')}
      </button>
    </main>
  );
}

function BackForm({ tools: { view, note }, onDone }: { tools: DayTools; onDone: () => void }) {
  const { t } = useWords();
  const { state, wire } = view;
  const { currency } = wire.hub;
  const { back } = state;
  const textOf = (value: number | null | undefined): string => String(value ?? '');
  const perUnit = 10 ** minorDigitsOf(currency);
  const paidText = (minor: number | null | undefined): string =>
    typeof minor === 'number' ? String(minor / perUnit) : '';
  const { fields, change, forget } = useDraft(`${wire.run} back`, {
    odometer: textOf(back?.odometer_km),
    litres: textOf(back?.fuel_litres),
    fuel: paidText(back?.fuel_paid),
    tolls: paidText(back?.tolls_paid),
    waiting: textOf(back?.waiting_minutes),
    words: back?.note ?? '',
  });
  const { odometer, litres, fuel, tolls, waiting, words } = fields;
  const unit = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value;
  const mostPaid = mostOfTap.paid / perUnit;
  const money = (text: string): number | null => {
    const value = readNumber(text, mostPaid);
    return value === null ? null : readMoney(String(value), currency);
  };
  const save = async (): Promise<void> => {
    const minutes = readNumber(waiting, mostOfTap.minutes);
    await note({
      kind: 'back',
      odometer_km: readNumber(odometer, mostOfTap.km),
      fuel_litres: readNumber(litres, mostOfTap.litres),
      fuel_paid: money(fuel),
      tolls_paid: money(tolls),
      waiting_minutes: minutes === null ? null : Math.round(minutes),
      note: words.trim(),
    });
    forget();
    onDone();
  };
  const isWhole = minorDigitsOf(currency) === 0;
  const from = state.check?.odometer_km ?? null;
  return (
    <main className="drive-page">
      <h1>{t('back.title')}</h1>
      <NumberField
        id="odometer"
        label={t('check.odometer')}
        unit={t('unit.km')}
        most={mostOfTap.km}
        value={odometer}
        onChange={(to) => change({ odometer: to })}
        {...(from !== null && { hint: t('back.odometer-start', { km: from }) })}
      />
      <div className="two">
        <NumberField
          id="litres"
          label={t('back.litres')}
          unit={t('unit.litres')}
          most={mostOfTap.litres}
          value={litres}
          onChange={(to) => change({ litres: to })}
        />
        <NumberField
          id="fuel"
          label={t('back.fuel')}
          {...(unit && { unit })}
          isWhole={isWhole}
          most={mostPaid}
          value={fuel}
          onChange={(to) => change({ fuel: to })}
        />
      </div>
      <div className="two">
        <NumberField
          id="tolls"
          label={t('back.tolls')}
          {...(unit && { unit })}
          isWhole={isWhole}
          most={mostPaid}
          value={tolls}
          onChange={(to) => change({ tolls: to })}
        />
        <NumberField
          id="waiting"
          label={t('back.waiting')}
          unit={t('unit.minutes')}
          isWhole
          most={mostOfTap.minutes}
          value={waiting}
          onChange={(to) => change({ waiting: to })}
        />
      </div>
      <div className="field">
        <label htmlFor="note">{t('item.note')}</label>
        <input
          id="note"
          className="input"
          maxLength={500}
          value={words}
          onChange={(event) => change({ words: event.target.value })}
        />
      </div>
      <MainAction onAct={() => void save()}>{t('back.save')}</MainAction>
    </main>
  );
}

function collectedKg({ state }: DayTools['view']): number {
  const ofStops = state.stops.flatMap(({ items }) =>
    items.map(({ kind, outcome }) => (kind === 'pickup' ? (outcome?.taken.kg ?? 0) : 0)),
  );
  return [...ofStops, ...state.unplanned.map(({ kg }) => kg)].reduce((sum, kg) => sum + kg, 0);
}
