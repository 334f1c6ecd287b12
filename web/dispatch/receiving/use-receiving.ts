import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { NewWeighIn } from '#server/contract/receiving.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { WeighInQueue } from './weigh-in-queue.ts';
import { withPending } from './with-pending.ts';

/** What comes on a day, with what this device has weighed and the server does not have yet. */
export function useReceiving(hub: string, date: string) {
  const client = useQueryClient();
  const [queue] = useState(
    () => new WeighInQueue(hub, (day) => client.setQueryData(keys.receiving(hub, day.date), day)),
  );
  useEffect(() => queue.start(), [queue]);
  const { pending, isKept } = useSyncExternalStore(queue.state.subscribe, queue.state.get);
  const { data, error, isPending, refetch } = useQuery(queries.receiving(hub, date));
  const waiting = useMemo(() => pending.filter(({ problem }) => problem === null), [pending]);
  const day = useMemo(
    () =>
      data &&
      withPending(
        data,
        waiting.map(({ weighIn }) => weighIn),
      ),
    [data, waiting],
  );
  const weigh = useCallback(
    (weighIn: Omit<NewWeighIn, 'id' | 'date' | 'weighed_at'>) =>
      queue.add({ ...weighIn, id: crypto.randomUUID(), date, weighed_at: new Date().toISOString() }),
    [queue, date],
  );
  return {
    day,
    error,
    isLoading: isPending,
    onRetry: () => void refetch(),
    waiting: waiting.length,
    refused: pending.filter(({ problem }) => problem !== null),
    isKept,
    weigh,
    forget: (id: string) => queue.remove(id),
  };
}

export type Receiving = ReturnType<typeof useReceiving>;
