import type { ComponentProps } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { useHubContext } from '../hub-context.ts';

interface NumberFieldProps extends Omit<ComponentProps<typeof InputField>, 'value' | 'onChange' | 'type'> {
  /** Null: empty. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

export function NumberField({ value, onChange, ...field }: NumberFieldProps) {
  return (
    <InputField
      {...field}
      type="number"
      inputMode={field.step === 'any' ? 'decimal' : 'numeric'}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.valueAsNumber)}
    />
  );
}

/** Money in the hub's currency, as people write it; `value` in minor units. */
export function MoneyField({ value, onChange, label, ...field }: NumberFieldProps) {
  const { locale } = useI18n();
  const { currency } = useHubContext().hub;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const scale = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0);
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
  return (
    <NumberField
      {...field}
      label={`${label} (${sign})`}
      min="0"
      step={1 / scale}
      value={value === null ? null : value / scale}
      onChange={(major) => onChange(major === null ? null : Math.round(major * scale))}
    />
  );
}
