import { minorDigitsOf } from '#web/shared/i18n/money-text.ts';
import { InputField } from '#web/shared/ui/field.tsx';
import { useHubContext } from '../hub-context.ts';

interface MoneyFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly isNeeded?: boolean;
  /** In major units, as typed. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** An amount in the hub's currency; empty where there is none. */
export function MoneyField({ label, hint, isNeeded = false, value, onChange }: MoneyFieldProps) {
  const { currency } = useHubContext().hub;
  const digits = minorDigitsOf(currency);
  return (
    <InputField
      label={`${label} (${currency})`}
      {...(hint !== undefined && { hint })}
      type="number"
      inputMode="decimal"
      min="0"
      max={2 ** 33 / 10 ** digits}
      step={digits === 0 ? '1' : (10 ** -digits).toFixed(digits)}
      required={isNeeded}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
