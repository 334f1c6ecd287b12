import type { Product } from '#server/contract/hub.ts';

/** What a new hub's list of products starts with; per crate, per parcel, and how long it stays fresh. */
const products: readonly Omit<Product, 'id'>[] = [
  {
    name: 'Oranges',
    names: { vi: 'Cam', 'zh-Hans': '橙子', id: 'Jeruk' },
    picture: 'citrus',
    kg_per_crate: 20,
    kg_per_parcel: 5,
    freshness_hours: 72,
  },
  {
    name: 'Sweet potatoes',
    names: { vi: 'Khoai lang', 'zh-Hans': '红薯', id: 'Ubi jalar' },
    picture: 'root',
    kg_per_crate: 25,
    kg_per_parcel: 5,
    freshness_hours: 120,
  },
  {
    name: 'Tea leaf',
    names: { vi: 'Chè búp tươi', 'zh-Hans': '茶鲜叶', id: 'Pucuk teh' },
    picture: 'tea',
    kg_per_crate: 10,
    kg_per_parcel: 1,
    freshness_hours: 10,
  },
  {
    name: 'Lychees',
    names: { vi: 'Vải', 'zh-Hans': '荔枝', id: 'Leci' },
    picture: 'lychee',
    kg_per_crate: 12,
    kg_per_parcel: 3,
    freshness_hours: 20,
  },
  {
    name: 'Vegetables',
    names: { vi: 'Rau', 'zh-Hans': '蔬菜', id: 'Sayuran' },
    picture: 'greens',
    kg_per_crate: 15,
    kg_per_parcel: 4,
    freshness_hours: 24,
  },
];

export function starterProducts(newId: () => string): Product[] {
  return products.map((product) => ({ id: newId(), ...product }));
}
