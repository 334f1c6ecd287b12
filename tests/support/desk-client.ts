import type { z } from 'zod';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Problem } from '#server/contract/problem.ts';

type Json = Record<string, unknown>;
type Out<Id extends keyof typeof endpoints> = z.infer<(typeof endpoints)[Id]['out']>;

/** A signed-in dispatcher without a browser: plain HTTP with the session's cookie. */
export class DeskClient {
  readonly url: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string) {
    this.url = url;
    this.#cookie = cookie;
  }

  /** Uses the one-time link a first start prints. */
  static async fromLink(url: string, link: string, password = 'a long enough password'): Promise<DeskClient> {
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    const answer = await fetch(`${url}/api/invites/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ password }),
    });
    if (!answer.ok) throw new Error(`the link was refused: ${await answer.text()}`);
    return new DeskClient(url, answer.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  }

  /** Somebody who has signed in elsewhere; `cookie`: as a browser sends it. */
  static withCookie(url: string, cookie: string): DeskClient {
    return new DeskClient(url, cookie);
  }

  /** The same person after the server has started again elsewhere. */
  at(url: string): DeskClient {
    return new DeskClient(url, this.#cookie);
  }

  /** A file or a stream, by its address. */
  async open(address: string, signal: AbortSignal): Promise<Response> {
    const answer = await fetch(this.url + address, { headers: { cookie: this.#cookie }, signal });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  }

  /** Calls an endpoint by its id; throws on a problem. */
  async call<Id extends keyof typeof endpoints>(
    id: Id,
    input: { params?: Json; query?: Json; body?: unknown; bytes?: Uint8Array<ArrayBuffer> } = {},
  ): Promise<Out<Id>> {
    const { answer, json } = await this.tryCall(id, input);
    if (!answer.ok) throw new Error(`${id}: ${answer.status} ${JSON.stringify(json)}`);
    return json as Out<Id>; // the server checks its answers against the same contract in its own tests
  }

  /** Calls an endpoint by its id and gives whatever comes back. */
  async tryCall(
    id: keyof typeof endpoints,
    input: { params?: Json; query?: Json; body?: unknown; bytes?: Uint8Array<ArrayBuffer> } = {},
  ): Promise<{ answer: Response; json: unknown; problem: Problem | null }> {
    const { method, path } = endpoints[id];
    const filled = path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String(input.params?.[name])),
    );
    const query = new URLSearchParams(
      Object.entries(input.query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
    );
    const body = input.bytes ?? (input.body === undefined ? undefined : JSON.stringify(input.body));
    const answer = await fetch(`${this.url}${filled}${query.size > 0 ? `?${query}` : ''}`, {
      method,
      headers: {
        cookie: this.#cookie,
        origin: this.url,
        ...(body !== undefined && {
          'content-type': input.bytes ? 'application/octet-stream' : 'application/json',
        }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    return { answer, json, problem: answer.ok ? null : (json as Problem) };
  }
}

/** Asks until `isThere` says so; bounded. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isThere: (value: T) => boolean,
  tries = 300,
): Promise<T> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const value = await ask();
    if (isThere(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come to be');
}
