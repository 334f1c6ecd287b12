import { createHash } from 'node:crypto';

const secretBytes = 32;

/** Of a cookie or a link: base64url, so nothing in it is escaped. */
export function makeSecret(randomBytes: (size: number) => Buffer): string {
  return randomBytes(secretBytes).toString('base64url');
}

/** Secrets are random, so a plain digest is enough, and the file never holds one. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function isPast(instant: string, now: string): boolean {
  return Date.parse(instant) <= Date.parse(now);
}

/** The instant so many milliseconds later, ISO 8601 in UTC. */
export function after(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}
