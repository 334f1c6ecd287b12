import type { Arrival } from '#server/contract/receiving.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useApartWords } from '../use-apart-words.ts';

/** What the driver weighed, with its products where they are several. */
export function useFieldWords(): (field: NonNullable<Arrival['lines'][number]['field']>) => string {
  const { t } = useI18n();
  const f = useFormat();
  const apartWords = useApartWords();
  return ({ kg, products }) =>
    products.length === 0
      ? t('receiving.field', { kg: f.kg(kg) })
      : t('receiving.field-apart', { kg: f.kg(kg), products: apartWords(products) });
}
