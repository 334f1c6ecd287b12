import type { Request } from 'express';
import { UserError } from '#server/domain/user-error.ts';

/**
 * Refuses a writing call that a page of another site made with the visitor's cookie. A browser always says where
 * such a call comes from (Origin or Sec-Fetch-Site); without either, a call that carries a cookie is refused too.
 */
export function checkOrigin(req: Request, publicUrl: string | null, hasCookie: boolean): void {
  if (req.method === 'GET' || req.method === 'HEAD') return;
  const site = req.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') throw refused(`it came from another site (${site})`);
  const origin = req.get('origin');
  if (origin !== undefined) {
    if (!isOwnOrigin(origin, req.host, publicUrl)) throw refused(`it came from ${origin.slice(0, 200)}`);
    return;
  }
  if (site === undefined && hasCookie) throw refused('it carries a session but no Origin header');
}

/** Behind a proxy that ends TLS the own scheme is not known from the connection, so only PUBLIC_URL's host pins it. */
function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (from.host === '') return false;
  const own = publicUrl === null ? null : new URL(publicUrl);
  if (own !== null && from.host === own.host) return from.protocol === own.protocol;
  return from.host === host?.toLowerCase();
}

function refused(reason: string): UserError {
  return new UserError('ORIGIN_REFUSED', `The call was refused: ${reason}.`);
}
