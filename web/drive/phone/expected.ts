import { expectTimes } from '#server/domain/drive/expect-times.ts';
import type { StopState } from '#server/domain/drive/run-state.ts';
import type { RunView } from './run-log.ts';

const lateSeconds = 15 * 60;

/** When the driver comes to a stop, as it looks now; ISO 8601. Late is what people would notice. */
export function expectedOf({ run, state }: RunView, stop: StopState): { arrival: string; isLate: boolean } {
  const expected = expectTimes(run, state, Date.now()).stops.get(stop.key)?.arrival;
  const arrival = expected ?? stop.planned.arrival * 1000;
  return {
    arrival: new Date(arrival).toISOString(),
    isLate: arrival / 1000 - stop.planned.arrival >= lateSeconds,
  };
}
