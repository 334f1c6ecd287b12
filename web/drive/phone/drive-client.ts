import type { DrivenLeg, DrivenRunWire, PhoneState, RunMap, SyncAnswer } from '#server/contract/drive-run.ts';
import type { RunEventWire } from '#server/contract/drive.ts';

/** What a link is for, before a tap. */
export interface LinkPreview {
  readonly number: number;
  readonly date: string;
  readonly vehicle: string;
  readonly driver: string | null;
  readonly hub: string;
  readonly stops: number;
}

/** The server refused; `code` is one of docs/errors.md. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** There is no signal, or no server behind it. */
export class NoSignal extends Error {
  override readonly name = 'NoSignal';
}

/** Whose files: a run, the key of this phone, and the runs whose files stay on it. */
export interface RunSource {
  readonly run: string;
  readonly key: string;
  readonly keep: readonly string[];
}

interface CallOptions {
  readonly key?: string;
  readonly json?: unknown;
  readonly blob?: Blob;
}

const patienceMs = 30_000;

/** Calls that a driver's phone makes. @throws NoSignal, Refusal */
export const driveClient = {
  link: (token: string) => call<LinkPreview>(`links/${token}`),
  bind: (token: string, phone: { phone: string; key: string; label: string }) =>
    call<{ run: string; phone: PhoneState }>(`links/${token}`, { json: phone }),
  run: (run: string, key: string) => call<DrivenRunWire>(`runs/${run}`, { key }),
  directions: (run: string, key: string, locale: string) =>
    call<{ revision: number; legs: DrivenLeg[] }>(`runs/${run}/directions?locale=${locale}`, { key }),
  map: (run: string, key: string) => call<RunMap>(`runs/${run}/map`, { key }),
  sync: (run: string, key: string, json: { events: readonly RunEventWire[]; revision: number }) =>
    call<SyncAnswer>(`runs/${run}/events`, { key, json }),
  picture: (run: string, key: string, id: string, blob: Blob) =>
    call<undefined>(`runs/${run}/pictures/${id}`, { key, blob }),
};

async function call<T>(path: string, { key, json, blob }: CallOptions = {}): Promise<T> {
  const headers: Record<string, string> = {};
  if (key !== undefined) headers['authorization'] = `Bearer ${key}`;
  if (json !== undefined) headers['content-type'] = 'application/json';
  const body = json === undefined ? blob : JSON.stringify(json);
  const answer = await fetch(`/api/drive/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new NoSignal('no answer', { cause: error });
  });
  // A proxy or a portal on the way answers with a page of its own.
  const text = await answer.text().catch((error: unknown) => {
    throw new NoSignal('no whole answer', { cause: error });
  });
  if (answer.status === 204) return undefined as T; // by the contract there is nothing then
  const read: unknown = parse(text);
  if (answer.ok) return read as T; // the contract's, checked at the server
  const code = typeof read === 'object' && read !== null && 'code' in read ? String(read.code) : '';
  if (code === '' || answer.status >= 500 || answer.status === 429)
    throw new NoSignal(`status ${answer.status}`);
  throw new Refusal(code);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NoSignal('not an answer of Hubward', { cause: error });
  }
}
