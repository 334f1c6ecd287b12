import type { Response } from 'express';
import type { HttpConfig } from './config.ts';

/** A cookie that carries a session, and where it is sent. */
interface SessionCookie {
  readonly name: string;
  readonly path: string;
}

/** Of people with an account. */
export const staffCookie: SessionCookie = { name: 'hubward_session', path: '/' };

/** Of a member's phone; a browser may have both. */
export const memberCookie: SessionCookie = { name: 'hubward_member', path: '/api/book' };

/** The session secret of a Cookie header; null where there is none. */
export function readSessionCookie(header: string | undefined, { name } = staffCookie): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const value = part.slice(at + 1).trim();
    // Secrets are base64url, so nothing in them is escaped.
    return value === '' ? null : value;
  }
  return null;
}

/** Gives the browser the session; gone when it expires. */
export function setSessionCookie(
  res: Response,
  config: HttpConfig,
  cookie: SessionCookie,
  issued: { secret: string; expiresAt: string },
): void {
  res.cookie(cookie.name, issued.secret, {
    ...attributes(config, cookie),
    expires: new Date(issued.expiresAt),
  });
}

export function clearSessionCookie(res: Response, config: HttpConfig, cookie: SessionCookie): void {
  res.clearCookie(cookie.name, attributes(config, cookie));
}

function attributes(config: HttpConfig, { path }: SessionCookie) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl?.startsWith('https:') ?? false,
    path,
  } as const;
}
