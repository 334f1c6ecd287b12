import { useState } from 'react';
import { type CostFilter, costFilter, costGrouping, type CostReport } from '#server/contract/costs.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { addDays, isDate } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import type { CostChoice } from './cost-choice.ts';
import { useProductName } from '../use-product-name.ts';
import { measures } from './measures.ts';

const spans = [7, 30, 90] as const;

interface CostChooserProps {
  readonly choice: CostChoice;
  /** What can be looked at alone; null: not known yet. */
  readonly names: CostReport['names'] | null;
  readonly onChange: (change: Partial<CostChoice>) => void;
}

/** Days, groups, what cost is divided by, and the target. */
export function CostChooser({ choice, names, onChange }: CostChooserProps) {
  const { t } = useI18n();
  const { hub, today } = useHubContext();
  const productOf = useProductName();
  return (
    <div className="cost-chooser">
      <DateField label={t('costs.from')} value={choice.from} onChange={(from) => onChange({ from })} />
      <DateField label={t('costs.until')} value={choice.until} onChange={(until) => onChange({ until })} />
      <div className="row">
        {spans.map((days) => {
          const from = addDays(today, 1 - days);
          return (
            <button
              key={days}
              type="button"
              className="button"
              aria-pressed={choice.from === from && choice.until === today}
              onClick={() => onChange({ from, until: today })}
            >
              {t('costs.last-days', { count: days })}
            </button>
          );
        })}
      </div>
      <SelectField
        label={t('costs.by')}
        value={choice.by}
        onChange={(event) => onChange({ by: costGrouping.parse(event.target.value) })}
      >
        {costGrouping.options.map((by) => (
          <option key={by} value={by}>
            {t(`costs.by-${by}`)}
          </option>
        ))}
      </SelectField>
      {costFilter.options.map((of) => (
        <SelectField
          key={of}
          label={t(`costs.by-${of}`)}
          value={choice.only[of] === undefined ? '' : named(choice.only[of])}
          onChange={({ target }) =>
            onChange({
              only: { ...choice.only, [of]: target.value === '' ? undefined : target.value.slice(1) },
            })
          }
        >
          <option value="">{t('costs.only-all')}</option>
          {namesOf(of, choice, names).map((name) => (
            <option key={name} value={named(name)}>
              {(of === 'product' ? productOf(name) : name) || t('costs.of-none')}
            </option>
          ))}
        </SelectField>
      ))}
      <SelectField
        label={t('costs.measure')}
        value={choice.measure}
        onChange={(event) =>
          onChange({ measure: measures.find((each) => each === event.target.value) ?? 'per_parcel' })
        }
      >
        {measures.map((measure) => (
          <option key={measure} value={measure}>
            {t(`costs.${measure}`)}
          </option>
        ))}
      </SelectField>
      <InputField
        label={t('costs.target', { currency: hub.currency })}
        type="number"
        inputMode="decimal"
        min="0"
        step="any"
        value={choice.target}
        onChange={(event) => onChange({ target: event.target.value })}
      />
    </div>
  );
}

/** Apart from no choice: what has no name is a choice too. */
const named = (name: string): string => `=${name}`;

/** With the one that is chosen, whether these days have it or not. */
function namesOf(of: CostFilter, { only }: CostChoice, names: CostReport['names'] | null): string[] {
  const known = names?.[of] ?? [];
  const chosen = only[of];
  return chosen === undefined || known.includes(chosen) ? known : [chosen, ...known];
}

interface DateFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (date: string) => void;
}

/** A day that is being typed is not yet one. */
function DateField({ label, value, onChange }: DateFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <InputField
      label={label}
      type="date"
      required
      value={typed ?? value}
      onChange={(event) => {
        const date = event.target.value;
        setTyped(isDate(date) ? null : date);
        if (isDate(date)) onChange(date);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
