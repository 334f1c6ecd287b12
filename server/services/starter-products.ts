import type { Product } from '#server/contract/hub.ts';

/** What a new hub's list of products starts with; per crate, per parcel, and how long it stays fresh. */
const products: readonly Omit<Product, 'id'>[] = [
  { name: 'Oranges', kg_per_crate: 20, kg_per_parcel: 5, freshness_hours: 72 },
  { name: 'Sweet potatoes', kg_per_crate: 25, kg_per_parcel: 5, freshness_hours: 120 },
  { name: 'Tea leaf', kg_per_crate: 10, kg_per_parcel: 1, freshness_hours: 10 },
  { name: 'Lychees', kg_per_crate: 12, kg_per_parcel: 3, freshness_hours: 20 },
  { name: 'Vegetables', kg_per_crate: 15, kg_per_parcel: 4, freshness_hours: 24 },
];

export function starterProducts(newId: () => string): Product[] {
  return products.map((product) => ({ id: newId(), ...product }));
}
