import { useCallback } from 'react';
import { productName } from '#server/domain/product-name.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useHubContext } from './hub-context.ts';

/** What a product that a request names is called in the reader's language. */
export function useProductName(): (product: string) => string {
  const { products } = useHubContext();
  const { locale } = useI18n();
  return useCallback((product) => productName(products, product, locale), [products, locale]);
}
