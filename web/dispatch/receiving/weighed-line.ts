import type { Arrival, ReceivingDay, WeighIn } from '#server/contract/receiving.ts';
import { weightDifference } from '#server/domain/receiving/weight-difference.ts';

type ReceivedRequest = ReceivingDay['requests'][number];

/** A request on the trip that brings it, with what was weighed of it there. */
export interface WeighedLine {
  readonly request: ReceivedRequest;
  readonly line: Arrival['lines'][number];
  /** Those of this trip, and those of the request as a whole, in their order. */
  readonly entries: readonly WeighIn[];
  /** What counts; null: it was not weighed yet. */
  readonly last: WeighIn | null;
  /** The hub's scale against the driver's, kg; null: none that has to be explained. */
  readonly difference: number | null;
}

/** The requests of a trip in the order in which they are on board. */
export function weighedLines(day: ReceivingDay, arrival: Arrival): WeighedLine[] {
  const requests = new Map(day.requests.map((request) => [request.request, request]));
  return arrival.lines.flatMap((line) => {
    const request = requests.get(line.request);
    if (!request) return [];
    const entries = request.weigh_ins.filter(
      ({ vehicle, trip }) => vehicle === null || (vehicle === arrival.vehicle && trip === arrival.trip),
    );
    const last = entries.at(-1) ?? null;
    const difference = last && weightDifference(line.field?.kg ?? null, last.kg);
    return [{ request, line, entries, last, difference }];
  });
}

/** What is expected of a line: as the driver weighed it, or as it was booked. */
export const expectedKg = ({ line }: Pick<WeighedLine, 'line'>): number => line.field?.kg ?? line.booked.kg;

/** The two scales differ, and nobody has said why. */
export const isUnexplained = ({ difference, last }: WeighedLine): boolean =>
  difference !== null && last?.reason === null;

export const keyOf = ({ vehicle, trip }: Pick<Arrival, 'vehicle' | 'trip'>): string => `${vehicle}·${trip}`;
