import { describe, expect, it } from 'vitest';
import { readRequestList, type RequestContext } from '#server/services/list-import/read-requests.ts';
import { sampleProducts } from '../../store/samples.ts';
import { smallGazetteer } from './small-gazetteer.ts';

const context: RequestContext = {
  date: '2026-03-02',
  timezone: 'Asia/Ho_Chi_Minh',
  currency: 'VND',
  bounds: [103, 22, 104, 23],
  // Mận of 5 kg a parcel, Chè of 2.
  products: [
    ...sampleProducts,
    {
      id: 'oranges',
      name: 'Oranges',
      names: {},
      picture: 'crate',
      kg_per_crate: 20,
      kg_per_parcel: 5,
      freshness_hours: null,
    },
  ],
  gazetteer: smallGazetteer([
    ['Tả Ngảo', 22.3, 103.2],
    ['Nậm Tăm', 22.4, 103.2],
  ]),
  newId: () => 'made',
  shopPlace: 'Tả Ngảo',
};

const read = (rows: readonly (readonly string[])[], change: Partial<RequestContext> = {}) => {
  const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
  return readRequestList(new TextEncoder().encode(text), 'orders.csv', { ...context, ...change });
};

const told = ({ requests }: Awaited<ReturnType<typeof read>>) =>
  requests.map(({ place, product, kg, parcels }) => `${place}: ${product} ${kg} kg in ${parcels}`);

describe('an export of TikTok Shop', () => {
  const headings = ['Order ID', 'Order Status', 'Order Substatus', 'Seller SKU', 'Product Name', 'Variation'];
  const rest = ['Quantity', 'Sku Quantity of return', 'Warehouse Name', 'Recipient'];
  const order = (id: string, substatus: string, name: string, variation: string, ...more: string[]) => [
    id,
    'To ship',
    substatus,
    'S1',
    name,
    variation,
    ...more,
  ];
  const rows = [
    [...headings, ...rest],
    ['Platform unique order ID.', 'Current order status.', '', '', '', '', '', '', '', ''],
    order('578100000000000001', 'Awaiting shipment', 'Mận hậu Sìn Hồ', '5kg', '2', '0', 'Tả Ngảo', 'A'),
    order('578100000000000002', 'Awaiting shipment', 'Mận hậu Sìn Hồ', '3 kg', '1', '', 'Tả Ngảo', 'B'),
    order('578100000000000003', 'Awaiting collection', 'Trà shan tuyết', '500g', '4', '1', 'Nậm Tăm', 'C'),
    order('578100000000000004', 'Cancelled', 'Mận hậu Sìn Hồ', '5kg', '9', '0', 'Tả Ngảo', 'D'),
    order('578100000000000005', 'Awaiting shipment', 'Cam sành', 'Default', '2', '0', 'Nậm Tăm', 'E'),
  ];

  it('becomes a request for each product and warehouse, without orders that are over', async () => {
    const list = await read(rows);
    expect(list.preview.errors).toEqual([]);
    expect(told(list)).toEqual([
      'Tả Ngảo: Mận 13 kg in 3', // 2 × 5 + 3
      'Nậm Tăm: Chè 1.5 kg in 3', // (4 − 1) × 0.5
      'Nậm Tăm: Oranges 10 kg in 2', // 2 × 5, the product's own
    ]);
    expect(list.preview).toMatchObject({ shop: 'TikTok Shop', rows: 3 });
    // Where the first order of each is; the shop's own description of the columns is row 2.
    expect(list.preview.sample.map(({ row }) => row)).toEqual([3, 5, 7]);
    expect(list.preview.warnings.map(({ code }) => code)).toEqual([
      'SHOP_ORDERS_LEFT_OUT',
      'SHOP_WEIGHT_ASSUMED',
    ]);
    expect(list.preview.columns).toContainEqual(
      expect.objectContaining({ heading: 'Quantity', column: 'parcels' }),
    );
    expect(list.preview.columns).toContainEqual(
      expect.objectContaining({ heading: 'Recipient', column: null }),
    );
  });

  it('is refused where the same orders are booked on the day already', async () => {
    const before = (await read(rows)).requests.map(({ reference }) => reference);
    const again = await read(rows, { takenReferences: new Set(before) });
    expect(again.preview.errors.map(({ code }) => code)).toEqual(Array(3).fill('REFERENCE_TAKEN'));
  });
});

