import type { Request } from '#server/contract/request.ts';
import type { QuotedStop } from '#server/domain/quotes/quote-request.ts';
import { amountsOf } from '#server/domain/load.ts';
import { loadOf, serviceSecondsOf } from '../planning/build-problem.ts';
import type { DayClock } from '../planning/day-clock.ts';
import type { HubDay } from '../planning/hub-day.ts';
import { accessRank } from '../planning/places.ts';

/** What a request needs, in seconds of its day; on another day of the season it would need the same. */
export function quotedStop(request: Request, clock: DayClock, hubDay: HubDay): QuotedStop {
  const pickup = amountsOf(loadOf([request], 'pickup'));
  const delivery = amountsOf(loadOf([request], 'delivery'));
  const serviceSeconds = serviceSecondsOf([request]);
  const latestAtHub = hubDay.latestAtHub(request);
  return {
    windows: [{ start: clock.secondsOf(request.ready_from), end: clock.secondsOf(request.ready_until) }],
    setupSeconds: 0,
    serviceSeconds,
    pickup,
    delivery,
    parts: [{ request: request.id, pickup, delivery, serviceSeconds }],
    largestAccess: accessRank(request.largest_vehicle),
    ...(latestAtHub !== null && { latestAtHub }),
  };
}
