import { useState } from 'react';
import { mostOfTap } from '#server/contract/tap-bounds.ts';
import { type VehicleFault, vehicleFaults } from '#server/domain/drive/run-event.ts';
import { useFormat, useWords } from '../i18n.tsx';
import { MainAction } from '../parts/main-action.tsx';
import { NumberField, readNumber } from '../parts/number-field.tsx';
import type { DayTools } from './day.tsx';

/** Before the day: the vehicle, and what stands on its odometer. */
export function CheckPage({ tools: { view, note } }: { tools: DayTools }) {
  const { t } = useWords();
  const [found, setFound] = useState<readonly VehicleFault[]>([]);
  const [odometer, setOdometer] = useState('');
  const [words, setWords] = useState('');
  const toggle = (fault: VehicleFault): void =>
    setFound(found.includes(fault) ? found.filter((each) => each !== fault) : [...found, fault]);
  const save = (): Promise<void> =>
    note({
      kind: 'checked',
      odometer_km: readNumber(odometer, mostOfTap.km),
      faults: found,
      note: words.trim(),
    });
  return (
    <main className="drive-page">
      <h1>{t('check.title', { vehicle: view.run.vehicle })}</h1>
      <NumberField
        id="odometer"
        label={t('check.odometer')}
        unit={t('unit.km')}
        most={mostOfTap.km}
        value={odometer}
        onChange={setOdometer}
      />
      <fieldset className="stack">
        <legend className="legend">{t('check.faults')}</legend>
        {vehicleFaults.map((fault) => (
          <label key={fault} className="choice">
            <input type="checkbox" checked={found.includes(fault)} onChange={() => toggle(fault)} />
            <span>{t(`fault.${fault}`)}</span>
          </label>
        ))}
      </fieldset>
      {found.length > 0 && (
        <div className="field">
          <label htmlFor="note">{t('item.note')}</label>
          <input
            id="note"
            className="input"
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      )}
      <MainAction onAct={() => void save()}>
        {found.length === 0 ? t('check.all-right') : t('check.with-faults', { count: found.length })}
      </MainAction>
    </main>
  );
}

/** At the hub, ready to go. */
export function LeavePage({ tools: { view, note }, trip }: { tools: DayTools; trip: number }) {
  const { t } = useWords();
  const f = useFormat();
  const planned = view.wire.latest.frozen?.run.trips[trip];
  if (!planned) return <main className="drive-page">{t('banner.withdrawn')}</main>;
  const { kg, crates, parcels } = planned.load_at_start;
  return (
    <main className="drive-page">
      <h1>{trip === 0 ? t('leave.title') : t('leave.next-trip', { trip: trip + 1 })}</h1>
      <p className="large">{t('leave.at', { time: f.time(planned.start) })}</p>
      {kg + crates + parcels > 0 && (
        <p className="drive-note">{t('leave.load', { kg: f.kg(kg), parcels, crates })}</p>
      )}
      <p>{t('leave.first', { place: planned.stops[0]?.place ?? '' })}</p>
      <MainAction onAct={() => void note({ kind: 'left_hub', trip })}>{t('leave.action')}</MainAction>
    </main>
  );
}
