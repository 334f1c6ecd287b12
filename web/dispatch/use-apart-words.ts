import type { ProductApart } from '#server/domain/drive/products-apart.ts';
import { useFormat } from '#web/shared/i18n/i18n.tsx';
import { useProductName } from './use-product-name.ts';

/** What was weighed apart, product by product. */
export function useApartWords(): (parts: readonly ProductApart[]) => string {
  const f = useFormat();
  const productOf = useProductName();
  return (parts) => parts.map(({ product, kg }) => `${productOf(product)} ${f.kg(kg)}`).join(' + ');
}
