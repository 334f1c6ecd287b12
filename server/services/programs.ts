import { createHash } from 'node:crypto';
import type { ProgramStore } from '#server/store/port.ts';
import { requestFromDraft } from './list-import/read-requests.ts';
import type { Services } from './port.ts';
import type { ReadContext } from './request-context.ts';

/** Letters that every key begins with, so that one that was lost somewhere is known for what it is. */
const keyPrefix = 'hw_';
const keyBytes = 32;
const hintLength = keyPrefix.length + 6;

/** Keys of cooperatives' programs, and what is booked with them. */
export function makePrograms(deps: {
  store: { programs: ProgramStore };
  readContext: ReadContext;
  newId: () => string;
  randomBytes: (size: number) => Buffer;
  keepQuote: Services['quotes']['keep'];
  /** Told of quotes that could not be kept; the request stands, and its quote is due. */
  onQuoteFailure: (error: unknown) => void;
}): Services['programs'] {
  const { programs } = deps.store;
  return {
    authenticate: async (key) => (key.startsWith(keyPrefix) ? programs.findKey(digest(key)) : null),

    book: async (caller, idempotencyKey, draft) => {
      const context = await deps.readContext(caller.hub, draft.date);
      const request = requestFromDraft({ ...draft, cooperative: caller.cooperative.name }, context);
      const booked = await programs.bookOnce(caller, {
        idempotencyKey,
        bodyHash: digest(JSON.stringify(draft)),
        request,
      });
      if (booked.id === request.id) await deps.keepQuote(caller.hub, booked).catch(deps.onQuoteFailure);
      return booked;
    },

    listKeys: (hub) => programs.listKeys(hub),

    addKey: async (hub, { cooperative, name }, by) => {
      const key = keyPrefix + deps.randomBytes(keyBytes).toString('base64url');
      const api_key = await programs.addKey(hub, {
        id: deps.newId(),
        cooperative,
        name,
        keyHash: digest(key),
        hint: key.slice(0, hintLength),
        by,
      });
      return { api_key, key };
    },

    revokeKey: (hub, key) => programs.revokeKey(hub, key),
  };
}

/** Keys are random, so a plain digest is enough. */
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
