import type { Round, Sequences, ThreadBest, ThreadState } from './protocol.ts';
import type { SolvePoolProgress, SolveSettings } from './port.ts';
import type { SolveThread } from './solve-thread.ts';
import type { Problem, Solution } from '#server/planner/model/problem.ts';
import { compareObjectives, leaderOf } from '#server/planner/state/objective.ts';
import { toSequences } from '#server/planner/state/solution.ts';
import { quickFirst, type Cooling } from './coolings.ts';
import { breakOff, makeExchangeMemory } from './plan-exchange.ts';

/** Threads that search side by side cool down twice, each on its own first, then all from the best plan there is, less hot. */
const coolingsSideBySide = [
  { until: 0.55, from: 0 },
  { until: 1, from: 0.4 },
];
const coolingOfParts = [{ until: 1, from: 0 }];
/** Of a quick cooling that comes first (`quickFirst`), for each stop. */
const leastQuickMilliseconds = 10;
const leastQuickIterations = 1_000;
/** With fewer stops for each thread the borders between parts would be everywhere. */
const leastStopsOfPart = 150;
const millisecondsBetweenProgress = 250;
/**
 * Per square of the number of stops: so many iterations are enough, whatever time there is. A handful of stops has few
 * arrangements, and nobody should wait for them; of some hundred stops the time is up long before.
 */
const enoughIterations = 2_000;
/** Kept back for the last answer and for closing the books. */
const reserveMilliseconds = 60;

