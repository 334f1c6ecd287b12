import type { Answer, News, Order, Round, Sequences, ThreadBest } from './protocol.ts';
import type { Problem } from '#server/planner/model/problem.ts';
import type { Pace } from '#server/planner/stop/pace.ts';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { Solver } from '#server/planner/solve.ts';
import { searchPart } from './search-part.ts';

const millisecondsBetweenNews = 250;

/** One solve on this thread: starts, searches round by round, finishes. An error ends the thread; the pool sees it. */
class ThreadSolve {
  readonly #port: MessagePort;
  readonly #problem: Problem;
  readonly #solver: Solver;
  readonly #stopFlag: Int32Array;
  #toldAt = performance.now();
  /** Since the best plan was last told. */
  #isBetter = true;

  constructor(port: MessagePort, order: Extract<Order, { kind: 'start' }>) {
    this.#port = port;
    this.#stopFlag = new Int32Array(order.stopFlag);
    this.#problem = order.problem;
    this.#solver = new Solver(order.problem, {
      seed: order.seed,
      ...(order.plan && { from: order.plan }),
      onBetter: () => {
        this.#isBetter = true;
      },
    });
  }

  search({ round, plan, share }: Extract<Order, { kind: 'search' }>): void {
    if (plan) this.#solver.adopt(plan);
    const search = (each: Round) => this.#solver.run(this.#paceOf(each));
    const isStopped = () => Atomics.load(this.#stopFlag, 0) === 1;
    if (share) searchPart({ problem: this.#problem, solver: this.#solver, search, isStopped }, round, share);
    else search(round);
  }

  #paceOf(round: Round): Pace {
    const startedAt = performance.now();
    const firstIteration = this.#solver.best.iterations;
    const iterations = Math.max(1, round.untilIterations - firstIteration);
    const share = (done: number) => {
      const ofIterations = (done - firstIteration) / iterations;
      return round.isTimed
        ? Math.max(ofIterations, (performance.now() - startedAt) / round.milliseconds)
        : ofIterations;
    };
    return {
      progress: (done) => round.from + (round.to - round.from) * Math.min(1, share(done)),
      isOver: (done) => {
        const now = performance.now();
        if (now - this.#toldAt >= millisecondsBetweenNews) this.#tell(now, done);
        return (
          done >= round.untilIterations ||
          now - startedAt >= round.milliseconds ||
          Atomics.load(this.#stopFlag, 0) === 1
        );
      },
    };
  }

  #tell(now: number, iterations: number): void {
    this.#toldAt = now;
    const news: News = { kind: 'news', iterations, best: this.#takeBest() };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#port.postMessage(news);
  }

  #takeBest(): ThreadBest | null {
    if (!this.#isBetter) return null;
    this.#isBetter = false;
    return { ...this.#solver.best, ...copyOf(this.#solver.bestPlan) };
  }

  answer(kind: 'start' | 'search'): Answer {
    const { iterations } = this.#solver.best;
    return { kind, best: this.#takeBest(), iterations };
  }

  finish(): Answer {
    return { kind: 'finish', solution: this.#solver.finish() };
  }
}

function copyOf({ offsets, stops, startsAt }: Sequences): Sequences {
  return { offsets: offsets.slice(), stops: stops.slice(), startsAt: startsAt.slice() };
}

function serve(port: MessagePort): void {
  let solve: ThreadSolve | null = null;
  port.on('message', (order: Order) => {
    if (order.kind === 'start') {
      solve = new ThreadSolve(port, order);
      port.postMessage(solve.answer('start'));
      return;
    }
    if (!solve) throw new Error(`${order.kind} before start`);
    if (order.kind === 'search') {
      solve.search(order);
      port.postMessage(solve.answer('search'));
    } else {
      port.postMessage(solve.finish());
      solve = null;
    }
  });
}

if (!parentPort) throw new Error('solve-worker is started by the solver pool only');
serve(parentPort);
