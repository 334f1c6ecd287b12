import { UserError } from '#server/domain/user-error.ts';
import type { DueCall, HubStore, WebhookStore } from '#server/store/port.ts';
import type { Services } from '../port.ts';
import { postCall, refusalOf } from './post-call.ts';
import { signCall } from './sign-call.ts';

const secretBytes = 32;
const secretPrefix = 'whsec_';
const callsAtOnce = 16;

/** Seconds to wait after each try that fails; after the last it is given up. In all some 27 hours. */
export const retrySeconds = [10, 60, 300, 1_800, 7_200, 21_600, 64_800] as const;

/** Where programs are told what becomes of requests: the event log is read on, calls are laid out in the store, then made. */
export function makeWebhooks(deps: {
  store: { hubs: HubStore; webhooks: WebhookStore };
  newId: () => string;
  now: () => string;
  randomBytes: (size: number) => Buffer;
  /** WEBHOOK_PRIVATE: calls may go to this machine and its networks, and over plain http. */
  isPrivateAllowed: boolean;
  /** Told of a hub whose events could not be read on; the other hubs' are. */
  onFailure: (error: unknown, hub: string) => void;
}): Services['webhooks'] {
  const { hubs, webhooks } = deps.store;

  const make = async ({ id, url, secret, event, body, tries }: DueCall): Promise<void> => {
    const timestamp = Math.floor(Date.parse(deps.now()) / 1000);
    const headers = {
      'content-type': 'application/json',
      'hubward-event': event,
      'hubward-call': id,
      'hubward-timestamp': String(timestamp),
      'hubward-signature': `sha256=${signCall(secret, timestamp, body)}`,
    };
    const { status, failure } = await postCall(url, headers, body, deps.isPrivateAllowed);
    const wait = failure === null ? undefined : retrySeconds[tries];
    const dueAt = wait === undefined ? null : new Date(Date.parse(deps.now()) + wait * 1000).toISOString();
    await webhooks.noteResult(id, { status, failure, dueAt });
  };

  return {
    list: (hub) => webhooks.list(hub),

    add: async (hub, draft) => {
      const refusal = refusalOf(draft.url, deps.isPrivateAllowed);
      if (refusal !== null) throw new UserError('WEBHOOK_ADDRESS_REFUSED', `Not called: ${refusal}.`);
      const secret = secretPrefix + deps.randomBytes(secretBytes).toString('base64url');
      return { webhook: await webhooks.add(hub, { id: deps.newId(), secret, ...draft }), secret };
    },

    remove: (hub, id) => webhooks.remove(hub, id),
    listCalls: (hub) => webhooks.listCalls(hub),
    retryCall: (hub, id) => webhooks.retryCall(hub, id),

    turn: async () => {
      for (const { id } of await hubs.list()) {
        try {
          while (await webhooks.readOn(id, deps.newId));
        } catch (error) {
          deps.onFailure(error, id);
        }
      }
      const calls = await webhooks.listDue(deps.now(), callsAtOnce);
      await Promise.all(calls.map(make));
    },
  };
}
