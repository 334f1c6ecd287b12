import type { z } from 'zod';
import type { Endpoint } from '#server/contract/endpoint.ts';
import type { Problem } from '#server/contract/problem.ts';
import { ApiProblem, browserProblem } from './api-problem.ts';

type InputOf<S> = S extends z.ZodType ? z.input<S> : never;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : never;
/** An argument nobody has to give when its schema admits `{}` or undefined. */
type Argument<Name extends string, T> = [T] extends [undefined]
  ? { readonly [K in Name]?: undefined }
  : Record<string, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };

type BodyOf<E extends Endpoint> = E['bodyKind'] extends 'bytes' ? Blob | undefined : InputOf<E['body']>;

export type CallOptions<E extends Endpoint> = Argument<'params', InputOf<E['params']>> &
  Argument<'query', InputOf<E['query']>> &
  (InputOf<E['body']> extends undefined ? { readonly body?: Blob } : Argument<'body', BodyOf<E>>) & {
    readonly signal?: AbortSignal;
  };

interface AnyOptions {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Calls an endpoint of the contract. Answers are trusted to be of the contract's shape (the server is held to it
 * by its own tests), so nothing is validated twice. Throws ApiProblem for everything save an abort.
 */
export function call<E extends Endpoint>(endpoint: E, options: CallOptions<E>): Promise<OutputOf<E['out']>> {
  if (endpoint.method === 'GET') return send(endpoint, options);
  const { params, query, body } = options as AnyOptions;
  const what = body instanceof Blob ? body.size : JSON.stringify(body);
  const key = `${endpoint.method} ${urlOf(endpoint, params, query)} ${what}`;
  const underWay = writes.get(key);
  // Of the same endpoint, so of its answer.
  if (underWay) return underWay as Promise<OutputOf<E['out']>>;
  const sent = send(endpoint, options).finally(() => writes.delete(key));
  writes.set(key, sent);
  return sent;
}

/** Writes under way: the second click of a double click gets the answer to the first. */
const writes = new Map<string, Promise<unknown>>();

/** The bytes of an endpoint that answers with a file. Throws ApiProblem for everything save an abort. */
export async function fetchBytes<E extends Endpoint>(
  endpoint: E,
  options: CallOptions<E>,
): Promise<ArrayBuffer> {
  const response = await respond(endpoint, options as AnyOptions);
  try {
    return await response.arrayBuffer();
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw browserProblem('ANSWER_UNREADABLE', `${endpoint.method} ${endpoint.path}`, response.status);
  }
}

async function send<E extends Endpoint>(endpoint: E, options: CallOptions<E>): Promise<OutputOf<E['out']>> {
  const response = await respond(endpoint, options as AnyOptions);
  // A 204 has no body, and its schema says undefined.
  if (response.status === 204) return undefined as OutputOf<E['out']>;
  try {
    return (await response.json()) as OutputOf<E['out']>;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw browserProblem('ANSWER_UNREADABLE', `${endpoint.method} ${endpoint.path}`, response.status);
  }
}

const lossListeners = new Set<() => void>();

/** Calls each time that the server does not answer a call, until the returned function is called. */
export function onServerLost(listener: () => void): () => void {
  lossListeners.add(listener);
  return () => lossListeners.delete(listener);
}

function serverLost(detail: string, status?: number): ApiProblem {
  for (const listener of lossListeners) listener();
  return browserProblem('SERVER_UNREACHABLE', detail, status);
}

async function respond(endpoint: Endpoint, options: AnyOptions): Promise<Response> {
  const { params, query, body, signal } = options;
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (endpoint.bodyKind === 'bytes') headers['Content-Type'] = 'application/octet-stream';
  else if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(urlOf(endpoint, params, query), {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw serverLost(error instanceof Error ? error.message : String(error));
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** The address of an endpoint with its parameters filled in; undefined query values are left out. */
export function urlOf(
  endpoint: Pick<Endpoint, 'path'>,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const path = endpoint.path.replace(/:([a-z_]+)/gi, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${endpoint.path} lacks ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const requestId = response.headers.get('x-request-id');
  if (response.headers.get('content-type')?.includes('json')) {
    const problem = (await response.json().catch(() => null)) as Problem | null;
    if (problem && typeof problem.code === 'string') return new ApiProblem(problem, requestId);
  }
  // A proxy in between answers in HTML when the server behind it is down.
  const detail = `HTTP ${response.status}`;
  return response.status >= 502
    ? serverLost(detail, response.status)
    : browserProblem('ANSWER_UNREADABLE', detail, response.status);
}
