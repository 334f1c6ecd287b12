import type {
  Booking,
  BookingDraft,
  BookingReceipt,
  BookingStart,
  MemberInvite,
  PushSubscription,
  TextLine,
} from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';
import type { PlaceHit } from '#server/contract/hub.ts';
import type { Quote } from '#server/contract/quote.ts';
import type { Problem } from '#server/contract/problem.ts';

/** A call that the server refused; `code` is of docs/errors.md. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly status: number;

  constructor({ code, status, detail, title }: Problem) {
    super(detail ?? title);
    this.code = code;
    this.status = status;
  }

  /** Whether the same call may be taken at another time. */
  get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** No answer came: no signal, or no server. */
export class NoSignal extends Error {
  override readonly name = 'NoSignal';
}

const patienceMs = 20_000;
/** Some hundred kB on a thin signal. */
const photoPatienceMs = 120_000;

/** The contract's client would bring every schema of the desk along; this page's calls are few. */
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  return send<T>(method, path, {
    signal: AbortSignal.timeout(patienceMs),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
}

async function send<T>(method: string, path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/book${path}`, { method, ...init });
  } catch (error) {
    throw new NoSignal(String(error));
  }
  const text = await response.text().catch((error: unknown) => {
    throw new NoSignal(String(error));
  });
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T; // the server is held to the contract
  throw new Refused(problemOf(text, response.status));
}

/** A proxy before the server may answer with a page of its own. */
function problemOf(text: string, status: number): Problem {
  try {
    return JSON.parse(text) as Problem; // problem+json
  } catch {
    return { type: 'about:blank', title: String(status), status, code: 'ANSWER_UNREADABLE', action: '' };
  }
}

const inPath = encodeURIComponent;

export const api = {
  start: () => call<BookingStart>('GET', ''),
  readLink: (token: string) => call<MemberInvite>('GET', `/links/${inPath(token)}`),
  tapLink: (token: string) => call<undefined>('POST', `/links/${inPath(token)}`),
  searchPlaces: (text: string) => call<PlaceHit[]>('GET', `/places?text=${inPath(text)}`),
  /** `query` as `quoteDraft` of the contract. */
  quote: (query: string) => call<Quote>('GET', `/quote?${query}`),
  book: (draft: BookingDraft) => call<Booking>('POST', '/requests', draft),
  /** `picture` as a data URL. */
  addPhoto: (photo: string, picture: string) =>
    send<undefined>('POST', `/photos/${inPath(photo)}`, {
      signal: AbortSignal.timeout(photoPatienceMs),
      headers: { 'content-type': 'image/jpeg' },
      body: Uint8Array.from(atob(picture.split(',')[1] ?? ''), (letter) => letter.charCodeAt(0)),
    }),
  subscribePush: (subscription: PushSubscription) => call<undefined>('POST', '/push', subscription),
  unsubscribePush: () => call<undefined>('DELETE', '/push'),
  readLines: (text: string) => call<TextLine[]>('POST', '/read-lines', { text }),
  cancel: (request: string) => call<Booking>('POST', `/requests/${inPath(request)}/cancel`),
  receipt: (request: string) => call<BookingReceipt>('GET', `/requests/${inPath(request)}/receipt`),
  decline: (request: string) => call<Booking>('POST', `/requests/${inPath(request)}/decline`),
  carry: () => call<{ link: string }>('POST', '/link'),
  addMate: (mate: Pick<Member, 'name' | 'phone' | 'locale'>) => call<Member>('POST', '/members', mate),
  inviteMate: (member: string) => call<{ link: string }>('POST', `/members/${inPath(member)}/link`),
  unbind: () => call<undefined>('DELETE', '/session'),
  removeData: () => call<undefined>('DELETE', '/data'),
};
