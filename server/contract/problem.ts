import { z } from 'zod';

/** RFC 9457 problem details; `code` is one of docs/errors.md and `action` says what to do next. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  action: z.string(),
  /** urn:uuid of the call, the same id as in the server's log. */
  instance: z.string().optional(),
  /** INPUT_INVALID: what does not fit; `field` starts with params, query or body. */
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** Ids of what it is about: requests, vehicles, places, ... */
  ids: z.array(z.string()).optional(),
  /** Rows of an imported list: 1 is the file's first, 0 the list as a whole. */
  rows: z
    .array(z.object({ row: z.int(), column: z.string().optional(), code: z.string(), message: z.string() }))
    .optional(),
});
export type Problem = z.infer<typeof problem>;
