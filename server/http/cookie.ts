import type { Response } from 'express';
import type { HttpConfig } from './config.ts';

export const sessionCookie = 'hubward_session';

/** The session secret of a Cookie header; null where there is none. */
export function readSessionCookie(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== sessionCookie) continue;
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
  issued: { secret: string; expiresAt: string },
): void {
  res.cookie(sessionCookie, issued.secret, {
    ...attributes(config),
    expires: new Date(issued.expiresAt),
  });
}

export function clearSessionCookie(res: Response, config: HttpConfig): void {
  res.clearCookie(sessionCookie, attributes(config));
}

function attributes(config: HttpConfig) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl?.startsWith('https:') ?? false,
    path: '/',
  } as const;
}
