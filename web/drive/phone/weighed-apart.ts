import type { Collected } from '#server/domain/drive/run-event.ts';
import { readNumber } from '../parts/number-field.tsx';

/**
 * How a weight is divided among products: what was typed of others, and the rest of the one that was booked. Empty: all is
 * the one that was booked. Null: it is more than all, or no number.
 */
export function weighedApart(
  kg: number,
  booked: string,
  typed: Readonly<Record<string, string>>,
): Collected['products'] | null {
  const others = Object.entries(typed)
    .filter(([, text]) => text.trim() !== '')
    .map(([product, text]) => ({ product, kg: readNumber(text) }));
  let rest = Math.round(kg * 1000);
  const read: { product: string; kg: number }[] = [];
  for (const other of others) {
    if (other.kg === null) return null;
    rest -= Math.round(other.kg * 1000);
    if (other.kg > 0) read.push({ product: other.product, kg: other.kg });
  }
  if (rest < 0) return null;
  if (read.length === 0) return [];
  return rest > 0 ? [{ product: booked, kg: rest / 1000 }, ...read] : read;
}
