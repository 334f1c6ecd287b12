/** An estimate, and between which amounts it is likely to end; minor units, low ≤ amount ≤ high. */
export interface QuoteRange {
  readonly amount: number;
  readonly low: number;
  readonly high: number;
}

/** Eight of ten shares of the demo season that these were taken from were between these parts of what had been quoted. */
const likely = { plan: { low: 0.35, high: 1.55 }, season: { low: 0.4, high: 2.45 } };

/**
 * The median of what one day or several say, as much wider as quotes of that kind are wrong; never above going alone, which
 * is the most that anybody pays.
 *
 * @param amounts at least one
 * @param alone null: not known
 */
export function quoteRange(
  basis: keyof typeof likely,
  amounts: readonly number[],
  alone: number | null,
): QuoteRange {
  const amount = amounts.toSorted((a, b) => a - b)[(amounts.length - 1) >> 1]!; // at least one
  const { low, high } = likely[basis];
  const most = Math.min(Math.round(amount * high), alone ?? Infinity);
  return { amount, low: Math.round(amount * low), high: Math.max(amount, most) };
}
