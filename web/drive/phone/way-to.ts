import type { DrivenLeg } from '#server/contract/drive-run.ts';
import { keyOfStop } from '#server/domain/drive/driven-run.ts';
import type { StopState } from '#server/domain/drive/run-state.ts';
import { followSteps } from './follow-path.ts';
import type { GpsPosition } from './gps.ts';
import type { RunView } from './run-log.ts';

/** The leg to a stop, from where the vehicle is. */
export interface WayTo {
  readonly leg: DrivenLeg;
  /** What is still to come of it. */
  readonly steps: DrivenLeg['steps'];
  /** To the first of them; null: nobody knows where the vehicle is. */
  readonly metres: number | null;
}

/** Turn by turn to a stop, as planned; null where the directions are not on the phone. */
export function wayTo(
  view: RunView,
  stop: StopState,
  { position, language }: { readonly position: GpsPosition | null; readonly language: string },
): WayTo | null {
  const index = legOf(view, stop);
  const known = view.directions[language];
  const leg = known?.revision === view.run.revision ? known.legs[index] : undefined;
  if (!leg || leg.steps.length === 0) return null;
  const legs = view.wire.latest.frozen?.run.trips.flatMap((trip) => trip.legs) ?? [];
  const path = legs[index]?.geometry.coordinates ?? [];
  const now = position && followSteps(leg.steps, position, path);
  return { leg, steps: now ? leg.steps.slice(now.next) : leg.steps, metres: now ? now.metres : null };
}

/** Which of the run's legs leads to a stop; −1: none. */
function legOf({ run }: RunView, stop: StopState): number {
  let legs = 0;
  for (const trip of run.trips) {
    const position = trip.stops.findIndex((each) => keyOfStop(each) === stop.key);
    if (position >= 0) return legs + position;
    legs += trip.legs.length;
  }
  return -1;
}
