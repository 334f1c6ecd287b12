/** What was quoted, and for how many kg it binds. */
export interface BindingQuote {
  /** Minor units. */
  readonly amount: number;
  /** Above 0. */
  readonly kg: number;
}

/**
 * The most that a request, or the part of it that is left on a day, owes by a quote that binds: the quote, in proportion
 * where more was weighed than quoted for, or where a part of it went on to another day. That less was weighed than
 * booked lowers nothing: the vehicle came for what was booked.
 *
 * @param weighedKg null: not weighed
 */
export function mostByQuote(
  { amount, kg }: BindingQuote,
  bookedKg: number,
  weighedKg: number | null,
): number {
  return Math.round((amount * Math.max(bookedKg, weighedKg ?? 0)) / kg);
}
