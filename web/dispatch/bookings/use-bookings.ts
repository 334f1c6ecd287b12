import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';

/** What came from phones for a day, and the one click that settles a doubt. */
export function useBookings(date: string) {
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const { data } = useQuery(queries.bookings(hub.id, date));
  const settle = useMutation({
    mutationFn: (request: string) => call(endpoints.settleBooking, { params: { hub: hub.id, request } }),
    onError: sayProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.requests(hub.id, date) }),
  });
  return {
    bookings: data ?? [],
    bookingOf: (request: string) => data?.find((booking) => booking.request === request) ?? null,
    settle,
  };
}
