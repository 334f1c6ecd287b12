import { mostOfTap } from '#server/contract/tap-bounds.ts';

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly unit?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly isWhole?: boolean;
  /** Inclusive; what is more is a slip of the finger. */
  readonly most?: number;
}

/** A number that is typed with large keys. What it means is read by `readNumber`. */
export function NumberField({
  id,
  label,
  unit,
  value,
  onChange,
  hint,
  isWhole = false,
  most,
}: NumberFieldProps) {
  const isWrong = value.trim() !== '' && readNumber(value, most) === null;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <input
          id={id}
          className="input big-number"
          inputMode={isWhole ? 'numeric' : 'decimal'}
          autoComplete="off"
          aria-invalid={isWrong}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {unit && <span className="unit">{unit}</span>}
      </div>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/**
 * Point or comma before decimals; null: nothing, or no number from 0 to `most`, which is what the server takes: a tap that
 * it refuses would hold up all that come after it.
 */
export function readNumber(text: string, most: number = mostOfTap.count): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d+(\.\d*)?$/.test(plain)) return null;
  const value = Number(plain);
  return value <= most ? value : null;
}
