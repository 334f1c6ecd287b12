import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { NewWeighIn } from '#server/contract/receiving.ts';
import { useHubLive } from '#web/shared/api/hub-live.tsx';
import { keys, queries } from '#web/shared/api/queries.ts';
import { newId } from '#web/shared/phone/ids.ts';
import { keptDays } from '#web/shared/session/kept-days.ts';
import { useSession } from '#web/shared/session/use-session.ts';
import { type PendingWeighIn, WeighInQueue } from './weigh-in-queue.ts';
import { withPending } from './with-pending.ts';

/** What comes on a day, with what this device has weighed and the server does not have yet. */
export function useReceiving(hub: string, date: string) {
  const client = useQueryClient();
  const [queue] = useState(
    () =>
      new WeighInQueue(hub, {
        onTaken: (day) => client.setQueryData(keys.receiving(hub, day.date), day),
        onOther: () => void client.invalidateQueries({ queryKey: keys.session }),
      }),
  );
  const { user } = useSession()!; // RequireSession stands above
  const me = user.id;
  useEffect(() => queue.start(me), [queue, me]);
  const { pending, isKept } = useSyncExternalStore(queue.state.subscribe, queue.state.get);
  const { data, dataUpdatedAt, error, isPending, refetch } = useQuery(queries.receiving(hub, date));
  useEffect(() => {
    const session = client.getQueryData(queries.session().queryKey);
    const context = client.getQueryData(queries.hub(hub).queryKey);
    if (!data || !session || !context) return;
    // Where the browser keeps nothing, the page works as long as it is open.
    keptDays.put({ hub, date, session, context, day: data, readAt: dataUpdatedAt }).catch(() => undefined);
  }, [client, hub, date, data, dataUpdatedAt]);
  const { link } = useHubLive();
  useEffect(() => {
    // What could not be asked for without the server, the session among it.
    if (link === 'live') void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
  }, [client, link]);
  const waiting = useMemo(() => pending.filter(({ problem }) => problem === null), [pending]);
  const day = useMemo(() => data && withPending(data, waiting), [data, waiting]);
  const weigh = useCallback(
    (weighIn: Omit<NewWeighIn, 'id' | 'date' | 'weighed_at' | 'weighed_by'>) =>
      queue.add({ ...weighIn, id: newId(), date, weighed_at: new Date().toISOString() }, user),
    [queue, date, user],
  );
  return {
    day,
    error,
    isLoading: isPending,
    /** Ms since 1970; 0: never. */
    readAt: dataUpdatedAt,
    onRetry: () => void refetch(),
    /** Who is signed in weighed so many of those that wait. */
    ownCount: waiting.filter(({ weighIn }) => weighIn.weighed_by === me).length,
    /** Those that others weighed, by who did. */
    ofOthers: weighersOf(waiting.filter(({ weighIn }) => weighIn.weighed_by !== me)),
    takeOver: (from: string | null) => queue.takeOver(from, user),
    /** Ids of the entries that the server does not have yet. */
    waiting: useMemo(() => new Set(waiting.map(({ weighIn }) => weighIn.id)), [waiting]),
    refused: pending.filter(({ problem }) => problem !== null),
    isKept,
    weigh,
    forget: (id: string) => queue.remove(id),
  };
}

interface OtherWeigher {
  /** Null: not known. */
  readonly id: string | null;
  readonly name: string | null;
  readonly count: number;
}

function weighersOf(pending: readonly PendingWeighIn[]): OtherWeigher[] {
  const weighers = new Map<string | null, OtherWeigher>();
  for (const { weighIn, by } of pending) {
    const id = weighIn.weighed_by;
    weighers.set(id, { id, name: by, count: (weighers.get(id)?.count ?? 0) + 1 });
  }
  return [...weighers.values()];
}

export type Receiving = ReturnType<typeof useReceiving>;
