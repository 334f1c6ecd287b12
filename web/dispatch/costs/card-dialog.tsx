import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import { fuelKind } from '#server/contract/rates.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { BandLines } from './band-lines.tsx';
import { type CardForm, draftOfForm, moneyFields } from './card-form.ts';
import { MoneyField } from './money-field.tsx';

interface CardDialogProps {
  /** Null: a new one. */
  readonly card: string | null;
  readonly start: CardForm;
  readonly vehicles: readonly Vehicle[];
  readonly onClose: () => void;
}

/** Writes a rate card, new or anew. */
export function CardDialog({ card, start, vehicles, onClose }: CardDialogProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const [form, setForm] = useState(start);
  const set = (part: Partial<CardForm>): void => setForm({ ...form, ...part });
  const save = useMutation({
    mutationFn: () => {
      const body = draftOfForm(form, hub.currency);
      return card === null
        ? call(endpoints.addRateCard, { params: { hub: hub.id }, body })
        : call(endpoints.changeRateCard, { params: { hub: hub.id, card }, body });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.rates(hub.id) });
      onClose();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  const ofType = vehicles.filter(({ type }) => type === form.type);
  return (
    <Dialog title={t('rates.card-of', { type: form.type })} onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        {save.error && <ProblemPanel error={save.error} />}
        <div className="form-grid">
          <InputField
            label={t('rates.name')}
            hint={t('rates.name-hint')}
            required
            maxLength={100}
            value={form.name}
            onChange={(event) => set({ name: event.target.value })}
          />
          <InputField
            label={t('rates.from')}
            type="date"
            required
            value={form.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <InputField
            label={t('rates.until')}
            type="date"
            hint={t('rates.until-hint')}
            value={form.until}
            onChange={(event) => set({ until: event.target.value })}
          />
        </div>
        <fieldset className="stack-small">
          <legend className="legend">{t('rates.vehicles')}</legend>
          <p className="soft small">{t('rates.vehicles-hint', { type: form.type })}</p>
          <div className="row-wrap">
            {ofType.map(({ name }) => (
              <label className="check" key={name}>
                <input
                  type="checkbox"
                  checked={form.vehicles.includes(name)}
                  onChange={(event) =>
                    set({
                      vehicles: event.target.checked
                        ? [...form.vehicles, name]
                        : form.vehicles.filter((each) => each !== name),
                    })
                  }
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <BandLines bands={form.bands} onChange={(bands) => set({ bands })} />
        <div className="form-grid">
          {moneyFields.map((field) => (
            <MoneyField
              key={field}
              label={t(`rates.${field}`)}
              value={form.money[field]}
              onChange={(value) => set({ money: { ...form.money, [field]: value } })}
            />
          ))}
        </div>
        <FuelFields form={form} set={set} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={save.isPending}>
            {t('action.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface FuelFieldsProps {
  readonly form: CardForm;
  readonly set: (part: Partial<CardForm>) => void;
}

function FuelFields({ form, set }: FuelFieldsProps) {
  const { t } = useI18n();
  const litres = (field: 'litresEmpty' | 'litresLoaded', min: string) => (
    <InputField
      label={t(field === 'litresEmpty' ? 'rates.litres-empty' : 'rates.litres-loaded')}
      type="number"
      inputMode="decimal"
      min={min}
      max="200"
      step="any"
      required
      value={form[field]}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  return (
    <div className="form-grid">
      <SelectField
        label={t('rates.fuel')}
        value={form.fuel}
        onChange={(event) => set({ fuel: event.target.value })}
      >
        <option value="">{t('rates.fuel-none')}</option>
        {fuelKind.options.map((kind) => (
          <option key={kind} value={kind}>
            {t(`fuel.${kind}`)}
          </option>
        ))}
      </SelectField>
      {form.fuel !== '' && litres('litresEmpty', '0')}
      {form.fuel !== '' && litres('litresLoaded', form.litresEmpty || '0')}
    </div>
  );
}
