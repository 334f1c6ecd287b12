import type { Problem } from '../model/problem.ts';
import type { PlanFigures } from './plan-figures.ts';
import { judgePlacing, type Judged, secondsOfTrip, whyNoRun } from './judge-placing.ts';
import { type Placing, placingsAlone, placingsInRun } from './placings.ts';
import type { Change } from './price-relaxation.ts';
import { type Candidate, inOrder, priceBest } from './rank-fixes.ts';
import { relaxProblem, type Relaxation, type RelaxationKind } from './relaxation.ts';
import { costOfSolutionRun } from '../state/run-schedule.ts';
import { leastFaulty, reachOf } from './try-vehicles.ts';

/** How many fixes are told. */
const mostFixes = 3;
/** In how many runs, nearest first, all places are tried, and at most how many places of each; elsewhere the nearest. */
const nearRuns = 12;
const placesPerRun = 12;
/** In how many runs a stop is tried in place of another. */
const swapRuns = 8;

export interface Fixes {
  /** The best first, each of another kind. */
  readonly fixes: readonly Relaxation[];
  /** What was found of each run that the stops may be put into, by vehicle: the way that breaks least. */
  readonly best: ReadonlyMap<number, Judged>;
}

/** A run, and the places in it by how much driving they add. */
interface NearRun {
  readonly vehicle: number;
  readonly placings: readonly Placing[];
  readonly detourSeconds: number;
}

/**
 * Single relaxations that let the stops (one, or both ends of a shipment) be served, each priced and tried out. Of each
 * kind the cheapest is kept. First comes what needs no relaxation; then the modest ones, by their change of cost (up to an
 * hour, a tenth of a capacity or of a limit in metres, two stops, one trip, one vehicle); then larger ones; then leaving
 * out another stop instead; then what the place or the desk forbids (access, skills, hub, pins, locks).
 */
export function findFixes(plan: PlanFigures, alike: readonly number[], stops: readonly number[]): Fixes {
  const { problem } = plan;
  const best = new Map<number, Judged>();
  const reach = problem.vehicles.map((_, vehicle) => reachOf(problem, vehicle, stops));
  const candidates: Candidate[] = [];
  const take = (judged: readonly Judged[], vehicle: number) => {
    // A trip more than it may make says nothing of the trips it makes.
    const within = judged.filter(({ faults }) => faults.every(({ kind }) => kind !== 'mostTrips'));
    if (judged.length > 0) best.set(vehicle, leastFaulty(within.length > 0 ? within : judged));
    candidates.push(...judged.flatMap((each) => oneFault(plan, each)));
  };
  const near = nearestRuns(plan, stops, (vehicle) => reach[vehicle] === null);
  for (const [index, { vehicle, placings }] of near.entries()) {
    const tried = placings.slice(0, index < nearRuns ? placesPerRun : 1);
    take(
      tried.map((placing) => judgePlacing(problem, placing)),
      vehicle,
    );
  }
  for (const vehicle of idleVehicles(plan, alike)) {
    if (reach[vehicle] === null) take(judgeAlone(problem, vehicle, stops), vehicle);
  }
  candidates.push(...oneMoreVehicle(plan, alike, stops));
  let fixes = priceBest(plan, candidates, stops);
  if (fixes.length < mostFixes) {
    const more = [...swaps(plan, near.slice(0, swapRuns), stops), ...pastRules(plan, reach, alike, stops)];
    fixes = inOrder(problem, [...fixes, ...priceBest(plan, more, stops)]);
  }
  return { fixes: fixes.slice(0, mostFixes), best };
}

function nearestRuns(
  { problem, solution }: PlanFigures,
  stops: readonly number[],
  isAllowed: (vehicle: number) => boolean,
): NearRun[] {
  return solution.runs
    .filter(({ vehicle }) => isAllowed(vehicle))
    .flatMap((run) => {
      const before = run.trips.map((_, trip) => secondsOfTrip(problem, run, trip));
      const detour = ({ run: after, trip }: Placing) =>
        secondsOfTrip(problem, after, trip) - (after.trips.length > run.trips.length ? 0 : before[trip]!);
      const ranked = placingsInRun(problem, run, stops)
        .filter((placing) => whyNoRun(problem, placing) === null)
        .map((placing) => ({ placing, seconds: detour(placing) }))
        .sort((a, b) => a.seconds - b.seconds);
      if (ranked.length === 0) return [];
      const placings = ranked.map(({ placing }) => placing);
      return [{ vehicle: run.vehicle, placings, detourSeconds: ranked[0]!.seconds }];
    })
    .sort((a, b) => a.detourSeconds - b.detourSeconds);
}

/** Vehicles without a run, one of each kind. */
function idleVehicles({ problem, solution }: PlanFigures, alike: readonly number[]): number[] {
  const used = new Set(solution.runs.map(({ vehicle }) => vehicle));
  const seen = new Set<number>();
  return problem.vehicles.flatMap((_, vehicle) => {
    if (used.has(vehicle) || seen.has(alike[vehicle]!)) return [];
    seen.add(alike[vehicle]!);
    return [vehicle];
  });
}

function judgeAlone(problem: Problem, vehicle: number, stops: readonly number[]): Judged[] {
  return placingsAlone(problem, vehicle, stops)
    .filter((placing) => whyNoRun(problem, placing) === null)
    .map((placing) => judgePlacing(problem, placing));
}

