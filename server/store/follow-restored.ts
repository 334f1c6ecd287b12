import { receivedState } from '#server/domain/receiving/standing-weight.ts';
import { eq } from 'drizzle-orm';
import { followAllTaps } from './driven-states.ts';
import { weighIns } from './receiving-schema.ts';
import { requests } from './schema.ts';
import { readWeighIns } from './weigh-in-rows.ts';
import type { Write } from './writer.ts';

/**
 * What is cancelled no longer is as the hub weighed it or, where it did not, as its drivers say; what came while it was
 * cancelled counts too.
 */
export function followRestored(under: Write, hub: string, id: string, at: string): void {
  const { tx } = under;
  const state = receivedState(readWeighIns(tx, eq(weighIns.requestId, id)));
  if (state === null) followAllTaps(under, hub, id, at);
  else tx.update(requests).set({ state }).where(eq(requests.id, id)).run();
}
