import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';

/** Carries requests over to the next day's list at once, and offers to take it back. */
export function useCarryOver(date: string) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { say, sayProblem } = useToasts();
  const params = { hub: hub.id };
  // Of both days; what is planned follows from the events.
  const refresh = () => client.invalidateQueries({ queryKey: keys.allRequests(hub.id) });
  const back = useMutation({
    mutationFn: (requests: string[]) => call(endpoints.bringBackRequests, { params, body: { requests } }),
    onSuccess: ({ count, kept }) => {
      const said = [
        ...(count > 0 ? [t('carry.back-done', { count })] : []),
        ...(kept > 0 ? [t('carry.back-kept', { count: kept })] : []),
      ];
      // Somebody else was faster: the list shows it.
      if (said.length > 0) say(said.join(' '));
      return refresh();
    },
    onError: sayProblem,
  });
  const mutationKey = ['carry-over', hub.id, date] as const;
  const over = useMutation({
    mutationKey,
    mutationFn: (requests: string[]) =>
      call(endpoints.carryOverRequests, { params, body: { date, requests } }),
    onSuccess: ({ to, count }, requests) => {
      say(t('carry.done', { count, day: f.dayShort(to) }), () => back.mutate(requests));
      return refresh();
    },
    onError: sayProblem,
  });
  /** The second click of a double click says nothing twice. */
  const carryOver = (requests: string[]): void => {
    if (client.isMutating({ mutationKey }) === 0) over.mutate(requests);
  };
  return { carryOver, bringBack: back.mutate, isPending: over.isPending || back.isPending };
}
