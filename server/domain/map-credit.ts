/** Credit of the county that a first start makes, as it is kept with the region. */
export const fictionalCredit = 'Fictional county, made by Hubward';

const fictionalIn: Readonly<Partial<Record<string, string>>> = {
  vi: 'Huyện hư cấu, do Hubward dựng',
  'zh-Hans': '虚构的县，由 Hubward 生成',
  id: 'Kabupaten rekaan, buatan Hubward',
};

/** What a map is credited with, in a language; the words of a licence stay as they are. */
export function mapCredit(attribution: string, locale: string): string {
  return (attribution === fictionalCredit && fictionalIn[locale]) || attribution;
}
