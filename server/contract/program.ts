import { z } from 'zod';
import { id, instant, localDate } from './basics.ts';
import { request, requestDraft } from './request.ts';

/** A key with which a cooperative's own program books. */
export const apiKey = z.object({
  id,
  cooperative: id,
  /** What it is for, in the words of who made it. */
  name: z.string().trim().min(1).max(100),
  /** Its first letters. */
  hint: z.string(),
  created_at: instant,
  /** The last day, in UTC, on which it was used; null: never. */
  used_on: localDate.nullable(),
  revoked_at: instant.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

export const apiKeyDraft = apiKey.pick({ cooperative: true, name: true });
export type ApiKeyDraft = z.infer<typeof apiKeyDraft>;

/** What a program books; whose it is its key says. */
export const programDraft = requestDraft.omit({ cooperative: true });
export type ProgramDraft = z.infer<typeof programDraft>;

/** What becomes of a request, as webhooks are told it. */
const webhookEvent = z.enum(['booked', 'planned', 'on_the_way', 'collected', 'settled', 'cancelled']);
export type WebhookEvent = z.infer<typeof webhookEvent>;

const httpUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .describe('Where calls are sent, by POST');

export const webhookDraft = z.object({ cooperative: id, url: httpUrl });
export type WebhookDraft = z.infer<typeof webhookDraft>;

/** Where a cooperative's program is told what becomes of its requests. */
export const webhook = webhookDraft.extend({ id, created_at: instant });
export type Webhook = z.infer<typeof webhook>;

/** The body of a call. */
export const webhookBody = z.object({
  /** The same however often it is sent. */
  id,
  event: webhookEvent,
  at: instant,
  hub: id,
  request,
});
export type WebhookBody = z.infer<typeof webhookBody>;

/** A call and what came of it. */
export const webhookCall = z.object({
  id,
  webhook: id,
  event: webhookEvent,
  request: id,
  created_at: instant,
  tries: z.int(),
  /** When it is tried next; null: no more. */
  due_at: instant.nullable(),
  delivered_at: instant.nullable(),
  tried_at: instant.nullable(),
  /** HTTP status of the last try; null: there was no answer. */
  status: z.int().nullable(),
  /** Why the last try failed. */
  failure: z.string().nullable(),
});
export type WebhookCall = z.infer<typeof webhookCall>;
