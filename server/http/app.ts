import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Auth } from '#server/auth/port.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Services } from '#server/services/port.ts';
import { type Caller, callerOf, readCaller } from './caller.ts';
import { type HttpConfig, type HttpTuning, defaultTuning } from './config.ts';
import { EventStreams } from './event-streams.ts';
import { type Route, type Tools, checkAccess, hasJsonBody } from './handle.ts';
import { makeOpenApi } from './openapi.ts';
import { checkOrigin } from './origin.ts';
import { answerProblem } from './problem.ts';
import { answerVroomFailure } from './vroom-failure.ts';
import { makeRateLimits } from './rate-limit.ts';
import { requestLog } from './request-log.ts';
import { routes } from './routes.ts';
import { securityHeaders } from './security.ts';
import { onStop } from './stop.ts';
import { webPages } from './web-pages.ts';

export interface AppParts {
  readonly services: Services;
  readonly auth: Auth;
  readonly config: HttpConfig;
  readonly logger: Logger;
  readonly tuning?: Partial<HttpTuning>;
}

/** The whole HTTP side: the API, its event streams and the web pages. `serve` gives it a port and ends it. */
export function makeApp({ services, auth, config, logger, tuning }: AppParts): Express {
  let description: ReturnType<Tools['openapi']> | undefined;
  const tools: Tools = {
    services,
    auth,
    config,
    tuning: { ...defaultTuning, ...tuning },
    streams: new EventStreams(tuning?.streamsPerSession ?? defaultTuning.streamsPerSession),
    openapi: () => (description ??= makeOpenApi(endpoints, config)),
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  onStop(app, () => tools.streams.stop());

  app.use(requestLog(logger), securityHeaders(config), refuseWhenStopping(tools));
  app.use('/api', (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  const limitOf = makeRateLimits(tools.tuning.limits);
  for (const route of routes) mount(app, route, tools, limitOf(route.endpoint));
  app.use('/api', () => {
    throw new UserError('NOT_FOUND', 'The API has no such address or method.');
  });
  app.use(webPages(config.webFolder));
  app.use('/api/vroom', answerVroomFailure);
  app.use(answerProblem);
  return app;
}

/** The order matters: nothing of a body is read before its sender may send it. */
function mount(app: Express, route: Route, tools: Tools, limit: RequestHandler): void {
  const { endpoint } = route;
  const method = endpoint.method.toLowerCase() as Lowercase<typeof endpoint.method>;
  app[method](
    endpoint.path,
    readCaller(tools.auth),
    limit,
    (req, res, next) => {
      checkOrigin(req, tools.config.publicUrl, hasCookie(callerOf(res)));
      next();
    },
    checkAccess(endpoint, tools),
    ...bodyReaders(route, tools),
    route.answer(tools),
  );
}

const hasCookie = ({ secret, memberSecret }: Caller) => secret !== null || memberSecret !== null;

function bodyReaders({ endpoint }: Route, { tuning, config }: Tools): RequestHandler[] {
  if (endpoint.bodyKind === 'unread-json') {
    return [express.raw({ type: () => true, limit: config.vroomBytes })];
  }
  if (endpoint.bodyKind === 'bytes') return [express.raw({ type: () => true, limit: tuning.uploadBytes })];
  return hasJsonBody(endpoint) ? [express.json({ limit: tuning.jsonBytes })] : [];
}

/** A kept-alive connection may bring calls after the server began to stop. */
function refuseWhenStopping({ streams }: Tools): RequestHandler {
  return (_req, res, next) => {
    if (streams.isStopping) {
      res.set('Connection', 'close');
      throw new UserError('SHUTTING_DOWN', 'The server is about to stop.', { retryAfterSeconds: 5 });
    }
    next();
  };
}
