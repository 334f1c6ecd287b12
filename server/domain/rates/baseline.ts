/** What a grower of a village paid before, or would pay without the hub. */
export interface Baseline {
  readonly kind: 'own_trip' | 'hired_truck' | 'gate_discount';
  /** Minor units: of a trip, or by which the buyer at the farm gate pays less for 1000 kg. */
  readonly amount: number;
  /** What a trip takes; not read of a discount. */
  readonly gramsPerTrip: number;
}

/** What so many grams would have cost: as many trips as they take, one at least, or the discount. Minor units. */
export function baselinePrice({ kind, amount, gramsPerTrip }: Baseline, grams: number): number {
  if (kind === 'gate_discount') {
    return Number((BigInt(amount) * BigInt(grams) * 2n + 1_000_000n) / 2_000_000n);
  }
  return amount * Math.max(1, Math.ceil(grams / gramsPerTrip));
}
