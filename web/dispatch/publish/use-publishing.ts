import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Publication } from '#server/contract/publication.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';

/** Publishes and withdraws runs by their numbers; `onDone` is called when it was done. */
export function usePublishing(date: string, onDone: () => void) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { say } = useToasts();
  const params = { hub: hub.id };
  const settle = async (publication: Publication): Promise<void> => {
    client.setQueryData(keys.publication(hub.id, date), publication);
    await client.invalidateQueries({ queryKey: keys.requests(hub.id, date) });
  };
  const onError = () => client.invalidateQueries({ queryKey: keys.publication(hub.id, date) });
  const publishing = useMutation({
    mutationFn: ({ version, runs }: { version: number; runs: number[] }) =>
      call(endpoints.publishPlan, { params, body: { date, edit_version: version, runs } }),
    onSuccess: (publication, { runs }) => {
      say(t('publish.done', { count: runs.length, revision: publication.revision }));
      onDone();
      return settle(publication);
    },
    onError,
  });
  const withdrawing = useMutation({
    mutationFn: ({ revision, runs }: { revision: number; runs: number[] }) =>
      call(endpoints.withdrawRuns, { params, body: { date, revision, runs } }),
    onSuccess: (publication, { runs }) => {
      say(t('publish.withdrawn', { count: runs.length }));
      onDone();
      return settle(publication);
    },
    onError,
  });
  return {
    publish: publishing.mutate,
    withdraw: withdrawing.mutate,
    isPending: publishing.isPending || withdrawing.isPending,
    error: publishing.error ?? withdrawing.error,
  };
}
