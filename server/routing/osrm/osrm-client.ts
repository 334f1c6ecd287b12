import { promisify } from 'node:util';
import { RoutingError } from '../port.ts';
import { errorOfAnswer } from './osrm-answers.ts';
import type { OsrmAnswer } from './osrm-answers.ts';

const sleep = promisify(setTimeout);

const firstDelayMs = 250;
const longestDelayMs = 10_000;

export interface OsrmClientOptions {
  readonly timeoutMs: number;
  /** Further tries after the first. */
  readonly retries: number;
  readonly fetch: typeof fetch;
}

/** How one try ended. Only what may go better next time is tried again. */
type Outcome =
  | { readonly kind: 'answer'; readonly answer: OsrmAnswer }
  | { readonly kind: 'final'; readonly error: RoutingError }
  | { readonly kind: 'again'; readonly error: RoutingError; readonly afterMs: number };

/**
 * Asks an OSRM server, again after network errors, time-outs, 5xx and 429, each time after twice the delay (or
 * what Retry-After says). Rejects with RoutingError.
 */
export async function askOsrm(
  url: string,
  options: OsrmClientOptions,
  signal: AbortSignal | undefined,
): Promise<OsrmAnswer> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await tryOnce(url, options, signal);
    if (outcome.kind === 'answer') return outcome.answer;
    if (outcome.kind === 'final' || attempt >= options.retries) throw outcome.error;
    const delay = Math.max(outcome.afterMs, firstDelayMs * 2 ** attempt);
    try {
      await sleep(Math.min(delay, longestDelayMs), undefined, { ...(signal && { signal }) });
    } catch {
      throw cancelled();
    }
  }
}

const cancelled = (): RoutingError => new RoutingError('ROUTING_CANCELLED', 'the call was cancelled');

async function tryOnce(
  url: string,
  { timeoutMs, fetch }: OsrmClientOptions,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: { accept: 'application/json' },
    });
    return outcomeOf(response, await response.text());
  } catch (error) {
    if (signal?.aborted) return { kind: 'final', error: cancelled() };
    if (timeout.aborted) {
      const late = new RoutingError('ROUTING_TIMEOUT', `no answer from ${hostOf(url)} in ${timeoutMs} ms`);
      return { kind: 'again', error: late, afterMs: 0 };
    }
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    const unreachable = new RoutingError(
      'ROUTING_UNAVAILABLE',
      `${hostOf(url)} cannot be reached: ${reason}`,
      [],
      {
        cause: error,
      },
    );
    return { kind: 'again', error: unreachable, afterMs: 0 };
  }
}

function outcomeOf(response: Response, text: string): Outcome {
  const { status } = response;
  const host = hostOf(response.url);
  if (status === 429 || status >= 500) {
    const error = new RoutingError('ROUTING_UNAVAILABLE', `${host} answered ${status}`);
    return { kind: 'again', error, afterMs: 1_000 * (Number(response.headers.get('retry-after')) || 0) };
  }
  if (status === 401 || status === 403) {
    const error = new RoutingError(
      'ROUTING_UNAVAILABLE',
      `${host} answered ${status}: it asks for a sign-in`,
    );
    return { kind: 'final', error };
  }
  // An address too long for a proxy on the way means the same as OSRM's TooBig: ask for less.
  if (status === 413 || status === 414) {
    return { kind: 'final', error: new RoutingError('ROUTING_TOO_LARGE', `${host} answered ${status}`) };
  }
  const answer = parsed(text);
  if (!answer) {
    const error = new RoutingError(
      'ROUTING_BAD_ANSWER',
      `${host} answered ${status} with something that is no OSRM answer`,
    );
    return { kind: 'final', error };
  }
  return answer.code === 'Ok'
    ? { kind: 'answer', answer }
    : { kind: 'final', error: errorOfAnswer(answer, status) };
}

function parsed(text: string): OsrmAnswer | null {
  try {
    const value = JSON.parse(text) as { code?: unknown } | null;
    // Only the code is known here; each reader checks the rest.
    return typeof value?.code === 'string' ? (value as OsrmAnswer) : null;
  } catch {
    return null;
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
