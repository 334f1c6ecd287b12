import type { ItemState } from './run-state.ts';

/** Of a weight. */
export interface ProductApart {
  readonly product: string;
  readonly kg: number;
}

/** How what was collected is divided, where a driver weighed several products apart, kg to the gram; empty: he did nowhere. */
export function productsApart(items: readonly Pick<ItemState, 'outcome'>[]): ProductApart[] {
  const apart = new Map<string, number>();
  for (const { outcome } of items) {
    if (outcome?.kind !== 'collected') continue;
    for (const { product, kg } of outcome.products) apart.set(product, (apart.get(product) ?? 0) + kg);
  }
  return [...apart].map(([product, kg]) => ({ product, kg: Math.round(kg * 1_000) / 1_000 }));
}
