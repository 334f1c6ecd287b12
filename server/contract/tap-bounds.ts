/** The most that a driver's tap may say of anything, inclusive. Without zod, so that phones need not load it. */
export const mostOfTap = {
  kg: 1_000_000,
  /** Of crates or parcels. */
  count: 1_000_000,
  /** On an odometer. */
  km: 10_000_000,
  litres: 10_000,
  minutes: 2_000,
  /** Of money, in minor units. */
  paid: 2 ** 33,
  /** That a phone's clock is wrong, either way: a hundred years, as phones begin in 1970. */
  clockOffsetMs: 100 * 365.25 * 86_400_000,
} as const;
