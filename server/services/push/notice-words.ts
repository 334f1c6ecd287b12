import type { Locale } from '#server/contract/basics.ts';

/** What a notice can tell. */
export type NoticeWord =
  | 'told'
  | 'on_the_way'
  | 'here'
  | 'collected'
  | 'partly_collected'
  | 'settled'
  | 'missed'
  | 'cancelled'
  | 'offer';

/** What notices on phones say, as the booking page says it (web/book/messages); `several`: of many bookings at once. */
export const noticeWords: Readonly<Record<Locale, Readonly<Record<NoticeWord | 'several', string>>>> = {
  en: {
    told: 'The truck comes {window}',
    on_the_way: 'The truck is on its way: {window}',
    here: 'The truck is there since {time}',
    collected: 'Collected: {kg}',
    partly_collected: 'Partly collected: {kg}',
    settled: 'To pay: {price}',
    missed: 'Not collected',
    cancelled: 'Cancelled',
    offer: 'The hub proposes: {day}, {window}',
    several: 'There is news of {count} bookings',
  },
  vi: {
    told: 'Xe đến {window}',
    on_the_way: 'Xe đang trên đường, đến {window}',
    here: 'Xe đã đến lúc {time}',
    collected: 'Đã lấy hàng: {kg}',
    partly_collected: 'Đã lấy một phần: {kg}',
    settled: 'Phải trả: {price}',
    missed: 'Chưa lấy được',
    cancelled: 'Đã hủy',
    offer: 'Trạm đề nghị: {day}, {window}',
    several: 'Có tin mới về {count} lần đặt',
  },
  'zh-Hans': {
    told: '车辆将于 {window} 到达',
    on_the_way: '车已出发，预计 {window} 到',
    here: '车 {time} 已到',
    collected: '已收货：{kg}',
    partly_collected: '已收一部分：{kg}',
    settled: '应付：{price}',
    missed: '未收到货',
    cancelled: '已取消',
    offer: '集货站建议：{day} {window}',
    several: '{count} 个预约有新消息',
  },
  id: {
    told: 'Truk datang {window}',
    on_the_way: 'Truk di jalan, tiba {window}',
    here: 'Truk sudah tiba pukul {time}',
    collected: 'Sudah dijemput: {kg}',
    partly_collected: 'Dijemput sebagian: {kg}',
    settled: 'Biaya: {price}',
    missed: 'Tidak terjemput',
    cancelled: 'Dibatalkan',
    offer: 'Hub mengusulkan: {day}, {window}',
    several: 'Ada kabar tentang {count} pesanan',
  },
};
