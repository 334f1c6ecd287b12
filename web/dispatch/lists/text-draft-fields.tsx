import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { PlaceField } from './place-field.tsx';
import { ProductField } from './product-field.tsx';
import { changed, doubtOf, type TextForm } from './text-draft.ts';

interface TextDraftFieldsProps {
  readonly form: TextForm;
  readonly number: number;
  readonly onChange: (form: TextForm) => void;
  readonly onRemove: () => void;
}

/** One booking of a message, to be looked over: each field that the message leaves in doubt says why. */
export function TextDraftFields({ form, number, onChange, onRemove }: TextDraftFieldsProps) {
  const { t } = useI18n();
  const f = useFormat();
  const set = (part: Partial<TextForm>): void => onChange(changed(form, part));
  const doubt = (field: keyof TextForm): string | null => {
    const found = doubtOf(form, field);
    return found === undefined ? null : t(`text.doubt.${found}`);
  };
  return (
    <fieldset className={form.doubts.length > 0 ? 'text-draft is-open' : 'text-draft'}>
      <legend className="legend">
        {form.doubts.length > 0 && <Icon name="warning" />}
        {t('text.draft', { number })}
      </legend>
      <div className="stack">
        <PlaceField
          label={t('request.place')}
          error={doubt('place')}
          value={form.place}
          onChange={(place) => set({ place })}
        />
        {form.place.hit === null && form.choices.length > 1 && (
          <div className="row-wrap">
            {form.choices.map((hit) => (
              <button
                key={hit.id}
                type="button"
                className="button"
                onClick={() => set({ place: { text: hit.name, hit } })}
              >
                {hit.near === null ? hit.name : `${hit.name}, ${hit.near}`}
              </button>
            ))}
          </div>
        )}
        <div className="form-grid">
          <InputField
            label={t('request.kg')}
            type="number"
            inputMode="decimal"
            min="0.001"
            step="any"
            required
            error={doubt('kg')}
            {...(form.isKgDerived && { hint: t('text.kg-derived') })}
            value={form.kg}
            onChange={({ target }) => set({ kg: target.value })}
          />
          <ProductField
            error={doubt('product')}
            value={form.product}
            onChange={(product) => set({ product })}
          />
          <InputField
            label={t('text.date')}
            type="date"
            required
            error={doubt('date')}
            {...(form.date !== '' && { hint: f.dayShort(form.date) })}
            value={form.date}
            onChange={({ target }) => set({ date: target.value })}
          />
          <SelectField
            label={t('request.kind')}
            value={form.kind}
            onChange={({ target }) => set({ kind: target.value === 'delivery' ? 'delivery' : 'pickup' })}
          >
            <option value="pickup">{t('kind.pickup')}</option>
            <option value="delivery">{t('kind.delivery')}</option>
          </SelectField>
          <InputField
            label={t('request.from')}
            type="time"
            value={form.from}
            onChange={({ target }) => set({ from: target.value })}
          />
          <InputField
            label={t('request.until')}
            type="time"
            value={form.until}
            onChange={({ target }) => set({ until: target.value })}
          />
          <InputField
            label={t('text.crates')}
            type="number"
            inputMode="numeric"
            min="0"
            step="1"
            value={form.crates}
            onChange={({ target }) => set({ crates: target.value })}
          />
          <InputField
            label={t('request.parcels')}
            type="number"
            inputMode="numeric"
            min="0"
            step="1"
            value={form.parcels}
            onChange={({ target }) => set({ parcels: target.value })}
          />
        </div>
        <div>
          <button type="button" className="button quiet back" onClick={onRemove}>
            <Icon name="close" />
            {t('text.remove')}
          </button>
        </div>
      </div>
    </fieldset>
  );
}
