import { type FormEvent, useState } from 'react';
import type { MoneyRun } from '#server/contract/money.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { MoneyField } from '../costs/money-field.tsx';
import { useHubContext } from '../hub-context.ts';
import { type ActualForm, actualOf, formOf } from './actual-form.ts';
import { useNoteActuals } from './use-note-actuals.ts';

interface ActualDialogProps {
  readonly run: MoneyRun;
  readonly date: string;
  readonly onClose: () => void;
}

/** Odometer, hours, fuel and tolls of a run; what is left empty counts as planned. */
export function ActualDialog({ run, date, onClose }: ActualDialogProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const [form, setForm] = useState(() => formOf(run.typed, hub));
  const set = (part: Partial<ActualForm>): void => setForm({ ...form, ...part });
  const actual = actualOf(form, run, { ...hub, date });
  const note = useNoteActuals(date, onClose);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    note.mutate({ runs: [actual], weighings: [] });
  };
  // Where nothing is typed, what the driver says counts.
  const said = formOf(run.driven, hub);
  const saidOf = (value: string) => value !== '' && { hint: t('money.driver-says', { value }) };
  const odometer = (field: 'from' | 'to') => (
    <InputField
      {...saidOf(said[field])}
      label={t(field === 'from' ? 'money.odometer-start' : 'money.odometer-end')}
      type="number"
      inputMode="decimal"
      min={field === 'to' && form.from !== '' ? form.from : '0'}
      step="any"
      value={form[field]}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  const dayOf = (instant: string): string | null => {
    const day = f.dayOf(instant);
    return day === date ? null : f.dayShort(day);
  };
  const time = (field: 'left' | 'back') => {
    const at = `${field}_at` as const;
    const day = actual[at] && dayOf(actual[at]);
    const driven = run.driven?.[at];
    const hints = [
      day && t('money.counts-as', { day }),
      driven && t('money.driver-says', { value: [dayOf(driven), f.time(driven)].filter(Boolean).join(' ') }),
    ].filter(Boolean);
    return (
      <InputField
        {...(hints.length > 0 && { hint: hints.join(' · ') })}
        label={t(field === 'left' ? 'money.left' : 'money.back')}
        type="time"
        value={form[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    );
  };
  return (
    <Dialog title={t('money.note-of', { vehicle: run.vehicle })} onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        {note.error && <ProblemPanel error={note.error} />}
        <p className="soft">
          {t('money.as-planned', {
            km: f.distance(run.planned.metres),
            hours: f.duration(run.planned.seconds),
            cost: f.money(run.planned.cost),
          })}
          {run.driven && ` ${t('money.driver-hint')}`}
        </p>
        <div className="form-grid">
          {odometer('from')}
          {odometer('to')}
          {time('left')}
          {time('back')}
          <InputField
            {...saidOf(said.litres)}
            label={t('money.litres')}
            type="number"
            inputMode="decimal"
            min="0"
            max="10000"
            step="any"
            value={form.litres}
            onChange={(event) => set({ litres: event.target.value })}
          />
          <MoneyField
            label={t('money.fuel-paid')}
            hint={[t('money.fuel-hint'), said.fuel && t('money.driver-says', { value: said.fuel })]
              .filter(Boolean)
              .join(' ')}
            value={form.fuel}
            onChange={(fuel) => set({ fuel })}
          />
          <MoneyField
            {...saidOf(said.tolls)}
            label={t('money.tolls')}
            value={form.tolls}
            onChange={(tolls) => set({ tolls })}
          />
        </div>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={note.isPending}>
            {t('action.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