/** What relaxes the only rule that is broken; nothing where several are, or one that nothing relaxes. */
function oneFault(plan: PlanFigures, judged: Judged): Candidate[] {
  const { vehicle } = judged.placing.run;
  const [fault, ...more] = judged.faults;
  if (more.length > 0 || fault?.kind === 'never') return [];
  const hub = plan.problem.hubs[plan.problem.vehicles[vehicle]!.hub ?? 0];
  // Other hours move all trips of a hub, and with them who finds a dock.
  if (fault?.kind === 'receiving' && hub?.docks !== undefined) return [];
  const change: Change = fault
    ? { ...fault, kind: fault.kind, vehicle, likeVehicle: null }
    : plainChange('insert', vehicle, 0, 'rules');
  return [candidateOf(plan, plan.problem, judged, change)];
}

function candidateOf(plan: PlanFigures, problem: Problem, judged: Judged, change: Change): Candidate {
  const { placing, schedule } = judged;
  const cost = costOfSolutionRun(problem, placing.run, schedule).total;
  return { change, placing, costChange: cost - (plan.costs.get(placing.run.vehicle) ?? 0) };
}

function oneMoreVehicle(plan: PlanFigures, alike: readonly number[], stops: readonly number[]): Candidate[] {
  const { problem } = plan;
  // A stop that is pinned does not take a vehicle it is not pinned to.
  if (stops.some((stop) => problem.stops[stop]!.onlyVehicles)) return [];
  const vehicle = problem.vehicles.length;
  return [...new Set(alike)].flatMap((likeVehicle) => {
    const change: Change = { ...plainChange('vehicle', vehicle, 1, 'vehicles'), likeVehicle };
    const relaxed = relaxProblem(problem, change, stops);
    if (reachOf(relaxed, vehicle, stops) !== null) return [];
    return judgeAlone(relaxed, vehicle, stops)
      .filter(({ faults }) => faults.length === 0)
      .map((judged) => candidateOf(plan, relaxed, judged, change));
  });
}

/** The stop in the place of another that counts for no more; not where either belongs to a shipment. */
function swaps(plan: PlanFigures, near: readonly NearRun[], stops: readonly number[]): Candidate[] {
  const { problem, solution } = plan;
  const [stop, second] = stops;
  if (second !== undefined) return [];
  const { priority, requestCount } = problem.stops[stop!]!;
  const inShipment = new Set(problem.shipments?.flatMap(({ from, to }) => [from, to]));
  const countsLess = (other: number) => {
    const { priority: its, requestCount: count } = problem.stops[other]!;
    return its < priority || (its === priority && count <= requestCount);
  };
  return near.flatMap(({ vehicle }) => {
    const run = solution.runs.find((each) => each.vehicle === vehicle)!; // a near run is one of them
    const fixed = problem.vehicles[vehicle]!.fixedStart ?? [];
    return run.trips.flatMap((visits, trip) =>
      visits.flatMap((other, position) => {
        if (fixed.includes(other) || inShipment.has(other) || !countsLess(other)) return [];
        const trips = run.trips.map((each) => each.map((visit) => (visit === other ? stop! : visit)));
        const placing = { run: { ...run, trips }, trip, position };
        if (whyNoRun(problem, placing) !== null) return [];
        const judged = judgePlacing(problem, placing);
        const change = { ...plainChange('swap', vehicle, 1, 'stops'), stops: [other] };
        return judged.faults.length > 0 ? [] : candidateOf(plan, problem, judged, change);
      }),
    );
  });
}

/** Vehicles that one rule of the place or the desk keeps away, and that would have room. */
function pastRules(
  plan: PlanFigures,
  reach: readonly ReturnType<typeof reachOf>[],
  alike: readonly number[],
  stops: readonly number[],
): Candidate[] {
  const tryOne = (vehicle: number, placings: readonly Placing[]): Candidate[] => {
    const kind = reach[vehicle];
    if (!kind || kind === 'freight' || kind === 'no_way') return [];
    const change = {
      ...plainChange(kind, vehicle, amountOf(plan.problem, kind, vehicle, stops), unitOf(kind)),
      stops,
    };
    const relaxed = relaxProblem(plan.problem, change, stops);
    if (reachOf(relaxed, vehicle, stops) !== null) return [];
    return placings
      .filter((placing) => whyNoRun(relaxed, placing) === null)
      .map((placing) => judgePlacing(relaxed, placing))
      .filter(({ faults }) => faults.length === 0)
      .map((judged) => candidateOf(plan, relaxed, judged, change));
  };
  const near = nearestRuns(plan, stops, (vehicle) => reach[vehicle] !== null).slice(0, swapRuns);
  return [
    ...near.flatMap(({ vehicle, placings }) => tryOne(vehicle, placings.slice(0, placesPerRun))),
    ...idleVehicles(plan, alike).flatMap((vehicle) =>
      tryOne(vehicle, placingsAlone(plan.problem, vehicle, stops)),
    ),
  ];
}

const unitOf = (kind: RelaxationKind) => (kind === 'access' ? ('ranks' as const) : ('rules' as const));

function amountOf(problem: Problem, kind: RelaxationKind, vehicle: number, stops: readonly number[]): number {
  if (kind !== 'access') return 1;
  const { access } = problem.vehicles[vehicle]!;
  return access - Math.min(...stops.map((stop) => problem.stops[stop]!.largestAccess));
}

function plainChange(
  kind: RelaxationKind,
  vehicle: number,
  amount: number,
  unit: Relaxation['unit'],
): Change {
  return { kind, vehicle, amount, unit, dimension: null, stops: [], likeVehicle: null };
}
