import { splitWhole } from '../rates/split-whole.ts';

/** By which of the three shares is billed. */
export type BillingBasis = 'fair' | 'kg' | 'tonne_km';

/** What a request would pay by each of the three. */
export interface BillableShare {
  readonly amounts: Readonly<Record<BillingBasis, number>>;
  readonly cooperative: string | null;
  /** It pays no more than this, since a quote binds; null: no quote does. */
  readonly most: number | null;
}

/** What a request pays; minor units, whole. */
interface Bill {
  readonly amount: number;
  /** Of its cooperative, where that has chosen one, else of the hub. */
  readonly basis: BillingBasis;
}

/**
 * What each request pays: by the hub's basis; what a cooperative with a basis of its own owes together is divided by that
 * among its requests, to the last unit. Last, nobody pays more than was promised; what is above that is the hub's.
 *
 * @param basisOf of cooperatives that divide otherwise than the hub bills
 */
export function billShares(
  shares: readonly BillableShare[],
  hubBasis: BillingBasis,
  basisOf: ReadonlyMap<string, BillingBasis>,
): Bill[] {
  const bills = shares.map(({ amounts }): Bill => ({ amount: amounts[hubBasis], basis: hubBasis }));
  for (const [cooperative, basis] of basisOf) {
    const own = [...shares.keys()].filter((index) => shares[index]!.cooperative === cooperative);
    if (own.length === 0) continue;
    const together = own.reduce((sum, index) => sum + bills[index]!.amount, 0);
    const divided = splitWhole(
      together,
      own.map((index) => shares[index]!.amounts[basis]),
    );
    for (const [at, index] of own.entries()) bills[index] = { amount: divided[at]!, basis };
  }
  return bills.map(({ amount, basis }, index) => ({
    amount: Math.min(amount, shares[index]!.most ?? Infinity),
    basis,
  }));
}
