import type { RunState, StopState } from '#server/domain/drive/run-state.ts';

/** Where the driver is, or goes next: the stop he is at, the one he chose, or the first open one of the trip; null: home. */
export function nextStop({ stops, trip }: RunState, chosen: string | null): StopState | null {
  const ofTrip = stops.filter((stop) => stop.trip === trip);
  const here = ofTrip.findLast(({ status }) => status === 'here');
  const open = ofTrip.filter(({ status }) => status === 'ahead');
  return here ?? open.find(({ key }) => key === chosen) ?? open[0] ?? null;
}
