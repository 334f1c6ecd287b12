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
} as const;
