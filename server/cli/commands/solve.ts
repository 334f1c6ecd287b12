import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { Config } from '#server/config/config.ts';
import { makeLogger } from '#server/config/logger.ts';
import type { VroomSolution } from '#server/contract/vroom.ts';
import { UserError } from '#server/domain/user-error.ts';
import { openRegions } from '#server/region/open-regions.ts';
import { RoutingOfRegions } from '#server/routing-of-regions.ts';
import { vroomCodeOf } from '#server/services/vroom/failure-code.ts';
import { type ParsedProblem, parseVroom } from '#server/services/vroom/parse-vroom.ts';
import type { VroomRouting } from '#server/services/vroom/routed-travel.ts';
import { solveVroom, type VroomHooks, type VroomSettings } from '#server/services/vroom/solve-vroom.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { vroomPlanner } from '#server/vroom-planner.ts';
import { parseCount, parseSeconds, parseThreads, parseWhole } from '../parse-options.ts';
import { printFailure } from '../print-failure.ts';
import { progressLine } from '../progress-line.ts';
import { readBytes } from '../read-bytes.ts';
import { assertWritable, writeWhole } from '../write-whole.ts';

interface SolveOptions {
  seconds: number;
  threads: number;
  seed: number;
  iterations?: number;
  out?: string;
  plan?: boolean;
  geometry?: boolean;
  region?: string;
}

/** `hubward solve`: a problem in VROOM's format, as the `vroom` command answers it. */
export function addSolveCommand(program: Command, config: Config): void {
  program
    .command('solve')
    .description('solve a problem in VROOM’s JSON (docs/vroom.md)')
    .argument('<problem>', 'the problem’s file')
    .option('--out <file>', 'where to write the solution; default: standard output')
    .option('--seconds <n>', 'time limit of the search', parseSeconds, 10)
    .option(
      '--threads <n>',
      'of the search',
      parseThreads,
      Math.min(config.solverThreads, availableParallelism()),
    )
    .option('--seed <n>', 'of the search’s random numbers', parseWhole, 1)
    .option(
      '--iterations <n>',
      'ends the search after so many, for an answer that comes out the same again',
      parseCount,
    )
    .option('-c, --plan', 'times and violations of the vehicles’ steps as they stand; nothing is searched')
    .option('-g, --geometry', 'the path of each route; needs coordinates and --region')
    .option('--region <name>', 'an imported region, for problems with coordinates in place of matrices')
    .action((file: string, options: SolveOptions) => solve(file, options, config));
}

/** Its exit codes are VROOM's: 1 internal, 2 input, 3 routing. */
async function solve(file: string, options: SolveOptions, config: Config): Promise<void> {
  const stopping = stopOnSignal();
  const line = progressLine();
  try {
    if (options.out !== undefined) assertWritable(options.out);
    const { seconds } = options;
    const solution = await solveFile(file, options, config, {
      signal: stopping.signal,
      onSolving: stopping.finishOnSignal,
      onProgress: ({ secondsLeft, cost, runs, unassignedRequests }) =>
        line.show({
          phase: 'solving',
          done: Math.min(1, 1 - secondsLeft / seconds),
          seconds_left: secondsLeft,
          cost,
          runs,
          unassigned: unassignedRequests,
        }),
    });
    line.end();
    stopping.signal.throwIfAborted();
    write(solution, options.out);
  } catch (error) {
    line.end();
    // Whatever was under way says in its own words that it was cancelled.
    const failure: unknown = stopping.signal.aborted ? stopping.signal.reason : error;
    printFailure(failure);
    process.exitCode = vroomCodeOf(failure);
  } finally {
    stopping.end();
  }
}

async function solveFile(
  file: string,
  options: SolveOptions,
  config: Config,
  hooks: VroomHooks,
): Promise<VroomSolution> {
  const solver = makeSolverPool({ threads: options.threads });
  const isPlan = options.plan ?? false;
  // Its threads come up while the problem is read.
  if (!isPlan) solver.prepare();
  try {
    const startedAt = performance.now();
    const parsed = parseVroom(new TextDecoder().decode(readBytes(file)), null);
    assertNoOptions(parsed);
    const readSeconds = (performance.now() - startedAt) / 1000;
    const settings: VroomSettings = {
      isPlan,
      hasGeometry: options.geometry ?? false,
      seconds: secondsOfSearch(options.seconds, readSeconds),
      seed: options.seed,
      iterations: options.iterations ?? null,
    };
    return await withRouting(options.region, config, hooks.signal, (routing) =>
      solveVroom(parsed, settings, { planner: vroomPlanner, solver, routing }, hooks),
    );
  } finally {
    await solver.close();
  }
}

/**
 * The whole command takes at most a second more than its time limit. Start and end take most of that second; what a large
 * problem needs beyond, in reading and twice as much again for laying out, checking and writing, comes off the search.
 */
function secondsOfSearch(limit: number, readSeconds: number): number {
  const beyond = Math.max(0, 3 * readSeconds - 0.4);
  return Math.max(limit / 2, limit - beyond);
}

/** They are for the server: here two places would say how long the search may take. */
function assertNoOptions({ options }: ParsedProblem): void {
  const [given] = Object.keys(options);
  if (given === undefined) return;
  throw new UserError(
    'PROBLEM_INVALID',
    `options: ${given} is for the server; on the command line use --plan, --geometry, --seconds, --threads and the like`,
    { ids: ['options'] },
  );
}

/** Regions and the cache of matrices are opened only where they are needed. */
async function withRouting<T>(
  region: string | undefined,
  config: Config,
  signal: AbortSignal | undefined,
  use: (routing: VroomRouting | null) => Promise<T>,
): Promise<T> {
  if (region === undefined) return use(null);
  const regions = openRegions(config.dataDir);
  const routing = new RoutingOfRegions(config, regions, makeLogger({ ...config, logLevel: 'warn' }));
  try {
    const { snapLimitMetres } = config;
    return await use({ ...routing.of(region), snapLimitMetres, ...(signal && { signal }) });
  } finally {
    await routing.close();
    regions.close();
  }
}

/**
 * Ctrl-C ends a search early and keeps its best: whoever set the time limit may find it too long, and what there is by
 * then is a whole answer. Before a search, a second time, and for SIGTERM: nothing is written.
 */
function stopOnSignal() {
  const abort = new AbortController();
  let finishEarly: (() => void) | null = null;
  const terminate = () => abort.abort(new UserError('INTERRUPTED', 'Stopped; no solution was written.'));
  const interrupt = () => {
    if (finishEarly === null) {
      terminate();
      return;
    }
    finishEarly();
    finishEarly = null;
    console.error('Stopping; the best so far is kept. Once more to keep nothing.');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', terminate);
  return {
    signal: abort.signal,
    finishOnSignal: (solve: { finishEarly(): void }) => {
      finishEarly = () => solve.finishEarly();
    },
    end: () => void process.off('SIGINT', interrupt).off('SIGTERM', terminate),
  };
}

function write(solution: VroomSolution, out: string | undefined): void {
  const text = `${JSON.stringify(solution)}\n`;
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  writeWhole(out, text);
  const { cost, routes, unassigned, violations } = solution.summary;
  const broken =
    violations.length === 0 ? '' : `, violations: ${violations.map(({ cause }) => cause).join(', ')}`;
  console.error(`${out}: ${routes} routes, cost ${cost}, ${unassigned} unassigned${broken}.`);
}
