import { splitWhole } from '../rates/split-whole.ts';

/** Shares under their caps; with `hub` they add up to what they added up to before. */
export interface CappedShares {
  readonly amounts: readonly number[];
  /** What the caps leave to nobody. */
  readonly hub: number;
}

/**
 * Nobody pays more than alone: what is above a cap is spread over those below theirs, in proportion to what they pay,
 * until all are at their caps; what is left then is the hub's. Minor units, whole.
 *
 * @param caps of each share; null: none
 */
export function capShares(shares: readonly number[], caps: readonly (number | null)[]): CappedShares {
  const amounts = [...shares];
  const roomOf = (index: number) => (caps[index] ?? Infinity) - amounts[index]!;
  let excess = 0;
  const clip = (index: number) => {
    const over = -Math.min(0, roomOf(index));
    amounts[index]! -= over;
    excess += over;
  };
  for (const index of amounts.keys()) clip(index);
  while (excess > 0) {
    const open = [...amounts.keys()].filter((index) => roomOf(index) > 0);
    if (open.length === 0) break;
    const more = splitWhole(
      excess,
      open.map((index) => Math.max(0, amounts[index]!)),
    );
    excess = 0;
    for (const [at, index] of open.entries()) {
      amounts[index]! += more[at]!;
      clip(index);
    }
  }
  return { amounts, hub: excess };
}
