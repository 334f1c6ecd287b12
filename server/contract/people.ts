import { z } from 'zod';
import { id, instant, locale, role } from './basics.ts';

export const userRole = z.object({ role, hub: id.nullable() });

export const user = z.object({
  id,
  name: z.string(),
  email: z.string(),
  locale,
  roles: z.array(userRole),
  is_disabled: z.boolean(),
  /** False until the one-time link was used to set a password. */
  has_password: z.boolean(),
  created_at: instant,
});
export type User = z.infer<typeof user>;

export const session = z.object({
  user,
  hubs: z.array(z.object({ id, name: z.string() })),
  /** It does not slide. */
  expires_at: instant,
});
export type Session = z.infer<typeof session>;

/** At least 10 characters. */
export const password = z.string().min(10).max(200);
