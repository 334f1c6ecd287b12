import type { Problem, Violation } from '#server/solver-pool/port.ts';
import { describeViolation } from './describe-violation.ts';
import { missingWay } from './missing-way.ts';
import type { ReadProblem } from './read-vroom-problem.ts';
import { refuse } from './refuse.ts';
import type { SolutionRun, VroomPlanner } from './vroom-tools.ts';

type SolutionBreak = NonNullable<SolutionRun['breaks']>[number];

/** A problem of one vehicle and what it begins with. */
interface Beginning {
  readonly problem: Problem;
  /** Stops of the problem read, by stop: those of the beginning, then the other ends of their shipments. */
  readonly stops: readonly number[];
  readonly fixed: number;
}

/** After so many stops that were passed in trying places for breaks, whether they have some is left to the search. */
const mostPassed = 200_000;
/** What says nothing of a beginning: docks are waited for, breaks are placed one by one, and no price is given. */
const notOfStanding: ReadonlySet<Violation['kind']> = new Set(['docks', 'break', 'cost', 'penalty']);

/**
 * Every search begins with what is fixed, and nothing else yet: that must break no rule.
 *
 * @throws UserError PROBLEM_INVALID
 */
export function assertFixedStarts(read: ReadProblem, planner: Pick<VroomPlanner, 'checkSolution'>): void {
  for (const [index, { fixedStart = [] }] of read.problem.vehicles.entries()) {
    if (fixedStart.length === 0) continue;
    const why = whyItCannotStand(read, planner, index, fixedStart);
    if (why === null) continue;
    refuse(`vehicle ${read.parsed.vehicles[index]!.id}`, `fixed_start: ${why}`); // as many as in the problem
  }
}

function whyItCannotStand(
  read: ReadProblem,
  planner: Pick<VroomPlanner, 'checkSolution'>,
  vehicle: number,
  fixedStart: readonly number[],
): string | null {
  const beginning = beginningOf(read.problem, vehicle, fixedStart);
  const trip = fixedStart.map((_, stop) => stop);
  // What was picked up may have to go to the hub before the way home.
  const isByHub = (read.problem.vehicles[vehicle]!.mostTrips ?? 1) > 1;
  const runs: SolutionRun[] = [
    { vehicle: 0, trips: [trip] },
    ...(isByHub ? [{ vehicle: 0, trips: [trip, []] }] : []),
  ];
  const reasons: { readonly kind: Violation['kind']; readonly text: string }[] = [];
  for (const run of runs) {
    const [first] = violationsOf(planner, beginning, run);
    if (!first) {
      if (haveBreaksPlaces(planner, beginning, run)) return null;
      reasons.push({ kind: 'break', text: 'its breaks have no place in it' });
      continue;
    }
    const stop = first.stop === null ? null : beginning.stops[first.stop]!; // of the beginning's stops
    const trips = [fixedStart, ...run.trips.slice(1)];
    const way = first.kind === 'unreachable' ? missingWay(read, { vehicle, trips }) : null;
    reasons.push({ kind: first.kind, text: way ?? describeViolation(read.names, { ...first, stop }) });
  }
  // Where it may go by the hub, what keeps it from that says more.
  return (reasons.find(({ kind }) => kind !== 'freight') ?? reasons[0]!).text; // one of each run
}

function beginningOf(
  { vehicles, stops, shipments = [], matrices, hubs }: Problem,
  index: number,
  fixedStart: readonly number[],
): Beginning {
  const { fixedStart: _, isLocked: __, ...vehicle } = vehicles[index]!; // the caller has it from there
  const fixed = new Set(fixedStart);
  const ofThem = shipments.filter(({ from, to }) => fixed.has(from) || fixed.has(to));
  const all = [...new Set([...fixedStart, ...ofThem.flatMap(({ from, to }) => [from, to])])];
  const here = new Map(all.map((stop, at) => [stop, at]));
  return {
    problem: {
      matrices,
      hubs,
      vehicles: [vehicle],
      stops: all.map((stop) => {
        const { onlyVehicles, recordVehicle: ___, ...rest } = stops[stop]!;
        return { ...rest, ...(onlyVehicles && { onlyVehicles: onlyVehicles.includes(index) ? [0] : [] }) };
      }),
      shipments: ofThem.map(({ from, to, amounts }) => ({
        from: here.get(from)!,
        to: here.get(to)!,
        amounts,
      })),
    },
    stops: all,
    fixed: fixedStart.length,
  };
}

function violationsOf(
  planner: Pick<VroomPlanner, 'checkSolution'>,
  { problem, stops, fixed }: Beginning,
  run: SolutionRun,
): Violation[] {
  const unassigned = [...stops.keys()].slice(fixed);
  const solution = { runs: [run], unassigned, cost: 0, penalty: 0 };
  return planner.checkSolution(problem, solution).filter(({ kind }) => !notOfStanding.has(kind));
}

/** Whether all breaks can be taken in a run that breaks no rule without them. One more break never mends what another breaks. */
function haveBreaksPlaces(
  planner: Pick<VroomPlanner, 'checkSolution'>,
  beginning: Beginning,
  run: SolutionRun,
): boolean {
  const { breaks = [] } = beginning.problem.vehicles[0]!; // there is one
  let passed = 0;
  const place = (index: number, taken: readonly SolutionBreak[]): boolean =>
    index === breaks.length ||
    placesOf(run, index, taken).some((breaks) => {
      passed += beginning.fixed;
      if (passed > mostPassed) return true;
      return violationsOf(planner, beginning, { ...run, breaks }).length === 0 && place(index + 1, breaks);
    });
  return place(0, []);
}

/** With one more break, at every place between the others. */
function placesOf(run: SolutionRun, index: number, taken: readonly SolutionBreak[]): SolutionBreak[][] {
  return run.trips.flatMap((stops, trip) =>
    Array.from({ length: stops.length + 1 }, (_, position) => position).flatMap((position) => {
      const isBefore = (each: SolutionBreak) =>
        each.trip < trip || (each.trip === trip && each.position < position);
      const first = taken.filter(isBefore).length;
      const here = taken.filter((each) => each.trip === trip && each.position === position).length;
      return Array.from({ length: here + 1 }, (_, after) =>
        taken.toSpliced(first + after, 0, { index, trip, position }),
      );
    }),
  );
}
