import type { Locale } from '#server/contract/basics.ts';
import type { Session, User } from '#server/contract/people.ts';

/** A session as a cookie carries it: the secret, and until when. */
export interface IssuedSession {
  readonly secret: string;
  readonly expiresAt: string;
  readonly session: Session;
}

/** Who may come in, and how. Every refusal is a UserError with a code of contract/errors.ts. */
export interface Auth {
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
