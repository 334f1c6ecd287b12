import { createHash } from 'node:crypto';
import type { Product } from '#server/contract/hub.ts';
import { makeProductFinder } from '../../booking-text/products.ts';
import { requestDefaults } from '../build-request.ts';
import { cleanText, foldText, foldWord } from '../fold-text.ts';
import type { Table, TableRow } from '../read-table.ts';
import { nameRows, type Report } from '../report.ts';
import type { ShopLayout } from './shop-layout.ts';
import { shopee } from './shopee.ts';
import { taobao } from './taobao.ts';
import { tiktokShop } from './tiktok-shop.ts';

const shops: readonly ShopLayout[] = [tiktokShop, shopee, taobao];

const known = new Set(
  shops.flatMap(({ columns, signs }) => [...Object.values(columns).flat(), ...signs]).map(foldWord),
);

/** A shop's export as a list of requests: one for each product and place, with the parcels of all its open orders. */
export interface ShopOrders {
  readonly shop: string;
  readonly table: Table;
  /** The shop's own headings with what each became. */
  readonly columns: readonly { heading: string; column: string | null }[];
}

type ShopColumn = keyof ShopLayout['columns'];

/** What its columns become in the list. */
const becomes: Partial<Record<ShopColumn, string>> = {
  order: 'id',
  product: 'product',
  variation: 'kg',
  quantity: 'parcels',
  place: 'place',
};

/** Whether a heading is of a shop's export. */
export const isShopHeading = (heading: string): boolean => known.has(foldWord(heading));

/**
 * Reads a file as a shop's export, or gives null where it is none. `place`: where the parcels are where the export does
 * not say. Rows that are left out are reported as warnings, wrong ones as errors.
 */
export function readShopOrders(
  raw: Table,
  { products, place, report }: { products: readonly Product[]; place: string | null; report: Report },
): ShopOrders | null {
  const at = new Map(raw.headings.map((heading, i) => [foldWord(heading), i]));
  const shop = shops.find((each) => isOf(each, at));
  if (shop === undefined) return null;
  const columnAt = (column: ShopColumn): number => {
    const heading = shop.columns[column].find((each) => at.has(foldWord(each)));
    return heading === undefined ? -1 : (at.get(foldWord(heading)) ?? -1);
  };
  const cell = (row: TableRow, column: ShopColumn) => plain(String(row.cells[columnAt(column)] ?? ''));
  const groups = groupOrders(raw.rows, shop, cell, { products, place, report });
  const rows = [...groups.values()].map((group) => ({
    row: group.row,
    cells: [referenceOf(shop, group), group.place, group.product, group.kg, group.parcels],
  }));
  const shown = (i: number) =>
    (Object.keys(becomes) as ShopColumn[]).find((column) => columnAt(column) === i); // keys of a record of this type
  return {
    shop: shop.name,
    table: { ...raw, headings: ['id', 'place', 'product', 'kg', 'parcels'], rows },
    columns: raw.headings.map((heading, i) => {
      const column = shown(i);
      return { heading, column: column === undefined ? null : (becomes[column] ?? null) };
    }),
  };
}

function isOf({ columns, signs }: ShopLayout, at: ReadonlyMap<string, number>): boolean {
  const has = (headings: readonly string[]) => headings.some((heading) => at.has(foldWord(heading)));
  return has(signs) && has(columns.order) && has(columns.product) && has(columns.quantity);
}

