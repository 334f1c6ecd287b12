import type { Request } from '#server/contract/request.ts';
import { assertHub } from './hub-store.ts';
import { assertAllFree } from './request-references.ts';
import { appendChanged, insertAll } from './request-rows.ts';
import type { Write } from './writer.ts';

/** Books requests in a write under way, with requests.changed. @throws UserError REFERENCE_TAKEN naming the ids */
export function addRequests(
  { tx, append }: Write,
  hub: string,
  added: readonly Request[],
  createdAt: string,
): void {
  assertHub(tx, hub);
  assertAllFree(tx, hub, added);
  insertAll(tx, hub, added, createdAt);
  appendChanged(append, hub, added);
}
