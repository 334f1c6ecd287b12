import type { Problem } from '../model/problem.ts';
import type { VehicleTrial } from './unassigned-reason.ts';
import { type ReachRule, reachRule } from '../constraints/reach.ts';
import { type Fault, judgePlacing, type Judged, whyNoRun } from './judge-placing.ts';
import { placingsAlone } from './placings.ts';

/** Of the rules that a run breaks, the one told first is the one that no later vehicle could help with. */
const faultOrder: readonly Fault['kind'][] = [
  'capacity',
  'window',
  'shift',
  'receiving',
  'latestAtHub',
  'onBoard',
  'mostTrips',
  'mostStops',
  'mostMetres',
  'mostDrivingSeconds',
  'mostSecondsOut',
  'never',
];

/** For each vehicle, the first vehicle that differs from it in no rule and no price. */
export function alikeVehicles(problem: Problem): readonly number[] {
  const first = new Map<string, number>();
  return problem.vehicles.map((vehicle, index) => {
    const { fixedStart: _, isLocked: __, ...rules } = vehicle;
    const key = JSON.stringify(Object.entries(rules).sort());
    if (!first.has(key)) first.set(key, index);
    return first.get(key)!;
  });
}

/** The first rule that keeps a vehicle from the stops (one, or both ends of a shipment); null where none does. */
export function reachOf(
  problem: Problem,
  vehicle: number,
  stops: readonly number[],
): ReachRule | 'locked' | null {
  for (const stop of stops) {
    const rule = reachRule(problem, problem.stops[stop]!, vehicle);
    if (rule) return rule;
  }
  return problem.vehicles[vehicle]!.isLocked === true ? 'locked' : null;
}

/** What each vehicle could do were nothing else planned; `room` where it could serve the stops. */
export function tryVehiclesAlone(
  problem: Problem,
  alike: readonly number[],
  stops: readonly number[],
): VehicleTrial[] {
  const alone = new Map<number, Omit<VehicleTrial, 'vehicle'>>();
  return problem.vehicles.map((_, vehicle) => {
    const rule = reachOf(problem, vehicle, stops);
    if (rule) return { vehicle, rule, amount: 0 };
    const like = alike[vehicle]!;
    if (!alone.has(like)) alone.set(like, tryAlone(problem, like, stops));
    return { vehicle, ...alone.get(like)! };
  });
}

function tryAlone(
  problem: Problem,
  vehicle: number,
  stops: readonly number[],
): Omit<VehicleTrial, 'vehicle'> {
  const placings = placingsAlone(problem, vehicle, stops);
  const judged = placings
    .filter((placing) => whyNoRun(problem, placing) === null)
    .map((placing) => judgePlacing(problem, placing));
  if (judged.length === 0) return { rule: whyNoRun(problem, placings[0]!)!, amount: 0 };
  const worst = firstFault(leastFaulty(judged));
  return worst ? { rule: worst.kind, amount: worst.amount } : { rule: 'room', amount: 0 };
}

/** Of several ways, the one that breaks fewest rules, the last of them latest, and it by least. */
export function leastFaulty(judged: readonly Judged[]): Judged {
  const rank = ({ faults }: Judged) => {
    const first = firstFault({ faults });
    return [faults.length, first ? -faultOrder.indexOf(first.kind) : 0, first?.amount ?? 0] as const;
  };
  return judged.reduce((best, each) => {
    const [a, b] = [rank(best), rank(each)];
    const order = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
    return order > 0 ? each : best;
  });
}

function firstFault({ faults }: Pick<Judged, 'faults'>): Fault | null {
  const place = (fault: Fault) => faultOrder.indexOf(fault.kind);
  return faults.reduce<Fault | null>(
    (first, fault) => (first === null || place(fault) < place(first) ? fault : first),
    null,
  );
}
