import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp, stdSerializers } from 'pino-http';
import type { RequestHandler } from 'express';

/** One line a call, with the id its answer carries. No headers, so no cookies, and no one-time tokens. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger,
    // Never the caller's own id: it could be made to look like another call.
    genReqId: (_req, res) => {
      const id = randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (req, res, error) => {
      if (error !== undefined || res.statusCode >= 500) return 'error';
      return isRoutine(req.url ?? '') ? 'debug' : 'info';
    },
    wrapSerializers: false,
    serializers: {
      req: (req: IncomingMessage) => ({
        id: req.id,
        method: req.method,
        url: withoutToken(withoutWhere(originalUrl(req))),
        ip: 'ip' in req ? req.ip : req.socket.remoteAddress,
      }),
      res: (res: ServerResponse) => ({ statusCode: res.statusCode }),
      err: stdSerializers.err,
    },
  });
}

/** Static files are served with `url` rewritten; `originalUrl` keeps what was asked. */
function originalUrl(req: IncomingMessage): string {
  return 'originalUrl' in req && typeof req.originalUrl === 'string' ? req.originalUrl : (req.url ?? '');
}

/** Calls in such numbers that they would fill the log and tell nothing. */
function isRoutine(url: string): boolean {
  return (
    url === '/api/health' ||
    /^\/api\/(book|(hubs|drive\/runs)\/[^/]+)\/tiles\//.test(url) ||
    url.startsWith('/assets/')
  );
}

/** What members ask for says where they live. Paths are routed in any case. */
const withoutWhere = (url: string): string => url.replace(/(\/api\/book(?:\/[^?]*)?)\?.*/i, '$1');

function withoutToken(url: string): string {
  return url
    .replace(/(\/(?:invites?|drive\/links|book\/links|book\/i)\/)[^/?]+/, '$1…')
    .replace(/([?&](?:token|invite|link)=)[^&]+/, '$1…');
}
