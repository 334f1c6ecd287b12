/** An estimate, and between which amounts it is likely to end; minor units, low ≤ amount ≤ high. */
export interface QuoteRange {
  readonly amount: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What is likely to become of quotes: nine of ten shares after planning were between these parts of what the plan as it
 * stood had said, over the demo season (docs/quotes.md).
 */
const likely = { low: 0.6, high: 1.4 };

/**
 * From what several days say: their median, from the lowest to the highest, and as much wider as quotes are wrong; never
 * above going alone, which is the most that anybody pays.
 *
 * @param amounts at least one
 * @param alone null: not known
 */
export function quoteRange(amounts: readonly number[], alone: number | null): QuoteRange {
  const sorted = amounts.toSorted((a, b) => a - b);
  const amount = sorted[(sorted.length - 1) >> 1]!; // at least one
  const high = Math.round(sorted.at(-1)! * likely.high);
  return {
    amount,
    low: Math.round(sorted[0]! * likely.low),
    high: Math.max(amount, alone === null ? high : Math.min(high, alone)),
  };
}
