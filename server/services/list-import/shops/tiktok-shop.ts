import type { ShopLayout } from './shop-layout.ts';

/** Seller Center, Manage orders, Export; the second row describes the columns. Headings are English everywhere. */
export const tiktokShop: ShopLayout = {
  name: 'TikTok Shop',
  columns: {
    order: ['Order ID'],
    status: ['Order Substatus', 'Order Status'],
    product: ['Product Name'],
    variation: ['Variation'],
    quantity: ['Quantity'],
    returned: ['Sku Quantity of return'],
    place: ['Warehouse Name'],
  },
  signs: ['Order Substatus', 'Sku Quantity of return', 'SKU Unit Original Price'],
  done: [
    'cancel',
    'unpaid',
    'in transit',
    'delivered',
    'completed',
    'đã hủy',
    'chưa thanh toán',
    'đang vận chuyển',
    'đã giao',
    'đã hoàn tất',
    'dibatalkan',
    'belum dibayar',
    'dalam perjalanan',
    'terkirim',
    'selesai',
  ],
};