/** What outlives a crew that lost a thread: the clock, the best plan so far, and the stop flag. */
export class CrewSolve {
  readonly #problem: Problem;
  readonly #settings: SolveSettings;
  readonly #endsAt: number;
  readonly #stopFlag = new Int32Array(new SharedArrayBuffer(4));
  #best: ThreadBest | null = null;
  #iterations = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(problem: Problem, settings: SolveSettings) {
    this.#problem = problem;
    this.#settings = settings;
    this.#endsAt = performance.now() + settings.seconds * 1000 - reserveMilliseconds;
  }

  /** Ends the round under way in every thread, and the search. */
  stop(): void {
    Atomics.store(this.#stopFlag, 0, 1);
  }

  get isStopped(): boolean {
    return Atomics.load(this.#stopFlag, 0) === 1;
  }

  /** One attempt with a crew; goes on from the best plan of the attempt before. Rejects with ThreadDied. */
  async run(crew: readonly SolveThread[]): Promise<Solution> {
    const ticker = setInterval(() => this.#tell(false), millisecondsBetweenProgress);
    for (const thread of crew) {
      thread.onNews = (news) => {
        this.#iterations = Math.max(this.#iterations, news.iterations);
        if (news.best) this.#note(news.best);
      };
    }
    try {
      const stopFlag = this.#stopFlag.buffer as SharedArrayBuffer; // made above
      const { from } = this.#settings;
      const plan = this.#best ?? (from ? toSequences(this.#problem, from) : null);
      const states = await this.#together(
        crew.map((thread, index) => thread.start(this.#problem, this.#seedOf(index), plan, stopFlag)),
        () => undefined,
      );
      let bests = states.map((state) => state.best);
      let done = 0;
      for (const { until, from } of this.#coolings(crew.length)) {
        if (this.#isOver(bests[0]!.iterations)) break;
        const round = { ...this.#paceOf(done, until), from, to: 1 };
        done = until;
        bests = await this.#cool(crew, bests, round);
      }
      return await crew[bests.indexOf(leaderOf(bests))]!.finish();
    } finally {
      clearInterval(ticker);
    }
  }

  /** Days of some size are divided, each thread working on its part of one plan; docks are shared by all runs. */
  #isDivisible(threads: number): boolean {
    const { stops, hubs } = this.#problem;
    return (
      threads > 1 &&
      stops.length >= leastStopsOfPart * threads &&
      hubs.every((hub) => hub.docks === undefined)
    );
  }

  #coolings(threads: number): Cooling[] {
    const { seconds, iterations } = this.#settings;
    const usual = this.#isDivisible(threads) ? coolingOfParts : coolingsSideBySide;
    const stops = Math.max(1, this.#problem.stops.length);
    return iterations === undefined
      ? quickFirst(usual, (seconds * 1000) / stops, leastQuickMilliseconds)
      : quickFirst(usual, iterations / stops, leastQuickIterations);
  }

  /** All threads once from hot to cold, on parts of one plan or each on its own, from the best plan there is. */
  async #cool(
    crew: readonly SolveThread[],
    bests: readonly ThreadBest[],
    round: Round,
  ): Promise<ThreadBest[]> {
    const leader = leaderOf(bests);
    const exchange = this.#isDivisible(crew.length) ? makeExchangeMemory(crew.length, leader) : null;
    const { seed } = this.#settings;
    const states = await this.#together(
      crew.map((each, thread) =>
        exchange
          ? each.search(round, null, { exchange, thread, seed })
          : each.search(round, planFor(bests[thread]!, leader), null),
      ),
      () => exchange && breakOff(exchange),
    );
    return states.map((state) => state.best);
  }

  /** Waits for all, also where one has died, so that the others can be used again. */
  async #together(answers: readonly Promise<ThreadState>[], onDeath: () => void): Promise<ThreadState[]> {
    const firstDeath = Promise.all(answers);
    firstDeath.catch(() => undefined); // seen below
    for (const answer of answers) {
      answer.then(
        (state) => this.#note(state.best),
        onDeath, // seen below
      );
    }
    await Promise.allSettled(answers);
    return await firstDeath;
  }

  #seedOf(index: number): number {
    return this.#settings.seed + index * 7_919;
  }

  #isOver(iterations: number): boolean {
    return this.isStopped || performance.now() >= this.#endsAt || iterations >= this.#mostIterations;
  }

  get #mostIterations(): number {
    return this.#settings.iterations ?? enoughIterations * this.#problem.stops.length ** 2;
  }

  /**
   * From one share of the work to another: of the iterations where these are limited, else of the time that is left, or of
   * the iterations that are enough where these come first.
   */
  #paceOf(done: number, until: number): Round {
    const isTimed = this.#settings.iterations === undefined;
    const left = Math.max(1, this.#endsAt - performance.now());
    return {
      milliseconds: isTimed ? (left * (until - done)) / (1 - done) : left,
      untilIterations: Math.ceil(this.#mostIterations * until),
      from: done,
      to: until,
      isTimed,
    };
  }

  #note(best: ThreadBest): void {
    this.#iterations = Math.max(this.#iterations, best.iterations);
    if (this.#best && compareObjectives(best, this.#best) >= 0) return;
    const isFirst = this.#best === null;
    this.#best = best;
    if (isFirst) this.#tell(true);
  }

  #tell(isFirst: boolean): void {
    const best = this.#best;
    const now = performance.now();
    if (!best || (!isFirst && now - this.#toldAt < millisecondsBetweenProgress - 10)) return;
    this.#toldAt = now;
    const progress: SolvePoolProgress = {
      secondsLeft: Math.max(0, (this.#endsAt - now) / 1000),
      iterations: this.#iterations,
      cost: Math.round(best.cost),
      unassignedRequests: best.missedRequests,
      runs: countRuns(best),
    };
    this.#settings.onProgress?.(progress);
  }
}

function planFor(own: ThreadBest, leader: ThreadBest): Sequences | null {
  return compareObjectives(leader, own) < 0 ? leader : null;
}

function countRuns({ offsets }: Sequences): number {
  let runs = 0;
  for (let vehicle = 1; vehicle < offsets.length; vehicle++)
    if (offsets[vehicle] !== offsets[vehicle - 1]) runs++;
  return runs;
}
