import { UserError } from '#server/domain/user-error.ts';
import { TryCounter } from './try-counter.ts';

const windowMs = 15 * 60_000;

/**
 * How often one may try to sign in. The tight limit is on an address from one ip, so that a stranger cannot lock
 * somebody out; the ip's own is wide enough for a whole hub behind one connection; the address's own
 * slows down guessing from many machines.
 */
export class SignInLimit {
  readonly #pairs = new TryCounter(10, windowMs);
  readonly #ips = new TryCounter(60, windowMs);
  readonly #emails = new TryCounter(100, windowMs);

  /** Counts a try before it is made. Throws UserError TOO_MANY_TRIES. */
  count(email: string, ip: string, nowMs: number): void {
    const folded = email.trim().toLowerCase();
    const waitMs =
      this.#ips.count(ip, nowMs) ||
      this.#pairs.count(`${ip} ${folded}`, nowMs) ||
      this.#emails.count(folded, nowMs);
    if (waitMs === 0) return;
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    throw new UserError('TOO_MANY_TRIES', `Try again in ${retryAfterSeconds} seconds.`, {
      retryAfterSeconds,
    });
  }

  /** After a right password. */
  forget(email: string, ip: string): void {
    this.#pairs.forget(`${ip} ${email.trim().toLowerCase()}`);
  }
}
