import type { VehicleClass } from '#server/contract/basics.ts';
import type { Request } from '#server/contract/request.ts';
import { foldWord } from './fold-text.ts';

/** Words of a cell by what they mean; English, Vietnamese, Chinese, Indonesian; compared folded. */
type Words<Meaning extends string> = Readonly<Record<Meaning, string>>;

export const kindWords: Words<Request['kind']> = {
  pickup:
    'pickup, pick up, collect, thu, thu gom, lấy hàng, 取, 取货, 取件, 揽收, 收, jemput, penjemputan, ambil',
  delivery:
    'delivery, deliver, drop, giao, giao hàng, phát, 送, 送货, 派送, 配送, antar, pengantaran, kirim, pengiriman',
};

export const vehicleWords: Words<VehicleClass> = {
  motorbike:
    'motorbike, motorcycle, moto, three-wheeler, xe máy, xe ba gác, xe ba bánh, 摩托, 摩托车, 三轮车, motor, sepeda motor, roda tiga',
  light:
    'light, light truck, small truck, pickup truck, van, nhẹ, xe tải nhẹ, xe tải nhỏ, 轻, 轻型, 轻卡, 小货车, ringan, truk ringan, truk kecil, pikap',
  heavy:
    'heavy, heavy truck, large truck, truck, any, nặng, xe tải nặng, xe tải lớn, 重, 重型, 重卡, 大货车, berat, truk berat, truk besar',
};

/** What a cell means, or null where its word is not known. */
export function readKeyword<Meaning extends string>(text: string, words: Words<Meaning>): Meaning | null {
  const folded = foldWord(text);
  // The keys of a record of this type are its meanings.
  for (const [meaning, list] of Object.entries(words) as [Meaning, string][]) {
    if (list.split(', ').some((word) => foldWord(word) === folded)) return meaning;
  }
  return null;
}
