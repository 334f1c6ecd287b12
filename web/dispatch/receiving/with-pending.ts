import type { NewWeighIn, ReceivingDay } from '#server/contract/receiving.ts';

/** The day as it will be once the server has what this device holds; `by` of an entry of its own is null. */
export function withPending(day: ReceivingDay, pending: readonly NewWeighIn[]): ReceivingDay {
  const own = pending.filter(({ date }) => date === day.date);
  if (own.length === 0) return day;
  return {
    ...day,
    arrivals: day.arrivals.map((arrival) => {
      const last = own.findLast(
        ({ vehicle, trip, crates_back }) =>
          crates_back !== null && vehicle === arrival.vehicle && trip === arrival.trip,
      );
      return { ...arrival, crates_back: last?.crates_back ?? arrival.crates_back };
    }),
    requests: day.requests.map((request) => {
      const known = new Set(request.weigh_ins.map(({ id }) => id));
      const added = own.flatMap(({ lines, ...act }) => {
        const line = lines.find((each) => each.request === request.request);
        if (!line || known.has(act.id)) return [];
        const { id, vehicle, trip, weighed_at, is_together } = act;
        return [{ ...line, id, vehicle, trip, weighed_at, is_together, by: null }];
      });
      return { ...request, weigh_ins: [...request.weigh_ins, ...added] };
    }),
  };
}
