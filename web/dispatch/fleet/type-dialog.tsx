import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { VehicleType } from '#server/contract/fleet.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { useHubContext } from '../hub-context.ts';
import { ClassField } from './class-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import { LimitFields } from './limit-fields.tsx';
import { MoneyField, NumberField } from './number-field.tsx';
import { draftOfTerms, emptyTerms, termsOfDraft } from './terms-draft.ts';
import { useFormSave } from './use-form-save.ts';

interface TypeDialogProps {
  /** Null to add one. */
  readonly type: VehicleType | null;
  readonly onClose: () => void;
}

/** What vehicles of a type have in common. */
export function TypeDialog({ type, onClose }: TypeDialogProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const [start] = useState(() => ({ name: type?.name ?? '', ...(type ? draftOfTerms(type) : emptyTerms) }));
  const [draft, setDraft] = useState(start);
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const { save, problemOf } = useFormSave(
    keys.fleet(hub.id),
    () => {
      const body = { name: draft.name, ...termsOfDraft(draft) };
      return type
        ? call(endpoints.updateVehicleType, { params: { hub: hub.id, type: type.id }, body })
        : call(endpoints.addVehicleType, { params: { hub: hub.id }, body });
    },
    onClose,
  );
  return (
    <FormDialog
      title={type ? t('type.edit', { name: type.name }) : t('type.add')}
      isDirty={JSON.stringify(draft) !== JSON.stringify(start)}
      isSaving={save.isPending}
      error={save.error}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <div className="form-grid">
        <InputField
          label={t('type.name')}
          required
          maxLength={64}
          error={problemOf('name')}
          value={draft.name}
          onChange={({ target }) => set({ name: target.value })}
        />
        <ClassField label={t('type.class')} value={draft.profile} onChange={(profile) => set({ profile })} />
      </div>
      <fieldset className="form-grid three">
        <legend className="legend">{t('fleet.capacity')}</legend>
        <NumberField
          label={t('load.kg')}
          required
          min="1"
          max="100000"
          step="any"
          error={problemOf('capacity_kg')}
          value={draft.capacity_kg}
          onChange={(value) => set({ capacity_kg: value })}
        />
        <NumberField
          label={t('load.crates')}
          min="0"
          hint={t('form.empty-no-limit')}
          error={problemOf('capacity_crates')}
          value={draft.capacity_crates}
          onChange={(value) => set({ capacity_crates: value })}
        />
        <NumberField
          label={t('load.parcels')}
          min="0"
          hint={t('form.empty-no-limit')}
          error={problemOf('capacity_parcels')}
          value={draft.capacity_parcels}
          onChange={(value) => set({ capacity_parcels: value })}
        />
      </fieldset>
      <fieldset className="form-grid three">
        <legend className="legend">{t('type.rates')}</legend>
        <MoneyField
          label={t('type.per-day')}
          required
          error={problemOf('fixed_cost')}
          value={draft.fixed_cost}
          onChange={(value) => set({ fixed_cost: value })}
        />
        <MoneyField
          label={t('fleet.per-km')}
          required
          error={problemOf('cost_per_km')}
          value={draft.cost_per_km}
          onChange={(value) => set({ cost_per_km: value })}
        />
        <MoneyField
          label={t('fleet.per-hour')}
          required
          error={problemOf('cost_per_hour')}
          value={draft.cost_per_hour}
          onChange={(value) => set({ cost_per_hour: value })}
        />
      </fieldset>
      <fieldset className="form-grid">
        <legend className="legend">{t('type.shift')}</legend>
        <InputField
          label={t('hours.from')}
          type="time"
          required
          value={draft.shift_start}
          onChange={({ target }) => set({ shift_start: target.value })}
        />
        <InputField
          label={t('hours.until')}
          type="time"
          required
          hint={t('type.shift-hint')}
          value={draft.shift_end}
          onChange={({ target }) => set({ shift_end: target.value })}
        />
      </fieldset>
      <LimitFields draft={draft} problemOf={problemOf} onChange={set} />
    </FormDialog>
  );
}
