import type { Cooperative } from '#server/contract/cooperative.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { SelectField } from '#web/shared/ui/field.tsx';

interface CooperativeFieldProps {
  readonly cooperatives: readonly Cooperative[];
  /** Its id. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of the hub's cooperatives. */
export function CooperativeField({ cooperatives, value, onChange }: CooperativeFieldProps) {
  const { t } = useI18n();
  return (
    <SelectField
      label={t('people.cooperative')}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      {cooperatives.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
