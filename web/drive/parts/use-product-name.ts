import { productName } from '#server/domain/product-name.ts';
import { useWords } from '../i18n.tsx';
import type { RunView } from '../phone/run-log.ts';

/** What the goods of a request are called in the language of the page; '' : they were given no name. */
export function useProductName({ wire }: Pick<RunView, 'wire'>): (name: string) => string {
  const { t, locale } = useWords();
  return (name) => productName(wire.products, name, locale) || t('item.goods');
}
