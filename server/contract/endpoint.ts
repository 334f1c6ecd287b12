import { z } from 'zod';
import type { Role } from './basics.ts';

/**
 * Who may call: anybody, anybody signed in, holders of one of the roles (at the path's hub, where it names one),
 * members of cooperatives from a phone that a link has bound, programs that hold the server's API key (any of its own
 * machine where it has none), a cooperative's own programs, which hold a key of its, or drivers' phones with the key by
 * which they are bound to the run in the path.
 */
export type Access =
  | 'anybody'
  | 'signed-in'
  | 'member'
  | 'api-key'
  | 'cooperative-key'
  | 'phone'
  | readonly Role[];

/** One HTTP endpoint: the router, OpenAPI and the typed client are all made from these. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Express path, `:name` for parameters; a parameter called `hub` scopes the roles. */
  readonly path: `/api/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** JSON answer; for `kind` other than json it documents what is streamed. */
  readonly out: Out;
  readonly kind: 'json' | 'stream' | 'file';
  /** Media type of a file. */
  readonly fileType: string;
  /** Body as it arrives: JSON, the raw bytes of an uploaded file, or JSON that what is called reads by itself. */
  readonly bodyKind: 'json' | 'bytes' | 'unread-json';
  /** How it says that something is wrong: problem+json, or VROOM's body. */
  readonly failure: 'problem' | 'vroom';
  readonly status: 200 | 201 | 202 | 204;
  /** Whether the caller names the call by an Idempotency-Key header of its own. */
  readonly needsIdempotencyKey: boolean;
  /** Problem codes it may answer with, besides those every endpoint may. */
  readonly errors: readonly string[];
}

interface EndpointOptions<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  O extends z.ZodType,
> {
  id: string;
  method: Endpoint['method'];
  path: Endpoint['path'];
  access: Access;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  out?: O;
  kind?: Endpoint['kind'];
  fileType?: string;
  bodyKind?: Endpoint['bodyKind'];
  failure?: Endpoint['failure'];
  status?: Endpoint['status'];
  needsIdempotencyKey?: boolean;
  errors?: readonly string[];
}

/** Declares an endpoint; absent schemas admit nothing (an empty object). */
export function endpoint<
  P extends z.ZodType = z.ZodObject,
  Q extends z.ZodType = z.ZodObject,
  B extends z.ZodType = z.ZodUndefined,
  O extends z.ZodType = z.ZodUndefined,
>(options: EndpointOptions<P, Q, B, O>): Endpoint<P, Q, B, O> {
  return {
    kind: 'json',
    fileType: 'application/octet-stream',
    bodyKind: 'json',
    failure: 'problem',
    status: 200,
    needsIdempotencyKey: false,
    errors: [],
    ...options,
    // The defaults stand exactly where the type parameter took its own default.
    params: (options.params ?? z.object({})) as P,
    query: (options.query ?? z.object({})) as Q,
    body: (options.body ?? z.undefined()) as B,
    out: (options.out ?? z.undefined()) as O,
  };
}
