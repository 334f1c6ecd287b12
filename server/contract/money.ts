import { z } from 'zod';

/** An amount in minor units (VND has none, so 125000 is 125,000 ₫) with its ISO 4217 code. */
export const money = z.object({
  amount: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = z.infer<typeof money>;
