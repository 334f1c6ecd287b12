import type { Locale } from '#server/contract/basics.ts';
import type { CheaperStop, CheaperWay } from '#server/contract/costs.ts';
import { minorDigits } from '../list-import/money-cells.ts';
import type { ExportStyle } from './write-tables.ts';

type Words = Readonly<
  Record<CheaperWay['kind'], (way: Readonly<Record<'date' | 'place' | 'vehicle' | 'km', string>>) => string>
> & { readonly alone: (date: string) => string; readonly none: string };

/** As the cost page says it. */
const words: Readonly<Record<Locale, Words>> = {
  en: {
    other_day: ({ date, place }) => `on ${date}, on the way with ${place}`,
    alone: (date) => `on ${date}`,
    joint_pickup: ({ date }) => `together with its pickup on ${date}`,
    other_vehicle: ({ vehicle }) => `with ${vehicle}`,
    collection_point: ({ km, place }) => `brought ${km} km to ${place}`,
    none: 'Nothing cheaper was found.',
  },
  vi: {
    other_day: ({ date, place }) => `vào ${date}, cùng đường với ${place}`,
    alone: (date) => `vào ${date}`,
    joint_pickup: ({ date }) => `gộp với lần lấy hàng ở đó ${date}`,
    other_vehicle: ({ vehicle }) => `đi bằng ${vehicle}`,
    collection_point: ({ km, place }) => `chở ${km} km đến ${place}`,
    none: 'Không tìm được cách rẻ hơn.',
  },
  'zh-Hans': {
    other_day: ({ date, place }) => `改到 ${date}，与${place}顺路`,
    alone: (date) => `改到 ${date}`,
    joint_pickup: ({ date }) => `与该地 ${date} 的取货合并`,
    other_vehicle: ({ vehicle }) => `用 ${vehicle}`,
    collection_point: ({ km, place }) => `送到 ${km} 公里外的${place}`,
    none: '没有找到更便宜的做法。',
  },
  id: {
    other_day: ({ date, place }) => `pada ${date}, searah dengan ${place}`,
    alone: (date) => `pada ${date}`,
    joint_pickup: ({ date }) => `digabung dengan penjemputan di sana pada ${date}`,
    other_vehicle: ({ vehicle }) => `dengan ${vehicle}`,
    collection_point: ({ km, place }) => `dibawa ${km} km ke ${place}`,
    none: 'Tidak ditemukan yang lebih murah.',
  },
};

/** Each way with what the stop would have borne by it, the cheapest first. */
export function cheaperWords({ ways }: CheaperStop, { locale, currency }: ExportStyle): string {
  const digits = minorDigits(currency);
  const money = (amount: number) =>
    (amount / 10 ** digits).toLocaleString(locale, { minimumFractionDigits: digits });
  const { alone, none, ...ofKind } = words[locale];
  const say = ({ kind, date, place, vehicle, metres }: CheaperWay): string => {
    if (kind === 'other_day' && place === null) return alone(date ?? '');
    const km = ((metres ?? 0) / 1000).toLocaleString(locale, { maximumFractionDigits: 1 });
    return ofKind[kind]({ date: date ?? '', place: place ?? '', vehicle: vehicle ?? '', km });
  };
  return ways.length === 0 ? none : ways.map((way) => `${say(way)}: ${money(way.amount)}`).join('; ');
}
