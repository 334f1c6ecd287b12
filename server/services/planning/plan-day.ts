import type { SolveProgress } from '#server/contract/event.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { Hub } from '#server/contract/hub.ts';
import type { PlanDocument, PlanUnassigned } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { LonLat, MatrixSource, PathLeg, RoutingEngine } from '#server/routing/port.ts';
import type {
  Problem,
  Relaxation,
  RunningSolve,
  Solution,
  SolverPool,
  SplitProblem,
  SplitRule,
} from '#server/solver-pool/port.ts';
import { type RateTermsOf, termsOfType } from '../rates/rate-terms-of.ts';
import { buildProblem, shiftOf } from './build-problem.ts';
import { type DayClock, dayClock } from './day-clock.ts';
import type { GatheredStop } from './gather-stops.ts';
import { type HubDay, hubDayOf, type HubRules, openHub } from './hub-day.ts';
import { type KeptRun, keepVehicles } from './keep-vehicles.ts';
import { mendDocks } from './mend-docks.ts';
import { type DayPlaces, gatherPlaces } from './places.ts';
import { type FoundPlan, rejoin, searchPlan } from './search-plan.ts';
import type { RoutedRun } from './schedule-routed.ts';
import { totalsOf, writeRun } from './write-plan.ts';
import { writeUnassigned } from './write-unassigned.ts';

export interface PlanDayInput {
  readonly hub: Pick<Hub, 'name' | 'lat' | 'lon' | 'timezone' | 'currency'>;
  readonly date: string;
  /** Only those to be planned. */
  readonly requests: readonly Request[];
  /** Only those in use. */
  readonly vehicles: readonly Vehicle[];
  /** What each vehicle costs on the day; absent: the simple rates of its type. */
  readonly rateTermsOf?: RateTermsOf;
  /** Time limit of the search, once the matrix is there. */
  readonly seconds: number;
  readonly seed: number;
  readonly snapLimitMetres: number;
  /** Absent: the hub unloads at any time and at once, and nothing spoils. */
  readonly rules?: HubRules;
  /** Read once the search is done: the runs that somebody relies on. Absent: none. */
  readonly readKept?: () => Promise<readonly KeptRun[]>;
}

/** Why a stop is in no run, and the best changes that would bring it into one. */
export interface UnassignedStop {
  readonly stop: number;
  readonly code: PlanUnassigned['code'];
  /** In a sentence. */
  readonly detail: string;
  /** The best first. */
  readonly fixes: readonly Relaxation[];
}

export interface PlanningTools {
  readonly engine: RoutingEngine;
  readonly matrices: MatrixSource;
  /** Whether one routing server answers for vehicles that it does not tell apart. */
  readonly hasSharedProfiles: boolean;
  readonly solver: SolverPool;
  /** Whatever is wrong with a solution, in words; recomputed from the problem alone. */
  readonly checkSolution: (problem: Problem, solution: Solution) => readonly string[];
  /** Its cost and penalty, whatever it says of them; recomputed from the problem alone. */
  readonly priceSolution: (problem: Problem, solution: Solution) => Pick<Solution, 'cost' | 'penalty'>;
  /** Why each unassigned stop is in no run, in the order of `solution.unassigned`. */
  readonly explainUnassigned: (problem: Problem, solution: Solution) => readonly UnassignedStop[];
  /** Makes pieces of stops that are too large, by each stop's rule. */
  readonly splitStops: (problem: Problem, rules: readonly (SplitRule | null)[]) => SplitProblem;
  /** Legs whose path differs from the table too much: seconds of the table, or null. */
  readonly differingLeg: (tableSeconds: number, pathSeconds: number) => boolean;
}

/** What a caller sees and may do while a day is planned. */
export interface PlanDayHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Omit<SolveProgress, 'solve' | 'date'>) => void;
  /** Called once the search runs, with the means to end it early. */
  readonly onSolving?: (solve: Pick<RunningSolve, 'finishEarly'>) => void;
}

