import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Auth, MemberCaller } from '#server/auth/port.ts';
import type { Endpoint } from '#server/contract/endpoint.ts';
import type { Session } from '#server/contract/people.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Services } from '#server/services/port.ts';
import { isAllowed } from './access.ts';
import type { HttpConfig, HttpTuning } from './config.ts';
import { clearSessionCookie, memberCookie, setSessionCookie, staffCookie } from './cookie.ts';
import type { EventStreams } from './event-streams.ts';
import type { ProgramCaller } from '#server/store/port.ts';
import { checkApiKey } from './api-key.ts';
import { checkProgramKey, programOf } from './program-key.ts';
import { callerOf } from './caller.ts';
import { InputError } from './problem.ts';

/** What every endpoint may use. */
export interface Tools {
  readonly services: Services;
  readonly auth: Auth;
  readonly config: HttpConfig;
  readonly tuning: HttpTuning;
  readonly streams: EventStreams;
  /** The API's description, made when it is first asked for. */
  openapi(): Readonly<Record<string, unknown>>;
}

/** One call, checked: its caller may make it and its input fits the contract. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The uploaded file of a `bytes` endpoint, the JSON of an `unread-json` one; empty otherwise. */
  readonly bytes: Uint8Array;
  /** Null only where anybody may call. */
  readonly session: Session | null;
  /** The cookie's secret, whether or not a session stands behind it. */
  readonly secret: string | null;
  /** A member whose phone is bound; null where the call has no such cookie. */
  readonly member: MemberCaller | null;
  readonly memberSecret: string | null;
  /** A cooperative's program, on the endpoints for these; null on all others. */
  readonly program: ProgramCaller | null;
  /** The caller's own name for the call; empty where the endpoint asks for none. */
  readonly idempotencyKey: string;
  /** As its browser names itself. */
  readonly userAgent: string;
  /** What a driver's phone shows in place of a session: `Authorization: Bearer …`; null: nothing. */
  readonly key: string | null;
  readonly ip: string;
  /** Scheme and host under which the caller reaches the server. */
  readonly origin: string;
  setSession(issued: { secret: string; expiresAt: string }): void;
  clearSession(): void;
  bindPhone(issued: { secret: string; expiresAt: string }): void;
  unbindPhone(): void;
}

/** An endpoint with what it does; `mount` in app.ts puts it on its path. */
export interface Route {
  readonly endpoint: Endpoint;
  /** Behind sign-in, role, origin and rate checks, with the body read. */
  answer(tools: Tools): RequestHandler;
}

/** A handler that answers nothing need not return undefined by word. */
type Answer<O extends z.ZodType> = O extends z.ZodUndefined ? void : z.output<O>;

/** An endpoint that answers with JSON, or with nothing where its status is 204. */
export function handle<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, O>,
  run: (call: Call<z.output<P>, z.output<Q>, z.output<B>>, tools: Tools) => Promise<Answer<O>> | Answer<O>,
): Route {
  return {
    endpoint,
    answer: (tools) => async (req, res) => {
      const answer = await run(readCall(endpoint, req, res, tools), tools);
      if (endpoint.status === 204) {
        res.status(204).end();
        return;
      }
      if (tools.tuning.checkAnswers) checkAnswer(endpoint, answer);
      res.status(endpoint.status).json(answer);
    },
  };
}

/** An endpoint that writes its answer itself: a file or a stream. */
export function handleRaw<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, O>,
  run: (
    call: Call<z.output<P>, z.output<Q>, z.output<B>>,
    tools: Tools,
    req: Request,
    res: Response,
  ) => Promise<void>,
): Route {
  return {
    endpoint,
    answer: (tools) => (req, res) => run(readCall(endpoint, req, res, tools), tools, req, res),
  };
}

/** The session behind a call that only signed-in people reach. */
export function sessionOf(call: { readonly session: Session | null }): Session {
  if (call.session === null) throw new UserError('NOT_SIGNED_IN', 'This call needs a session.');
  return call.session;
}

/** The member behind a call that only bound phones reach. */
export function memberOf(call: { readonly member: MemberCaller | null }): MemberCaller {
  if (call.member === null) throw new UserError('NOT_SIGNED_IN', 'This call needs a phone that is bound.');
  return call.member;
}

/** The leader of a cooperative behind a call from a bound phone. */
export function leaderOf(call: { readonly member: MemberCaller | null }): MemberCaller {
  const caller = memberOf(call);
  if (caller.member.role === 'leader') return caller;
  throw new UserError('NOT_ALLOWED', 'Only the leader of a cooperative may do this.');
}