describe('an export of Shopee', () => {
  it('is read in Vietnamese, and takes the place that is given with it', async () => {
    const list = await read([
      [
        'Mã đơn hàng',
        'Trạng Thái Đơn Hàng',
        'SKU phân loại hàng',
        'Tên sản phẩm',
        'Tên phân loại hàng',
        'Số lượng',
      ],
      ['2602AB1', 'Chờ lấy hàng', 'M1', 'Mận tam hoa tươi', 'Thùng 5kg', '2'],
      ['2602AB2', 'Đã hủy', 'M1', 'Mận tam hoa tươi', 'Thùng 5kg', '7'],
    ]);
    expect(told(list)).toEqual(['Tả Ngảo: Mận 10 kg in 2']);
  });

  it('is read in Indonesian, and says that it does not know where the parcels are', async () => {
    const rows = [
      ['No. Pesanan', 'Status Pesanan', 'Nama Produk', 'Nomor Referensi SKU', 'Nama Variasi', 'Jumlah'],
      ['2602XY1', 'Perlu Dikirim', 'Jeruk manis segar', 'J1', '1kg', '3'],
    ];
    expect(told(await read(rows))).toEqual(['Tả Ngảo: Oranges 3 kg in 3']);
    expect((await read(rows, { shopPlace: null })).preview.errors).toMatchObject([
      { row: 2, column: 'place', code: 'VALUE_MISSING' },
    ]);
  });

  it('is read in English without being taken for TikTok’s', async () => {
    const list = await read([
      ['Order ID', 'Order Status', 'SKU Reference No.', 'Product Name', 'Variation Name', 'Quantity'],
      ['2602ZZ1', 'To ship', 'P1', 'Fresh plums of the highlands', '2 kg', '1'],
    ]);
    expect([list.preview.shop, ...told(list)]).toEqual(['Shopee', 'Tả Ngảo: Mận 2 kg in 1']);
  });
});

describe('an export of Taobao or Tmall', () => {
  it('is read as a list of orders', async () => {
    const list = await read([
      ['订单编号', '买家会员名', '订单状态', '宝贝标题', '宝贝种类', '宝贝总数量'],
      ['="3301000000000000001"', 'a', '买家已付款,等待卖家发货', '新平冰糖橙 脐橙10斤装', '1', '2'],
      ['="3301000000000000002"', 'b', '交易关闭', '新平冰糖橙 脐橙10斤装', '1', '5'],
    ]);
    expect(told(list)).toEqual(['Tả Ngảo: Oranges 10 kg in 2']); // 10 斤 are 5 kg
  });

  it('is read as a list of what is in the orders', async () => {
    const list = await read([
      ['子订单编号', '主订单编号', '商品标题', '商品价格', '购买数量', '商品属性', '订单状态', '商家编码'],
      ['33020001', '33020000', '高山李子', '39', '1', '净重:5斤', '买家已付款,等待卖家发货', 'L1'],
      ['33020002', '33020000', '古树茶叶', '99', '2', '规格:250克', '买家已付款,等待卖家发货', 'C1'],
    ]);
    expect(told(list)).toEqual(['Tả Ngảo: Mận 2.5 kg in 1', 'Tả Ngảo: Chè 0.5 kg in 2']);
  });

  it('reports a quantity that is none', async () => {
    const { preview } = await read([
      ['订单编号', '订单状态', '宝贝标题', '宝贝总数量'],
      ['3303', '买家已付款,等待卖家发货', '高山李子 5斤', '一箱'],
    ]);
    expect(preview.errors).toMatchObject([{ row: 2, column: 'parcels', code: 'VALUE_INVALID' }]);
  });
});
