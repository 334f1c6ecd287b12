import { vehicleClass, type VehicleClass } from '#server/contract/basics.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { SelectField } from '#web/shared/ui/field.tsx';

interface ClassFieldProps {
  readonly label: string;
  readonly value: VehicleClass;
  readonly onChange: (value: VehicleClass) => void;
}

/** One of the vehicle classes. */
export function ClassField({ label, value, onChange }: ClassFieldProps) {
  const { t } = useI18n();
  return (
    <SelectField
      label={label}
      value={value}
      onChange={({ target }) => onChange(vehicleClass.parse(target.value))}
    >
      {vehicleClass.options.map((each) => (
        <option key={each} value={each}>
          {t(`class.${each}`)}
        </option>
      ))}
    </SelectField>
  );
}
