/** Two scales may differ by so much, whichever is more. */
const tolerance = { kg: 0.5, share: 0.01 };

/** By how much the hub weighed more than the field, kg; null where the field did not weigh, or both say the same. */
export function weightDifference(fieldKg: number | null, hubKg: number): number | null {
  if (fieldKg === null) return null;
  const grams = Math.round((hubKg - fieldKg) * 1000);
  const allowed = Math.max(tolerance.kg, fieldKg * tolerance.share) * 1000;
  return Math.abs(grams) > allowed ? grams / 1000 : null;
}
