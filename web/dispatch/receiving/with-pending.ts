import type { ReceivingDay } from '#server/contract/receiving.ts';
import type { PendingWeighIn } from './weigh-in-queue.ts';

type Pending = Pick<PendingWeighIn, 'weighIn' | 'by'>;

/** The day as it will be once the server has what this device holds, of whoever weighed. */
export function withPending(day: ReceivingDay, pending: readonly Pending[]): ReceivingDay {
  const own = pending.filter(({ weighIn }) => weighIn.date === day.date);
  if (own.length === 0) return day;
  return {
    ...day,
    arrivals: day.arrivals.map((arrival) => {
      const last = own.findLast(
        ({ weighIn: { vehicle, trip, crates_back } }) =>
          crates_back !== null && vehicle === arrival.vehicle && trip === arrival.trip,
      );
      return { ...arrival, crates_back: last?.weighIn.crates_back ?? arrival.crates_back };
    }),
    requests: day.requests.map((request) => {
      const known = new Set(request.weigh_ins.map(({ id }) => id));
      const added = own.flatMap(({ weighIn: { lines, ...act }, by }) => {
        const line = lines.find((each) => each.request === request.request);
        if (!line || known.has(act.id)) return [];
        const { id, vehicle, trip, weighed_at, is_together } = act;
        return [{ ...line, id, vehicle, trip, weighed_at, is_together, by }];
      });
      return { ...request, weigh_ins: [...request.weigh_ins, ...added] };
    }),
  };
}
