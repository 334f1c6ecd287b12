/** Digits after the point that a currency's prices have: 0 for đồng, 2 for euro. */
export function minorDigitsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits ?? 0;
}

/** Minor units as an `<input type="number">` has them, in major units. */
export function writeMoney(minor: number, currency: string): string {
  const digits = minorDigitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** Minor units of what stands in an `<input type="number">`; nothing is 0. */
export function readMoney(text: string, currency: string): number {
  return Math.round(Number(text) * 10 ** minorDigitsOf(currency));
}
