/**
 * A whole amount in whole parts that add up to it to the last unit, in proportion to the weights: each part is rounded
 * down, and what is left goes one unit each to the largest remainders, among equal ones to the first. Equal parts where
 * the weights add up to nothing.
 *
 * @param total minor units, an integer of any sign
 * @param weights at least one; their sum ≥ 0
 * @throws RangeError where the total is no whole number or a part would not be exact to the unit
 */
export function splitWhole(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum > 0 ? (total * weight) / sum : total / weights.length));
  // What has no last unit would be shared out without end.
  if (!Number.isSafeInteger(total) || !Number.isFinite(sum) || !exact.every(isExact))
    throw new RangeError(`${total} cannot be split by ${weights.length} weights of ${sum} in all`);
  const parts = exact.map(Math.floor);
  const byRemainder = [...exact.keys()].sort(
    (a, b) => exact[b]! - parts[b]! - (exact[a]! - parts[a]!) || a - b,
  );
  let left = total - parts.reduce((all, part) => all + part, 0);
  // Rounding of the quotients may leave a unit more or less than there are parts to give one.
  for (let next = 0; left !== 0; next = (next + 1) % byRemainder.length) {
    parts[byRemainder[next]!]! += Math.sign(left);
    left -= Math.sign(left);
  }
  return parts;
}

const isExact = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER;
