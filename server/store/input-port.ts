import type { ApiKey, ApiKeyDraft, Webhook, WebhookCall, WebhookDraft } from '#server/contract/program.ts';
import type { Request } from '#server/contract/request.ts';
import type { StandingDraft } from '#server/contract/standing.ts';

/** A pickup that comes again, as it is stored. */
export interface StoredStanding extends StandingDraft {
  readonly id: string;
  readonly skips: readonly string[];
}

export interface StandingStore {
  /** In the order in which they were added. */
  list(hub: string): Promise<StoredStanding[]>;
  get(hub: string, id: string): Promise<StoredStanding | null>;
  add(hub: string, id: string, draft: StandingDraft): Promise<void>;
  setEnd(id: string, endsOn: string): Promise<void>;
  addSkip(id: string, date: string): Promise<void>;
  removeSkip(id: string, date: string): Promise<void>;
  /** Which pickups have had their request of the day made. */
  listMade(hub: string, date: string): Promise<ReadonlySet<string>>;
  /** The requests that were made of a pickup, by day. */
  listRequests(id: string): Promise<ReadonlyMap<string, string>>;
  /** Books those that were not made yet, with requests.changed. Returns how many. */
  make(hub: string, date: string, made: readonly { pickup: string; request: Request }[]): Promise<number>;
}

/** Behind a call with a cooperative's key. */
export interface ProgramCaller {
  readonly key: string;
  readonly hub: string;
  /** By its id and its name. */
  readonly cooperative: { readonly id: string; readonly name: string };
}

export interface ProgramStore {
  listKeys(hub: string): Promise<ApiKey[]>;
  /** Rejects with UserError COOPERATIVE_UNKNOWN. */
  addKey(
    hub: string,
    key: ApiKeyDraft & { id: string; keyHash: string; hint: string; by: string | null },
  ): Promise<ApiKey>;
  /** Rejects with UserError API_KEY_UNKNOWN. */
  revokeKey(hub: string, id: string): Promise<void>;
  /** Who holds a key that was not revoked; notes the day on which it is used. */
  findKey(keyHash: string): Promise<ProgramCaller | null>;
  /**
   * Books a request under the caller's own key, whose quote is due then, or gives the one that was booked under it before. Rejects with UserError
   * IDEMPOTENCY_KEY_REUSED where that was sent as something else, REFERENCE_TAKEN.
   */
  bookOnce(
    caller: ProgramCaller,
    call: { idempotencyKey: string; bodyHash: string; request: Request },
  ): Promise<Request>;
}

/** A call as it is made. */
export interface DueCall {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly event: string;
  readonly body: string;
  /** Those before this one. */
  readonly tries: number;
}

export interface WebhookStore {
  /** Those that were not removed. */
  list(hub: string): Promise<Webhook[]>;
  /** Requests are told from what they are now on. Rejects with UserError COOPERATIVE_UNKNOWN. */
  add(hub: string, webhook: WebhookDraft & { id: string; secret: string }): Promise<Webhook>;
  /** Rejects with UserError WEBHOOK_UNKNOWN. */
  remove(hub: string, id: string): Promise<void>;
  listCalls(hub: string): Promise<WebhookCall[]>;
  /** Due now again. Rejects with UserError WEBHOOK_CALL_UNKNOWN. */
  retryCall(hub: string, id: string): Promise<WebhookCall>;
  /** Reads the log on from where it was read last, and lays out a call for every request whose state is another. Returns whether there is more. */
  readOn(hub: string, newId: () => string): Promise<boolean>;
  /** Calls whose time has come, the oldest first. */
  listDue(now: string, limit: number): Promise<DueCall[]>;
  noteResult(
    id: string,
    result: { status: number | null; failure: string | null; dueAt: string | null },
  ): Promise<void>;
}