/**
 * Requests and vehicles of one day to a whole plan: stops gathered, matrices, search, check, paths.
 *
 * @throws UserError NO_REQUESTS, NO_VEHICLES, HUB_NOT_ON_ROAD, SOLVER_CRASHED, PLAN_INVALID; RoutingError;
 *   AbortError after `signal`.
 */
export async function planDay(
  input: PlanDayInput,
  tools: PlanningTools,
  hooks: PlanDayHooks = {},
): Promise<PlanDocument> {
  if (input.requests.length === 0) throw new UserError('NO_REQUESTS', `Nothing is booked on ${input.date}.`);
  if (input.vehicles.length === 0) throw new UserError('NO_VEHICLES', 'No vehicle is in use.');
  const { rateTermsOf = termsOfType } = input;
  const tell = progressTeller(hooks);
  // Its threads come up while places and matrices are gathered.
  tools.solver.prepare();
  const clock = dayClock(input.date, input.hub.timezone);
  const places = await gatherPlaces(
    {
      ...input,
      ...(hooks.signal && { signal: hooks.signal }),
      onProgress: (phase, done) => tell({ phase, done }),
    },
    tools,
  );
  tell({ phase: 'clustering', done: 0 });
  // Turf takes half a second to load, which a start need not wait for.
  const { gatherStops } = await import('./gather-stops.ts');
  const stops = gatherStops(input.requests, input.vehicles, places, clock);
  const hub = hubDay(input, clock);
  const gathered = buildProblem(stops, input.vehicles, places, clock, hub, rateTermsOf);
  const searched = await searchPlan(gathered, places, clock, hub, input, tools, hooks, tell);
  const { day, solution } = keepVehicles(searched, (await input.readKept?.()) ?? [], rateTermsOf);
  const found = await routeRuns({ day, solution }, stops, places, tools, hooks, tell);
  const routed = mendDocks(found, clock, hub);
  const runs = routed.map((run) => writeRun(run, clock, hub, rateTermsOf(run.vehicle)));
  const identity = await tools.engine.identity();
  return {
    version: 1,
    hub: { lat: input.hub.lat, lon: input.hub.lon, name: input.hub.name },
    date: input.date,
    timezone: input.hub.timezone,
    currency: input.hub.currency,
    routing: {
      engine: identity.engine,
      version: identity.version,
      region: identity.region,
      built: identity.built,
    },
    runs,
    unassigned: [...offRoad(input, places), ...writeUnassigned(day, solution, tools)],
    totals: totalsOf(runs),
    warnings: warningsOf(input, places, routed, tools.hasSharedProfiles),
  };
}

function hubDay({ rules, date, vehicles }: PlanDayInput, clock: DayClock): HubDay {
  if (!rules) return openHub;
  return hubDayOf(rules, date, clock, Math.max(...vehicles.map((vehicle) => shiftOf(vehicle, clock).end)));
}

type Tell = (progress: Partial<SolveProgress> & Pick<SolveProgress, 'phase' | 'done'>) => void;

function progressTeller(hooks: PlanDayHooks): Tell {
  const last = { seconds_left: null, cost: null, unassigned: null, runs: null } as Omit<
    SolveProgress,
    'solve' | 'date' | 'phase' | 'done'
  >;
  return (progress) => {
    Object.assign(last, progress);
    hooks.onProgress?.({ ...last, phase: progress.phase, done: progress.done });
  };
}