/** Excel keeps long numbers as ="123". */
const plain = (text: string): string => cleanText(text.replace(/^="?(.*?)"?$/, '$1')).replace(/^'/, '');

interface Group {
  /** Of its first order. */
  readonly row: number;
  readonly place: string;
  readonly product: string;
  readonly orders: Set<string>;
  kg: number;
  parcels: number;
}

function groupOrders(
  rows: readonly TableRow[],
  shop: ShopLayout,
  cell: (row: TableRow, column: ShopColumn) => string,
  { products, place, report }: { products: readonly Product[]; place: string | null; report: Report },
): Map<string, Group> {
  const groups = new Map<string, Group>();
  const findProduct = makeProductFinder(products);
  const done: number[] = [];
  const unweighed: number[] = [];
  for (const row of rows) {
    const order = cell(row, 'order');
    // TikTok describes its columns in the first row; an order's number has no words in it.
    if (!/\d/.test(order) || /\s/.test(order)) continue;
    const status = foldText(cell(row, 'status'));
    if (shop.done.some((word) => status.includes(foldText(word)))) {
      done.push(row.row);
      continue;
    }
    const units = readCount(cell(row, 'quantity')) - readCount(cell(row, 'returned'));
    if (Number.isNaN(units)) {
      report.error(
        { row: row.row, column: 'parcels' },
        'VALUE_INVALID',
        `“${cell(row, 'quantity')}” is no whole number of parcels.`,
      );
      continue;
    }
    if (units <= 0) {
      done.push(row.row);
      continue;
    }
    const title = cell(row, 'product');
    const product = findProduct(title);
    const weight = weightIn(cell(row, 'variation')) ?? weightIn(title);
    if (weight === null) unweighed.push(row.row);
    const name = product?.name ?? title.slice(0, 100);
    const from = cell(row, 'place') || (place ?? '');
    const key = `${from}\n${name}`;
    const group = groups.get(key) ?? {
      row: row.row,
      place: from,
      product: name,
      orders: new Set(),
      kg: 0,
      parcels: 0,
    };
    groups.set(key, group);
    group.orders.add(order);
    group.parcels += units;
    group.kg += units * (weight ?? product?.kg_per_parcel ?? requestDefaults.kgPerParcel);
  }
  for (const group of groups.values()) group.kg = Math.round(group.kg * 1000) / 1000;
  if (done.length > 0)
    report.warn(
      { row: 0 },
      'SHOP_ORDERS_LEFT_OUT',
      `${done.length} rows are of orders that are not waiting to be sent (rows ${nameRows(done)}); they are left out.`,
    );
  if (unweighed.length > 0)
    report.warn(
      { row: 0 },
      'SHOP_WEIGHT_ASSUMED',
      `No weight stands in the name or variation of rows ${nameRows(unweighed)}: the product’s kg per parcel are taken.`,
    );
  return groups;
}

/** NaN where it is no whole number; 0 where it is empty. */
function readCount(text: string): number {
  if (text === '') return 0;
  return /^\d{1,6}(?:[.,]0+)?$/.test(text) ? parseInt(text, 10) : NaN;
}

const kgOf: Readonly<Record<string, number>> = {
  kg: 1,
  ký: 1,
  kí: 1,
  公斤: 1,
  千克: 1,
  斤: 0.5,
  kilo: 1,
  gram: 0.001,
  gr: 0.001,
  g: 0.001,
  克: 0.001,
};
const weightPattern = new RegExp(
  `(\\d+(?:[.,]\\d+)?)\\s*(${Object.keys(kgOf).join('|')})(?![\\p{Script=Latin}\\p{M}])`,
  'iu',
);

/** kg of one as its name says it: "Cam sành 5kg", "脐橙10斤装", or null. */
function weightIn(text: string): number | null {
  const match = weightPattern.exec(text.normalize('NFKC'));
  const kg = Number(match?.[1]?.replace(',', '.')) * (kgOf[match?.[2]?.toLowerCase() ?? ''] ?? NaN);
  return kg > 0 ? kg : null;
}

/** The same orders have the same reference, so that an export is not imported twice. */
function referenceOf(shop: ShopLayout, { product, orders }: Group): string {
  const digest = createHash('sha256')
    .update([product, ...[...orders].sort()].join('\n'))
    .digest('hex');
  return `${shop.name} ${digest.slice(0, 10)}`;
}