/** Refuses callers without the role the endpoint names, or the key, before anything of the call is read. */
export function checkAccess(endpoint: Endpoint, { config, services }: Tools): RequestHandler {
  if (endpoint.access === 'api-key') return checkApiKey(config.vroomApiKey);
  if (endpoint.access === 'cooperative-key') return checkProgramKey(services.programs);
  return (req, res, next) => {
    const { session, member } = callerOf(res);
    if (endpoint.access === 'member') {
      if (member === null) {
        throw new UserError('NOT_SIGNED_IN', 'This address is for phones that a link has bound.');
      }
      next();
      return;
    }
    if (endpoint.access === 'phone') {
      // The run's service knows the keys; who has none is told so before anything is read.
      if (bearerOf(req) === null)
        throw new UserError('PHONE_UNKNOWN', 'This address is for phones of a run.');
      next();
      return;
    }
    const hub = req.params['hub'];
    if (!isAllowed(endpoint.access, session, typeof hub === 'string' ? hub : null)) {
      throw session === null
        ? new UserError('NOT_SIGNED_IN', 'This address is for people who are signed in.')
        : new UserError('NOT_ALLOWED', allowedText(endpoint));
    }
    next();
  };
}

function bearerOf(req: Request): string | null {
  return /^Bearer ([\w-]{1,200})$/.exec(req.get('authorization') ?? '')?.[1] ?? null;
}

function allowedText({ access }: Endpoint): string {
  if (typeof access === 'string') return 'This address needs a role at its hub.';
  return `This address needs one of these roles${access.includes('dispatcher') ? ' at its hub' : ''}: ${access.join(', ')}.`;
}

function readCall<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  req: Request,
  res: Response,
  { config }: Tools,
): Call<z.output<P>, z.output<Q>, z.output<B>> {
  const { session, secret, member, memberSecret } = callerOf(res);
  const [params, query, body] = parseInput(endpoint, req);
  return {
    params,
    query,
    body,
    bytes: Buffer.isBuffer(req.body) ? req.body : new Uint8Array(),
    session,
    secret,
    member,
    memberSecret,
    program: programOf(res),
    idempotencyKey: endpoint.needsIdempotencyKey ? readIdempotencyKey(req) : '',
    userAgent: req.get('user-agent') ?? '',
    key: bearerOf(req),
    ip: req.ip ?? '',
    origin: config.publicUrl === null ? `${req.protocol}://${req.host}` : new URL(config.publicUrl).origin,
    setSession: (issued) => setSessionCookie(res, config, staffCookie, issued),
    clearSession: () => clearSessionCookie(res, config, staffCookie),
    bindPhone: (issued) => setSessionCookie(res, config, memberCookie, issued),
    unbindPhone: () => clearSessionCookie(res, config, memberCookie),
  };
}

const mostLettersOfKey = 200;

function readIdempotencyKey(req: Request): string {
  const key = req.get('idempotency-key')?.trim() ?? '';
  if (key === '' || key.length > mostLettersOfKey) {
    const why = `The header needs 1 to ${mostLettersOfKey} letters.`;
    throw new UserError('IDEMPOTENCY_KEY_MISSING', why);
  }
  return key;
}

/** The program behind a call that only programs with a key reach. */
export function programCallerOf(call: { readonly program: ProgramCaller | null }): ProgramCaller {
  if (call.program === null)
    throw new UserError('COOPERATIVE_KEY_WRONG', 'This call needs a key of a cooperative.');
  return call.program;
}

/** All faults of a call at once, so that a form can show every one of them. */
function parseInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  req: Request,
): [z.output<P>, z.output<Q>, z.output<B>] {
  // An endpoint without a JSON body does not look at what came as one.
  const sent: unknown = hasJsonBody(endpoint) ? req.body : undefined;
  const params = endpoint.params.safeParse(req.params);
  const query = endpoint.query.safeParse(req.query);
  const body = (endpoint.bodyKind === 'unread-json' ? z.undefined() : endpoint.body).safeParse(sent);
  // A body that is left unread is not looked at in `Call` either: its type promises nothing there.
  if (params.success && query.success && body.success)
    return [params.data, query.data, body.data as z.output<B>];
  throw new InputError([
    ...faults('params', params.error),
    ...faults('query', query.error),
    ...faults('body', body.error),
  ]);
}

export function hasJsonBody(endpoint: Endpoint): boolean {
  return endpoint.bodyKind === 'json' && !(endpoint.body instanceof z.ZodUndefined);
}

function faults(part: string, error: z.ZodError | undefined): { field: string; message: string }[] {
  return (error?.issues ?? []).map(({ path, message }) => ({
    field: [part, ...path.map(String)].join('.'),
    message,
  }));
}

function checkAnswer(endpoint: Endpoint, answer: unknown): void {
  const result = endpoint.out.safeParse(answer);
  if (result.success) return;
  throw new Error(`${endpoint.id} answered against its contract: ${z.prettifyError(result.error)}`);
}
