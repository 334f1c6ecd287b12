import type { Random } from './random.ts';

/** The county and its seat; no real place has these names in this combination. */
export const countyName = { vi: 'Măng Sương', en: 'Mang Suong', zh: '芒霜' } as const;

const villagePrefixes = ['Kon', 'Plei', 'Đăk', 'Làng', 'Măng', 'Bản'] as const;
const firstSyllables = ['Lơ', 'Tơ', 'Rơ', 'Kơ', 'Hơ', 'Xơ', 'Đơ', 'Mơ', 'Chơ', 'Bơ'] as const;
const lastSyllables = [
  'Viên',
  'Lang',
  'Xay',
  'Chiêng',
  'Nang',
  'Mây',
  'Thông',
  'Bưởi',
  'Ngần',
  'Rảy',
  'Sim',
  'Nứa',
  'Ruốt',
  'Vầu',
] as const;

/** Different village names, e.g. Kon Lơ Mây. */
export function makeVillageNames(count: number, random: Random): string[] {
  const all = firstSyllables.flatMap((first) => lastSyllables.map((last) => `${first} ${last}`));
  return random
    .shuffle(all)
    .slice(0, count)
    .map((name) => `${random.pick(villagePrefixes)} ${name}`);
}

const peakNames = [
  'Lĩnh',
  'Bàn',
  'Yang',
  'Rua',
  'Linh Mây',
  'Sương',
  'Chớp',
  'Nia',
  'Hút',
  'Lum',
  'Phâng',
] as const;
const peakEndings = ['', ' Lớn', ' Nhỏ', ' Đôi', ' Đá'] as const;

export function makePeakNames(count: number, random: Random): string[] {
  const all = peakEndings.flatMap((ending) => peakNames.map((name) => `Ngọc ${name}${ending}`));
  return random.shuffle(all).slice(0, count);
}

export const riverNames = [
  'Đăk Sương',
  'Đăk Rơ Nia',
  'Đăk Măng',
  'Đăk Lơ Pha',
  'Đăk Hơ Vai',
  'Đăk Tơ Mun',
] as const;
export const lakeNames = ['Hồ Sương', 'Hồ Lơ Pha', 'Hồ Trăng', 'Hồ Nia', 'Hồ Thông'] as const;

/** A name without diacritics, as `name:en` of places often is. */
export function withoutDiacritics(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

/** Chinese names of some villages, as traders across the border write them. */
export const chineseNames = [
  '芒村',
  '云坪',
  '上寨',
  '下寨',
  '橙林',
  '茶山',
  '新寨',
  '石桥',
  '竹岭',
  '白水',
] as const;
