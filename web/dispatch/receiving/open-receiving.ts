import type { QueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import { asApiProblem } from '#web/shared/api/api-problem.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { type KeptDays, keptDays } from '#web/shared/session/kept-days.ts';

interface OpenedDay {
  readonly hub: string;
  readonly date: string;
}

/** A network that takes longer for a few bytes is none. */
const patienceMs = 4_000;

/**
 * Before the page of a day is shown: the server is asked who is signed in. Only where it does not answer, what this device
 * keeps of the day stands in for what is not known. Null, as routes want it.
 */
export async function openReceiving(
  client: QueryClient,
  opened: OpenedDay,
  days: Pick<KeptDays, 'get'> = keptDays,
): Promise<null> {
  try {
    const session = await call(endpoints.getSession, { signal: AbortSignal.timeout(patienceMs) });
    client.setQueryData(keys.session, session);
  } catch (error) {
    if (asApiProblem(error).code !== 'NOT_SIGNED_IN') await restore(client, opened, days);
  }
  return null;
}

async function restore(
  client: QueryClient,
  { hub, date }: OpenedDay,
  days: Pick<KeptDays, 'get'>,
): Promise<void> {
  // A browser that keeps nothing has kept nothing: the page says that there is no connection.
  const kept = await days.get(hub, date).catch(() => null);
  if (kept === null) return;
  const answers = [
    [keys.session, kept.session],
    [keys.hub(hub), kept.context],
    [keys.receiving(hub, date), kept.day],
  ] as const;
  for (const [key, answer] of answers) {
    if (client.getQueryData(key) !== undefined) continue;
    client.setQueryData(key, answer, { updatedAt: kept.readAt });
  }
}
