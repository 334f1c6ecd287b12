import { useId } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { useHubContext } from '../hub-context.ts';

interface ProductFieldProps {
  readonly error?: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What is brought: one of the hub's products, or anything else. */
export function ProductField({ error = null, value, onChange }: ProductFieldProps) {
  const { t } = useI18n();
  const { products } = useHubContext();
  const listId = useId();
  return (
    <>
      <InputField
        label={t('request.product')}
        list={listId}
        maxLength={100}
        error={error}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={listId}>
        {products.map(({ id, name }) => (
          <option key={id}>{name}</option>
        ))}
      </datalist>
    </>
  );
}
