import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { Order, Round } from '#server/solver-pool/protocol.ts';
import { quickFirst } from '#server/solver-pool/coolings.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { randomProblem } from '../planner/make-problem.ts';

const usual = [
  { until: 0.5, from: 0 },
  { until: 1, from: 0.4 },
];

test('a search with little work for each stop has no quick cooling', () => {
  expect(quickFirst(usual, 99, 5)).toEqual(usual);
});

test('one with more has a twentieth of it in front, and a twentieth of that where it is enough', () => {
  expect(quickFirst(usual, 100, 5)).toEqual([
    { until: 0.05, from: 0 },
    { until: 0.525, from: 0 },
    { until: 1, from: 0.4 },
  ]);
  const ends = quickFirst(usual, 2_000, 5).map(({ until }) => Number(until.toFixed(6)));
  expect(ends).toEqual([0.0025, 0.05, 0.525, 1]);
});

/** Answers every order at once, and notes the rounds. */
class QuickWorker extends EventEmitter {
  readonly rounds: Round[] = [];
  readonly ref = () => undefined;
  readonly unref = () => undefined;
  readonly terminate = () => Promise.resolve(0);
  #iterations = 0;

  postMessage(order: Order): void {
    if (order.kind === 'search') {
      this.rounds.push(order.round);
      this.#iterations = order.round.untilIterations;
    }
    const plan = { offsets: new Int32Array(2), stops: new Int32Array(0), startsAt: new Int32Array(1) };
    const iterations = this.#iterations;
    const best = { ...plan, missedPriority: 0, missedRequests: 0, cost: 1, iterations };
    const answer =
      order.kind === 'finish' ? { kind: 'finish', solution: {} } : { kind: order.kind, best, iterations };
    queueMicrotask(() => this.emit('message', answer));
  }
}

test('a long search cools down quickly first, so that it can be ended long before its limit', async () => {
  const worker = new QuickWorker();
  const pool = makeSolverPool({ threads: 1, startWorker: () => worker as unknown as Worker });
  const problem = randomProblem(21, { stops: 10, vehicles: 3 });
  await pool.solve(problem, { seconds: 60, seed: 1, iterations: 200_000 }).result;
  expect(worker.rounds.map(({ from, to, untilIterations }) => [from, to, untilIterations])).toEqual([
    [0, 1, 10_000],
    [0, 1, 114_500],
    [0.4, 1, 200_000],
  ]);
  await pool.close();
});
