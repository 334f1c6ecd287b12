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
 * @param moreCounted as `moreCounted` has it: the price is for handling what was said, too
 * @returns null where what came was not said at all, so that nothing was promised for it
 */
export function mostByQuote(
  { amount, kg }: BindingQuote,
  bookedKg: number,
  weighedKg: number | null,
  moreCounted: number,
): number | null {
  if (moreCounted === Infinity) return null;
  return Math.round((amount * Math.max(bookedKg * moreCounted, weighedKg ?? 0)) / kg);
}

/** Null: not counted, and then in proportion to the kg. */
interface Counted {
  readonly crates: number | null;
  readonly parcels: number | null;
}

/** How many times the crates or parcels that were booked were counted, whichever is more: 1 to Infinity, where none were booked. */
export function moreCounted(
  booked: { readonly crates: number; readonly parcels: number },
  counted: Counted | undefined,
): number {
  const times = (now: number | null | undefined, before: number) => (now ? now / before : 1);
  return Math.max(1, times(counted?.crates, booked.crates), times(counted?.parcels, booked.parcels));
}
