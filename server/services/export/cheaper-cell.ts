import type { CheaperStop } from '#server/contract/costs.ts';
import { cheaperWords, noneCheaper } from '#server/domain/quotes/cheaper-words.ts';
import { minorDigits } from '../list-import/money-cells.ts';
import type { ExportStyle } from './write-tables.ts';

/** Each way with what the stop would have borne by it, the cheapest first. */
export function cheaperCell({ ways }: CheaperStop, { locale, currency }: ExportStyle): string {
  const digits = minorDigits(currency);
  const money = (amount: number) =>
    (amount / 10 ** digits).toLocaleString(locale, { minimumFractionDigits: digits });
  const write = {
    day: (date: string) => date,
    length: (metres: number) => `${(metres / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} km`,
  };
  if (ways.length === 0) return noneCheaper(locale);
  return ways.map((way) => `${cheaperWords(way, locale, write)}: ${money(way.amount)}`).join('; ');
}
