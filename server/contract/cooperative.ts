import { z } from 'zod';
import { id, instant, localDate, locale } from './basics.ts';
import { shareBasis } from './money.ts';

/** What a member sees and books: a grower her own; a leader and an agent all of the cooperative's. */
export const memberRole = z.enum(['grower', 'leader', 'agent']);
export type MemberRole = z.infer<typeof memberRole>;

const phone = z.string().trim().max(40);

export const cooperativeDraft = z.object({
  name: z.string().trim().min(1).max(100),
  phone,
  /** Of what is sent to it; null: nobody has said. */
  locale: locale.nullable(),
  /** By which share what it owes together is divided among its own requests; null: as the hub bills. */
  divides_by: shareBasis.nullable(),
});
export type CooperativeDraft = z.infer<typeof cooperativeDraft>;

/** Requests name it by its name. One that first came in a list has neither phone, language nor a rule of its own yet. */
export const cooperative = cooperativeDraft.extend({ id });
export type Cooperative = z.infer<typeof cooperative>;

export const memberDraft = z.object({
  cooperative: id,
  name: z.string().trim().min(1).max(100),
  phone,
  locale,
  role: memberRole,
});
export type MemberDraft = z.infer<typeof memberDraft>;

/** Somebody who books from a phone that a link has bound, without an account. */
export const member = memberDraft.extend({ id, created_at: instant });
export type Member = z.infer<typeof member>;

/** A phone that is bound. */
const memberSession = z.object({
  id,
  /** Browser and system in a few words. */
  device: z.string(),
  created_at: instant,
  /** The last day, in UTC, on which it called. */
  seen_on: localDate,
  expires_at: instant,
});
export type MemberSession = z.infer<typeof memberSession>;

/** A member as the desk sees her. */
export const memberAtDesk = member.extend({
  sessions: z.array(memberSession),
  /** Until when a link waits to be tapped; null: none does. */
  link_until: instant.nullable(),
});
export type MemberAtDesk = z.infer<typeof memberAtDesk>;
