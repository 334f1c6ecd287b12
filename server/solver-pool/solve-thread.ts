import type { Answer, News, Order, Round, Sequences, ThreadBest, ThreadState } from './protocol.ts';
import type { Share } from './search-part.ts';
import type { Problem, Solution } from '#server/planner/model/problem.ts';
import type { Worker } from 'node:worker_threads';

/** The thread ended, by an error or from outside, before it answered. */
export class ThreadDied extends Error {
  override readonly name = 'ThreadDied';
}

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: ThreadDied) => void;
}

/** A worker thread as seen from outside: one order at a time, each a promise; rejects with ThreadDied. */
export class SolveThread {
  isDead = false;
  onNews: (news: News) => void = () => undefined;
  readonly #worker: Worker;
  #pending: Pending | null = null;
  /** As it last told. */
  #best: ThreadBest | null = null;
  #error: unknown;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: Answer | News) => this.#receive(message));
    worker.on('error', (error) => {
      this.#error = error;
    });
    worker.on('exit', (code) => this.#die(code));
    this.rest();
  }

  async start(
    problem: Problem,
    seed: number,
    plan: Sequences | null,
    stopFlag: SharedArrayBuffer,
  ): Promise<ThreadState> {
    this.#best = null;
    return this.#stateOf(await this.#order({ kind: 'start', problem, seed, plan, stopFlag }));
  }

  /** Goes on from `plan` where one is given, with other threads where there is a `share`. */
  async search(round: Round, plan: Sequences | null, share: Share | null): Promise<ThreadState> {
    return this.#stateOf(await this.#order({ kind: 'search', round, plan, share }));
  }

  /** The solution of the best plan; the thread is then free for another problem. */
  async finish(): Promise<Solution> {
    const answer = await this.#order({ kind: 'finish' });
    if (answer.kind !== 'finish') throw new Error(`finish was answered by ${answer.kind}`);
    return answer.solution;
  }

  /** A resting thread does not keep the process alive. */
  rest(): void {
    this.onNews = () => undefined;
    this.#worker.unref();
  }

  wake(): void {
    this.#worker.ref();
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #order(order: Order): Promise<Answer> {
    if (this.isDead) return Promise.reject(this.#death('before it was asked'));
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#worker.postMessage(order);
    });
  }

  #receive(message: Answer | News): void {
    if (message.kind !== 'finish') this.#best = message.best ?? this.#best;
    if (message.kind === 'news') {
      this.onNews(message);
      return;
    }
    const pending = this.#pending;
    this.#pending = null;
    pending?.resolve(message);
  }

  #stateOf(answer: Answer): ThreadState {
    if (answer.kind === 'finish' || !this.#best) throw new Error(`a search was answered by ${answer.kind}`);
    return { ...answer, best: this.#best };
  }

  #die(code: number): void {
    this.isDead = true;
    this.#pending?.reject(this.#death(`with exit code ${code}`));
    this.#pending = null;
  }

  #death(how: string): ThreadDied {
    return new ThreadDied(`a solver thread ended ${how}`, { cause: this.#error });
  }
}
