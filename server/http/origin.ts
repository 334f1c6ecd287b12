import type { Request } from 'express';
import { UserError } from '#server/domain/user-error.ts';

/**
 * Refuses a writing call that a page of another site made with the visitor's cookie. Browsers say where such a call
 * comes from: in Sec-Fetch-Site, which pages cannot set, or over plain http in Origin alone. A call with neither is
 * no page's, and is refused only where it carries a cookie all the same.
 */
export function checkOrigin(req: Request, publicUrl: string | null, hasCookie: boolean): void {
  if (req.method === 'GET' || req.method === 'HEAD') return;
  const site = req.get('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return;
  if (site !== undefined) throw refused(`it came from another site (${site.slice(0, 40)})`);
  const origin = req.get('origin');
  if (origin !== undefined) {
    if (!isOwnOrigin(origin, req.host, publicUrl)) throw refused(`it came from ${origin.slice(0, 200)}`);
    return;
  }
  if (hasCookie) throw refused('it carries a session but no Origin header');
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
