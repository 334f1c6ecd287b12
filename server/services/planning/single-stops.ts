import type { DayClock } from './day-clock.ts';
import type { GatheredStop } from './gather-stops.ts';
import type { DayPlaces } from './places.ts';

/** Every request a stop of its own. */
export function singleStops(
  stops: readonly GatheredStop[],
  places: DayPlaces,
  clock: DayClock,
): GatheredStop[] {
  return stops.flatMap((stop) =>
    stop.requests.map((request) => ({
      place: places.placeOfRequest.get(request.id) ?? stop.place,
      requests: [request],
      window: { start: clock.secondsOf(request.ready_from), end: clock.secondsOf(request.ready_until) },
    })),
  );
}
