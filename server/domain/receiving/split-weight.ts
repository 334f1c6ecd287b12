import { splitWhole } from '../rates/split-whole.ts';

/**
 * What each request has of a weight that was on the scale at once, in proportion to what was expected of each, to the
 * gram.
 *
 * @param expected kg, at least one
 */
export function splitWeight(kg: number, expected: readonly number[]): number[] {
  return splitWhole(Math.round(kg * 1000), expected).map((grams) => grams / 1000);
}
