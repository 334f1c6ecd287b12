import type { ShopLayout } from './shop-layout.ts';

/** 千牛, 已卖出的宝贝, 批量导出: the list of orders (宝贝标题) and the list of what is in them (标题, 商品标题), of Taobao and Tmall. */
export const taobao: ShopLayout = {
  name: '淘宝 / 天猫',
  columns: {
    order: ['主订单编号', '订单编号', '子订单编号'],
    status: ['订单状态'],
    product: ['宝贝标题', '商品标题', '标题'],
    variation: ['商品属性', '宝贝种类'],
    quantity: ['宝贝总数量', '购买数量'],
    returned: [],
    place: [],
  },
  signs: ['宝贝标题', '宝贝总数量', '购买数量', '子订单编号'],
  done: ['等待买家付款', '卖家已发货', '交易成功', '交易关闭', '已退款', '买家已签收'],
};
