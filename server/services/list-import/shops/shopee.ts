import type { ShopLayout } from './shop-layout.ts';

/** Seller Centre, My orders, Export, in Vietnamese, Indonesian or English. */
export const shopee: ShopLayout = {
  name: 'Shopee',
  columns: {
    order: ['Mã đơn hàng', 'No. Pesanan', 'Order ID'],
    status: ['Trạng Thái Đơn Hàng', 'Status Pesanan', 'Order Status'],
    product: ['Tên sản phẩm', 'Nama Produk', 'Product Name'],
    variation: ['Tên phân loại hàng', 'Nama Variasi', 'Variation Name'],
    quantity: ['Số lượng', 'Jumlah', 'Quantity'],
    returned: ['Số lượng sản phẩm được hoàn trả', 'Returned quantity'],
    place: [],
  },
  signs: ['SKU phân loại hàng', 'Nomor Referensi SKU', 'SKU Reference No.'],
  done: [
    'đã hủy',
    'chờ thanh toán',
    'đang giao',
    'đã giao',
    'hoàn thành',
    'batal',
    'belum bayar',
    'sedang dikirim',
    'telah dikirim',
    'selesai',
    'cancel',
    'unpaid',
    'shipping',
    'shipped',
    'to receive',
    'completed',
  ],
};
