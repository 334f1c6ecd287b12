import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import type { RunActual, Weighing } from '#server/contract/money.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useHubContext } from '../hub-context.ts';

/** Notes what came of a day. */
export function useNoteActuals(date: string, onDone: () => void) {
  const { hub } = useHubContext();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (known: { runs: RunActual[]; weighings: Weighing[] }) =>
      call(endpoints.noteActuals, { params: { hub: hub.id }, body: { date, ...known } }),
    onSuccess: (money) => {
      client.setQueryData(keys.money(hub.id, date), money);
      onDone();
    },
  });
}
