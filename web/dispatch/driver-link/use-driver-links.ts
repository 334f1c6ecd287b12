import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeskDrivenRun } from '#server/contract/drive-run.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useHubContext } from '../hub-context.ts';

/** The links and phones of a day's runs, and what the desk does with them. */
export function useDriverLinks(date: string) {
  const { hub } = useHubContext();
  const client = useQueryClient();
  const params = { hub: hub.id };
  const driven = useQuery(queries.driven(hub.id, date));
  const onSettled = () => client.invalidateQueries({ queryKey: keys.driven(hub.id, date) });
  const making = useMutation({
    mutationFn: (runs: number[] | null) => call(endpoints.addRunLinks, { params, body: { date, runs } }),
    onSettled,
  });
  const deciding = useMutation({
    mutationFn: ({ phone, decision }: { phone: string; decision: 'let_in' | 'refuse' }) =>
      call(endpoints.decidePhone, { params: { ...params, phone }, body: { decision } }),
    onSettled,
  });
  const revoking = useMutation({
    mutationFn: (run: string) => call(endpoints.revokeRunLinks, { params: { ...params, run } }),
    onSettled,
  });
  return {
    /** By number. */
    runOf: (number: number): DeskDrivenRun | undefined => driven.data?.find((run) => run.number === number),
    make: making.mutate,
    links: making.data ?? [],
    decide: deciding.mutate,
    revoke: revoking.mutate,
    isPending: making.isPending || deciding.isPending || revoking.isPending,
    error: making.error ?? deciding.error ?? revoking.error ?? driven.error,
    forget: making.reset,
  };
}
