import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { UserError } from '#server/domain/user-error.ts';

/**
 * Lets in who sends `Authorization: Bearer KEY`. Where the server has no key, programs of its own machine alone: not
 * what came through a proxy on it, and nothing under another host's name, which is how a page in a browser would get here.
 */
export function checkApiKey(key: string | null): RequestHandler {
  return (req, _res, next) => {
    if (key === null) {
      if (!isOfThisMachine(req)) {
        throw new UserError(
          'API_KEY_WRONG',
          'No key is set on the server, so only its own machine may call.',
        );
      }
    } else if (!isSame(/^Bearer (\S+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '', key)) {
      throw new UserError('API_KEY_WRONG', 'The call has no key, or another than the server’s.');
    }
    next();
  };
}

function isOfThisMachine(req: Request): boolean {
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via'].some((header) => req.get(header) !== undefined);
  const host = (req.get('host') ?? '').replace(/:\d+$/, '');
  return (
    !isForwarded && isLoopback(req.socket.remoteAddress ?? '') && (host === 'localhost' || isLoopback(host))
  );
}

function isLoopback(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/^::ffff:/, '');
  return bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** Takes the same time whatever the difference. */
function isSame(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(key));
}
