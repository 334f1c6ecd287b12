import type { Locale } from '#server/contract/basics.ts';
import type { MemberInvite } from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';
import type { Session, User } from '#server/contract/people.ts';

/** A session as a cookie carries it: the secret, and until when. */
export interface IssuedSession {
  readonly secret: string;
  readonly expiresAt: string;
  readonly session: Session;
}

/** Who may come in, and how. Every refusal is a UserError with a code of contract/errors.ts. */
export interface Auth {
  readonly members: MemberAuth;
  /** The session of a cookie's secret; null where it is unknown, expired, or its user is disabled. */
  authenticate(secret: string): Promise<Session | null>;
  /** Takes the same time whether or not the address is known. Counts tries per address and per ip. */
  signIn(email: string, password: string, ip: string): Promise<IssuedSession>;
  signOut(secret: string): Promise<void>;
  /** Reads only. */
  getInvite(token: string): Promise<{ name: string; email: string; expires_at: string }>;
  acceptInvite(token: string, password: string): Promise<IssuedSession>;
  listUsers(): Promise<User[]>;
  /** `link` is the path and query of the one-time page, without origin. */
  addUser(user: {
    name: string;
    email: string;
    locale: Locale;
    roles: User['roles'];
  }): Promise<{ user: User; link: string }>;
  updateUser(
    id: string,
    change: Partial<Pick<User, 'name' | 'locale' | 'roles' | 'is_disabled'>>,
  ): Promise<User>;
  /** Ends password, sessions and older links. */
  resetUser(id: string): Promise<{ link: string }>;
}

/** Behind a call from a phone that is bound: whose it is, and at which hub. */
export interface MemberCaller {
  readonly session: string;
  readonly hub: string;
  readonly member: Member;
}

/** How a member's phone is let in: by a link that is tapped once, without an account. */
export interface MemberAuth {
  /** Null where the cookie's secret is unknown, expired or unbound. */
  authenticate(secret: string): Promise<MemberCaller | null>;
  /** A link to be sent to her; it ends her older ones. `link` is a path, without origin. */
  invite(member: string): Promise<{ link: string; expires_at: string }>;
  /** A link for another browser of the same phone, which holds for minutes. */
  carry(caller: MemberCaller): Promise<{ link: string; expires_at: string }>;
  /** Reads only, since chat apps fetch links for previews. Counts tries per link. */
  getInvite(token: string): Promise<MemberInvite>;
  acceptInvite(token: string, device: string): Promise<{ secret: string; expiresAt: string }>;
  signOut(secret: string): Promise<void>;
}