async function routeRuns(
  { day, solution }: FoundPlan,
  joined: readonly GatheredStop[],
  places: DayPlaces,
  tools: PlanningTools,
  hooks: PlanDayHooks,
  tell: Tell,
): Promise<RoutedRun[]> {
  const routed: RoutedRun[] = [];
  // A way that several runs take is one leg: an engine may count a second more where it comes from elsewhere, and the desk
  // has one table.
  const known = new Map<string, PathLeg>();
  for (const run of solution.runs) {
    tell({ phase: 'paths', done: routed.length / solution.runs.length, seconds_left: 0 });
    const vehicle = day.vehicles[run.vehicle];
    if (!vehicle)
      throw new Error(`the solution names vehicle ${run.vehicle}, which the problem does not have`);
    // The way to the hub or home without stops is part of the trip beside it.
    const trips = run.trips
      .filter((trip) => trip.length > 0)
      .map((trip) =>
        rejoin(
          trip.map((stop) => stopOf(day, stop)),
          joined,
        ),
      );
    const start = places.startOfVehicle.get(vehicle.id) ?? 0;
    const sequence = [start, ...trips.flatMap((trip) => [...trip.map((stop) => stop.place), 0])];
    const path = (await routeThrough(sequence, places, vehicle, tools, hooks)).map((leg, index) => {
      const way = `${vehicle.profile} ${sequence[index]} ${sequence[index + 1]}`;
      const first = known.get(way) ?? leg;
      known.set(way, first);
      return first;
    });
    const matrix = places.matrices.get(vehicle.profile);
    const differing = path.map((leg, index) => {
      const table = matrix?.seconds[(sequence[index] ?? 0) * matrix.size + (sequence[index + 1] ?? 0)] ?? -1;
      return tools.differingLeg(table, leg.seconds) ? table : null;
    });
    const { startsAt } = run;
    routed.push({ vehicle, trips, path, differing, ...(startsAt !== undefined && { startsAt }) });
  }
  return routed;
}

function stopOf(day: FoundPlan['day'], stop: number): GatheredStop {
  const gathered = day.stops[stop];
  if (!gathered) throw new Error(`the solution names stop ${stop}, which the problem does not have`);
  return gathered;
}

function routeThrough(
  sequence: readonly number[],
  places: DayPlaces,
  vehicle: Vehicle,
  tools: PlanningTools,
  hooks: PlanDayHooks,
): Promise<PathLeg[]> {
  const points = sequence.map((place) => places.points[place] as LonLat); // places of the same day
  return tools.engine.route(points, {
    profile: vehicle.profile,
    steps: false,
    ...(hooks.signal && { signal: hooks.signal }),
  });
}

function offRoad(input: PlanDayInput, places: DayPlaces): PlanUnassigned[] {
  return input.requests.flatMap((request) => {
    const metres = places.offRoad.get(request.id);
    if (metres === undefined) return [];
    const where =
      metres === null
        ? `No road was found near ${request.place}`
        : `${request.place} is ${formatKm(metres)} from the nearest road`;
    return [
      {
        request: request.reference,
        code: 'NOT_ON_ROAD' as const,
        reason: `${where}; the limit is ${formatKm(input.snapLimitMetres)}.`,
      },
    ];
  });
}

const formatKm = (metres: number) => `${(metres / 1000).toFixed(1)} km`;

function warningsOf(
  input: PlanDayInput,
  places: DayPlaces,
  routed: readonly RoutedRun[],
  hasSharedProfiles: boolean,
): PlanDocument['warnings'] {
  const warnings: PlanDocument['warnings'] = [];
  if (hasSharedProfiles) {
    warnings.push({
      code: 'PROFILES_SHARED',
      message: 'One routing server answers for several kinds of vehicle: their times and roads are the same.',
      ids: [],
    });
  }
  const lost = input.vehicles.filter((vehicle) => !places.startOfVehicle.has(vehicle.id));
  if (lost.length > 0) {
    warnings.push({
      code: 'VEHICLE_NOT_ON_ROAD',
      message: 'These vehicles start too far from a road they may use and were left out.',
      ids: lost.map((vehicle) => vehicle.name),
    });
  }
  for (const run of routed) {
    const legs = run.differing.filter((seconds) => seconds !== null).length;
    if (legs === 0) continue;
    warnings.push({
      code: 'LEG_DIFFERS',
      message: `${legs} of its legs take over 5 % and 60 s more or less than the table said.`,
      ids: [run.vehicle.name],
    });
  }
  return warnings;
}
