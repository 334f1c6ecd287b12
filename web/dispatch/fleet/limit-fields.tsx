import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { NumberField } from './number-field.tsx';
import type { TermsDraft } from './terms-draft.ts';

interface LimitFieldsProps {
  readonly draft: TermsDraft;
  readonly problemOf: (path: string) => string | null;
  readonly onChange: (part: Partial<TermsDraft>) => void;
}

/** What limits a run of a type, and the driver's break. */
export function LimitFields({ draft, problemOf, onChange }: LimitFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <fieldset className="form-grid three">
        <legend className="legend">{t('type.run')}</legend>
        <NumberField
          label={t('type.most-trips')}
          required
          min="1"
          max="20"
          error={problemOf('most_trips')}
          value={draft.most_trips}
          onChange={(value) => onChange({ most_trips: value })}
        />
        <NumberField
          label={t('type.most-stops')}
          min="1"
          max="1000"
          hint={t('form.empty-no-limit')}
          error={problemOf('most_stops')}
          value={draft.most_stops}
          onChange={(value) => onChange({ most_stops: value })}
        />
        <NumberField
          label={t('type.most-km')}
          min="1"
          max="10000"
          step="any"
          hint={t('form.empty-no-limit')}
          error={problemOf('most_km')}
          value={draft.most_km}
          onChange={(value) => onChange({ most_km: value })}
        />
        <NumberField
          label={t('type.most-hours')}
          min="0.5"
          max="48"
          step="any"
          hint={t('form.empty-no-limit')}
          error={problemOf('most_hours')}
          value={draft.most_hours}
          onChange={(value) => onChange({ most_hours: value })}
        />
      </fieldset>
      <BreakFields draft={draft} problemOf={problemOf} onChange={onChange} />
    </>
  );
}

function BreakFields({ draft: { break: rest }, problemOf, onChange }: LimitFieldsProps) {
  const { t } = useI18n();
  return (
    <fieldset className="stack">
      <legend className="legend">{t('type.break')}</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={rest !== null}
          onChange={({ target }) =>
            onChange({ break: target.checked ? { minutes: 30, from: '11:00', until: '14:00' } : null })
          }
        />
        {t('type.has-break')}
      </label>
      {rest && (
        <div className="form-grid three">
          <NumberField
            label={t('type.break-minutes')}
            required
            min="1"
            max="480"
            value={rest.minutes}
            onChange={(minutes) => onChange({ break: { ...rest, minutes } })}
          />
          <InputField
            label={t('type.break-from')}
            type="time"
            required
            value={rest.from}
            onChange={({ target }) => onChange({ break: { ...rest, from: target.value } })}
          />
          <InputField
            label={t('type.break-until')}
            type="time"
            required
            min={rest.from}
            error={problemOf('break')}
            value={rest.until}
            onChange={({ target }) => onChange({ break: { ...rest, until: target.value } })}
          />
        </div>
      )}
    </fieldset>
  );
}
