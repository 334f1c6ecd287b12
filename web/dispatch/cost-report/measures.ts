import type { CostFigures } from '#server/contract/costs.ts';

/** What cost is divided by. */
export const measures = ['per_parcel', 'per_kg', 'per_tonne_km'] as const;
export type Measure = (typeof measures)[number];

/** Minor units, with decimals; null where there is nothing to divide by. */
export function costPer(
  measure: Measure,
  { parcels, grams, kg_km: kgKm }: CostFigures,
  cost: number,
): number | null {
  const whole = { per_parcel: parcels, per_kg: grams / 1000, per_tonne_km: kgKm / 1000 }[measure];
  return whole > 0 ? cost / whole : null;
}

/** A share of a whole, from 0; null where that is nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
