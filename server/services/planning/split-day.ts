import type { Request } from '#server/contract/request.ts';
import { type Load, loadDimensions, loadOfAmounts } from '#server/domain/load.ts';
import type { ProblemStop, SplitRule } from '#server/solver-pool/port.ts';
import { type DayProblem, serviceSecondsOf } from './build-problem.ts';
import type { DayRequest, GatheredStop } from './gather-stops.ts';
import type { PlanningTools } from './plan-day.ts';

/** No piece has fewer crates, or whatever is cut. */
const leastPiece = 5;
/** Visits to a request that no vehicle carries whole, and to one that only some carry. */
const mostVisitsNeeded = 8;
const mostVisitsUseful = 2;

/**
 * The day with its large requests in pieces: what no vehicle carries whole, or (`isFine`) what some vehicle does not.
 * Only stops of one request are split, and a request that is too large for every vehicle is always alone.
 */
export function splitDay(
  day: DayProblem,
  tools: Pick<PlanningTools, 'splitStops'>,
  isFine = false,
): DayProblem {
  const rules = day.stops.map((stop) => ruleOf(stop, 'needed', mostVisitsNeeded));
  const needed = tools.splitStops(day.problem, rules);
  const countOf = countBy(needed.originOf);
  const split = isFine
    ? tools.splitStops(
        day.problem,
        day.stops.map((stop, index) =>
          countOf.get(index) === 1 ? ruleOf(stop, 'useful', mostVisitsUseful) : rules[index]!,
        ),
      )
    : needed;
  const pieces = countBy(split.originOf);
  let first = 0;
  const stops = day.stops.flatMap((stop, index) => {
    const last = first + (pieces.get(index) ?? 0);
    const parts = split.problem.stops.slice(first, last);
    first = last;
    return parts.length === 1 ? [stop] : cutStop(stop, parts);
  });
  const problem = {
    ...split.problem,
    // What the plan says of a part is what was planned with.
    stops: split.problem.stops.map((piece, index) => ({
      ...piece,
      serviceSeconds: serviceSecondsOf(stops[index]!.requests), // one for each
    })),
  };
  return { ...day, ...split, problem, stops };
}

/** Whole crates; of a delivery, whole parcels; where neither is counted, whole kg. */
function ruleOf({ requests }: GatheredStop, when: SplitRule['when'], mostVisits: number): SplitRule | null {
  const [request, ...more] = requests;
  if (!request || more.length > 0) return null;
  return { dimension: loadDimensions.indexOf(countedBy(request)), leastPiece, mostVisits, when };
}

function countBy(originOf: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const origin of originOf) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  return counts;
}

/** Pieces in whole kg, save the first, which takes off what the planner rounded the request up by. */
function cutStop(stop: GatheredStop, pieces: readonly ProblemStop[]): GatheredStop[] {
  const [request] = stop.requests;
  if (!request) throw new Error('a stop has one request or more');
  return pieces.map((piece, index) => {
    const load = loadOfAmounts(request.kind === 'pickup' ? piece.pickup : piece.delivery);
    const roundedUp = index === 0 ? Math.ceil(request.kg) - request.kg : 0;
    const part: DayRequest = {
      ...request,
      ...load,
      kg: round(load.kg - roundedUp),
      whole: request,
    };
    return { ...stop, requests: [withServiceOfPart(part)] };
  });
}

/** Parts of one request become one again; the order stays. */
export function joinParts(requests: readonly DayRequest[]): DayRequest[] {
  const joined = new Map<string, DayRequest>();
  for (const request of requests) {
    const other = joined.get(request.id);
    const sum = (of: 'kg' | 'crates' | 'parcels') => (other?.[of] ?? 0) + request[of];
    joined.set(
      request.id,
      withServiceOfPart({
        ...request,
        kg: round(sum('kg')),
        crates: sum('crates'),
        parcels: sum('parcels'),
      }),
    );
  }
  return [...joined.values()];
}

/** Seconds of service at a part of a request: its share, rounded up, so that parts joined again take no longer. */
export function serviceSecondsOfPart(request: Request, part: Load): number {
  const dimension = countedBy(request);
  const share = (serviceSecondsOf([request]) * part[dimension]) / request[dimension];
  return Math.ceil(share - 1e-6);
}

function withServiceOfPart(request: DayRequest): DayRequest {
  const { whole } = request;
  return whole ? { ...request, service_minutes: serviceSecondsOfPart(whole, request) / 60 } : request;
}

/** What a request is cut by. */
function countedBy(request: Request): keyof Load {
  const counted = request.kind === 'pickup' ? 'crates' : 'parcels';
  return request[counted] > 0 ? counted : 'kg';
}

/** How much of a request this is; null where it is all of it. */
export function partOf({ kg, crates, parcels, whole }: DayRequest): Load | null {
  const isAll = !whole || (kg === whole.kg && crates === whole.crates && parcels === whole.parcels);
  return isAll ? null : { kg, crates, parcels };
}

/** Sums of decimals such as 0.1 + 0.2 must not show. */
const round = (kg: Request['kg']) => Math.round(kg * 1000) / 1000;
