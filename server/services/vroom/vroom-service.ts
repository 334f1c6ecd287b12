import type { VroomOptions, VroomSolution } from '#server/contract/vroom.ts';
import type { SolverPool } from '#server/solver-pool/port.ts';
import { parseVroom, type VroomLimits } from './parse-vroom.ts';
import { refuse } from './refuse.ts';
import type { VroomRouting } from './routed-travel.ts';
import { solveVroom } from './solve-vroom.ts';
import type { VroomPlanner } from './vroom-tools.ts';
import { type LineLimits, WaitingLine } from './waiting-line.ts';

/** What a server does for callers of VROOM's format. */
export interface VroomService {
  /**
   * Answers a problem's text; waits for its turn before.
   *
   * @throws UserError PROBLEM_INVALID, PROBLEM_TOO_LARGE, SOLVE_QUEUE_FULL and what `solveVroom` throws
   */
  solve(text: string, call: VroomCall): Promise<VroomSolution>;
  /** How many are answered and wait at this moment, and how many may. */
  state(): { running: number; waiting: number; at_once: number; most_waiting: number };
}

interface VroomCall {
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
  /** Hears the place in the line, 1 for the next one, when it has to wait and whenever it moves up. */
  readonly onPlace: (place: number) => void;
}

export interface VroomServiceLimits extends VroomLimits, LineLimits {
  /** Time of search where the caller names none. */
  readonly usualSeconds: number;
  readonly mostSeconds: number;
}

export interface VroomServiceDeps {
  readonly limits: VroomServiceLimits;
  readonly planner: VroomPlanner;
  /** Does something with a solver of so many threads; null: as many as the server has. */
  withSolver<T>(threads: number | null, use: (solver: SolverPool) => Promise<T>): Promise<T>;
  /**
   * Routing of a region, or of the one that is usual here; null where there is no usual one.
   *
   * @throws UserError REGION_UNKNOWN
   */
  routingOf(region: string | null): Omit<VroomRouting, 'signal'> | null;
}

export function makeVroomService({ limits, planner, withSolver, routingOf }: VroomServiceDeps): VroomService {
  const line = new WaitingLine(limits);
  return {
    solve: async (text, { signal, onPlace }) => {
      const parsed = parseVroom(text, limits);
      const { options } = parsed;
      const seconds = secondsOf(options, limits);
      return line.run({ seconds, signal, onPlace }, () =>
        withSolver(options.t ?? null, (solver) => {
          const routing = routingOf(options.region ?? null);
          const settings = {
            isPlan: options.c ?? false,
            hasGeometry: options.g ?? false,
            seconds,
            seed: options.seed ?? 1,
            iterations: options.iterations ?? null,
          };
          return solveVroom(
            parsed,
            settings,
            { planner, solver, routing: routing && { ...routing, signal } },
            { signal },
          );
        }),
      );
    },
    state: () => ({ ...line.state, at_once: limits.atOnce, most_waiting: limits.waiting }),
  };
}

/** `l` as it is; else the usual time, or that share of it which the effort from 0 to 5 stands for. */
function secondsOf({ l, x }: VroomOptions, { usualSeconds, mostSeconds }: VroomServiceLimits): number {
  const seconds = l ?? (usualSeconds * ((x ?? 5) + 1)) / 6;
  return seconds <= mostSeconds ? seconds : refuse('options', `l is ${seconds}, above ${mostSeconds}`);
}
