import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Request } from '#server/contract/request.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';

/** Cancels at once and offers to take it back, rather than asking first. */
export function useCancelRequest(hub: string, date: string) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { say, sayProblem } = useToasts();
  const refresh = () => client.invalidateQueries({ queryKey: keys.requests(hub, date) });
  const paramsOf = (request: Request) => ({ params: { hub, request: request.id } });
  const restoring = useMutation({
    mutationFn: (request: Request) => call(endpoints.restoreRequest, paramsOf(request)),
    onSuccess: (request) => {
      say(t('request.restored', { place: request.place }));
      return refresh();
    },
    onError: sayProblem,
  });
  const cancelling = useMutation({
    mutationFn: (request: Request) => call(endpoints.cancelRequest, paramsOf(request)),
    onSuccess: (request) => {
      say(t('request.cancelled', { place: request.place }), () => restoring.mutate(request));
      return refresh();
    },
    onError: sayProblem,
  });
  return {
    cancel: cancelling.mutate,
    restore: restoring.mutate,
    isPending: cancelling.isPending || restoring.isPending,
  };
}
