import type { DirectionLanguage } from '#server/domain/direction-languages.ts';

type Wording = readonly (readonly [said: RegExp, better: string])[];

/**
 * What drivers say otherwise than the library does, found by reading runs through Andorra aloud: words of the south where
 * all of Vietnam is meant, turns that were translated word by word, and sentences that were not translated at all. Names of
 * roads are never at the beginning, where these are looked for.
 */
const wordings: Partial<Record<DirectionLanguage, Wording>> = {
  vi: [
    [/^Quẹo (trái|phải) nghiêng/, 'Rẽ chếch sang $1'],
    [/^Quẹo (trái|phải) gắt/, 'Rẽ gắt sang $1'],
    [/^Quẹo gắt bên/, 'Rẽ gắt sang'],
    [/^Quẹo ngược( lại)?/, 'Quay đầu'],
    [/^Quẹo/, 'Rẽ'],
    [/^Nghiêng về bên/, 'Đi chếch sang'],
    [/^Chạy/, 'Đi'],
    [/^((?:Rẽ|Đi) .*?) để chạy tiếp trên /, '$1 để đi tiếp trên '],
    [/^Ra bùng binh/, 'Ra khỏi vòng xuyến'],
    [/ và ra tại đường (đầu tiên|thứ \d+|thú 6) tức /, ' rồi ra ở lối $1 vào '],
    [/ và ra tại đường (đầu tiên|thứ \d+|thú 6)$/, ' rồi ra ở lối $1'],
    [/ lối thú 6/, ' lối thứ 6'],
    [/^Đi đường nhánh (?!về )/, 'Đi theo đường nhánh vào '],
    [/^Đi đường nhánh/, 'Đi theo đường nhánh'],
  ],
  'zh-Hans': [
    [/^向([左右])行驶/, '$1转'],
    [/^在(.+)上继续向([左右])行驶$/, '$2转，继续沿$1行驶'],
    [/^出发向([东西南北]+)，驶入(.+)$/, '向$1出发，沿$2行驶'],
    [/^出发向/, '出发，向'],
    [/^急向([左右])转弯/, '$1急转弯'],
    [/^(?:前方)?稍向([左右])转弯?/, '向$1前方行驶'],
    [/环岛后从(第.+?)出口驶出(?:前往|，上)/, '环岛，从$1出口驶出，驶入'],
    [/环岛后从(第.+?)出口驶出$/, '环岛，从$1出口驶出'],
  ],
  id: [
    [/^Lakukan agak ke (kiri|kanan) ke arah/, 'Serong $1 ke'],
    [/^Lakukan agak ke (kiri|kanan)/, 'Serong $1'],
    [/^(?:Tetap|Lanjut dengan) agak (?:di|ke) (kiri|kanan)/, 'Serong $1'],
    [/^Lakukan tajam (kiri|kanan) ke arah/, 'Belok $1 tajam ke'],
    [/^Lakukan tajam (kiri|kanan)/, 'Belok $1 tajam'],
    [/^Lakukan (kiri|kanan) ke arah/, 'Belok $1 ke'],
    [/^Lakukan (kiri|kanan)/, 'Belok $1'],
    [/^Lakukan lurus ke arah/, 'Lurus ke'],
    [/^Lakukan lurus/, 'Lurus terus'],
    [/^Lakukan putar balik/, 'Putar balik'],
    [/^Terus (kiri|kanan) ke/, 'Belok $1, tetap di'],
    [/^Make a sharp left to stay on/, 'Belok kiri tajam, tetap di'],
    [/^Make a sharp right to stay on/, 'Belok kanan tajam, tetap di'],
    [/^Arah /, 'Berangkat ke arah '],
    [/ jalan keluar (\d+) arah /, ' jalan keluar ke-$1 menuju '],
    [/ jalan keluar (\d+)$/, ' jalan keluar ke-$1'],
    [/^Ambil jalan melandai/, 'Ambil jalan penghubung'],
  ],
};

/** A sentence of the library as it is said. */
export function reworded(language: DirectionLanguage, text: string): string {
  return (wordings[language] ?? []).reduce((words, [said, better]) => words.replace(said, better), text);
}
