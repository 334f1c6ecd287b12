import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Endpoint } from '#server/contract/endpoint.ts';
import { UserError } from '#server/domain/user-error.ts';
import { callerOf } from './caller.ts';
import type { Limit, Limits } from './config.ts';

/** Picks the limiter of an endpoint's tier. Runs after the session is known. */
export function makeRateLimits(limits: Limits): (endpoint: Endpoint) => RequestHandler {
  const tiers = {
    entry: limiter(limits.entry, addressKey),
    read: limiter(limits.read, callerKey),
    write: limiter(limits.write, callerKey),
    phone: limiter(limits.phone, addressKey),
  };
  return (endpoint) => tiers[tierOf(endpoint)];
}

/** Which limit counts: whatever anybody may try secrets at is `entry`. */
export function tierOf(endpoint: Endpoint): keyof Limits {
  // All drivers of a hub may stand in one yard, behind one address; their secrets are beyond guessing.
  if (endpoint.path.startsWith('/api/drive/')) return 'phone';
  const triesSecrets =
    endpoint.access === 'anybody' && (endpoint.method !== 'GET' || endpoint.path.includes('/:'));
  if (triesSecrets) return 'entry';
  return endpoint.method === 'GET' ? 'read' : 'write';
}

function limiter(limit: Limit, keyGenerator: (req: Request, res: Response) => string): RequestHandler {
  return rateLimit({
    windowMs: limit.windowSeconds * 1000,
    limit: limit.calls,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator,
    // The library has set Retry-After by now.
    handler: (_req, _res, next) => {
      next(
        new UserError(
          'TOO_MANY_TRIES',
          `At most ${limit.calls} such calls in ${limit.windowSeconds} s are taken.`,
        ),
      );
    },
  });
}

function addressKey(req: Request): string {
  return ipKeyGenerator(req.ip ?? '');
}

/** People behind one address are told apart once signed in; a made-up cookie or a second session does not help. */
function callerKey(req: Request, res: Response): string {
  const { session, member } = callerOf(res);
  if (member !== null) return `phone ${member.session}`;
  return session === null ? addressKey(req) : `user ${session.user.id}`;
}
