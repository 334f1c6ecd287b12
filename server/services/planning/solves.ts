import { promisify } from 'node:util';
import type { PlannedRest } from '#server/contract/desk.ts';
import type { SolveProgress } from '#server/contract/event.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Store } from '#server/store/port.ts';
import { toldOf } from '../told-of.ts';
import type { PlanDayHooks } from './plan-day.ts';

/** What a background solve needs from its surroundings. */
export interface SolvesDeps {
  readonly store: Pick<Store, 'solves' | 'plans'>;
  readonly newId: () => string;
  /** Told of failures that are the server's own. */
  readonly onFailure: (error: unknown, solve: string) => void;
}

const sleep = promisify(setTimeout);

/** Between tries to write a solve's end: a full disk is given room by hand, which takes a while. */
const firstRetryMs = 1_000;
const lastRetryMs = 15_000;

type SolveEnd = Parameters<SolvesDeps['store']['solves']['end']>[1];
type Listener = (progress: SolveProgress) => void;

interface SolveDay {
  readonly hub: string;
  readonly date: string;
  readonly by: string | null;
}

interface Running {
  readonly hub: string;
  readonly abort: AbortController;
  finishEarly: () => void;
  readonly ended: Promise<void>;
}

/** Days being planned in the background: one per hub and day, with live progress. */
export class Solves {
  readonly #deps: SolvesDeps;
  readonly #running = new Map<string, Running>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #last = new Map<string, SolveProgress>();
  readonly #closing = new AbortController();

  constructor(deps: SolvesDeps) {
    this.#deps = deps;
  }

  /**
   * Starts `plan` in the background; what it returns becomes the day's plan of record.
   *
   * @throws UserError SOLVE_RUNNING where the day is being planned.
   */
  start(day: SolveDay, plan: (hooks: PlanDayHooks) => Promise<PlanDocument>): Promise<string> {
    return this.#start(day, async (hooks, solve) => {
      const document = await plan(hooks);
      // Cancelled while the plan was being written down: the one before stays.
      hooks.signal?.throwIfAborted();
      this.#tell(day.hub, { ...this.#lastOf(solve, day.date), phase: 'saving', done: 0 });
      const stored = await this.#deps.store.plans.save(day.hub, day.date, document, day.by);
      return { outcome: 'planned', plan: stored.id };
    });
  }

  /** Starts `work` in the background; it keeps what it finds, and the plan of record stays as it is. @throws as `start` */
  propose(
    day: SolveDay & { rest: PlannedRest },
    work: (hooks: PlanDayHooks, solve: string) => Promise<void>,
  ): Promise<string> {
    return this.#start(day, async (hooks, solve) => {
      await work(hooks, solve);
      hooks.signal?.throwIfAborted();
      return { outcome: 'proposed', plan: null };
    });
  }

  async #start(
    day: SolveDay & { rest?: PlannedRest },
    work: (hooks: PlanDayHooks, solve: string) => Promise<Pick<SolveEnd, 'outcome' | 'plan'>>,
  ): Promise<string> {
    const solve = this.#deps.newId();
    await this.#deps.store.solves.start({ id: solve, ...day });
    const abort = new AbortController();
    const running: Running = {
      hub: day.hub,
      abort,
      // Before the search runs there is no plan to keep, so ending early waits for it.
      finishEarly: () => {
        wantsEarlyEnd = true;
      },
      ended: Promise.resolve().then(() =>
        this.#run(solve, day.date, () =>
          work(
            {
              signal: abort.signal,
              onProgress: (progress) => this.#tell(day.hub, { solve, date: day.date, ...progress }),
              onSolving: (search) => {
                running.finishEarly = () => {
                  wantsEarlyEnd = true;
                  search.finishEarly();
                };
                if (wantsEarlyEnd) search.finishEarly();
              },
            },
            solve,
          ),
        ),
      ),
    };
    let wantsEarlyEnd = false;
    this.#running.set(solve, running);
    return solve;
  }

  /** @throws UserError SOLVE_UNKNOWN */
  stop(hub: string, solve: string, keep: boolean): void {
    const running = this.#running.get(solve);
    if (!running || running.hub !== hub) {
      throw new UserError('SOLVE_UNKNOWN', 'This solve is not under way (any more).', { ids: [solve] });
    }
    if (keep) running.finishEarly();
    else running.abort.abort();
  }

  /** Hears progress of the hub's solves, first the last known of each under way; returns how to stop hearing. */
  subscribe(hub: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(hub) ?? new Set();
    this.#listeners.set(hub, listeners.add(listener));
    for (const [solve, progress] of this.#last) {
      if (this.#running.get(solve)?.hub === hub) listener(progress);
    }
    return () => {
      listeners.delete(listener);
    };
  }

  /** Interrupts all and waits until the store has heard of it. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const running of this.#running.values()) running.abort.abort();
    await Promise.all([...this.#running.values()].map((running) => running.ended));
  }

  async #run(
    solve: string,
    date: string,
    work: () => Promise<Pick<SolveEnd, 'outcome' | 'plan'>>,
  ): Promise<void> {
    try {
      const end = await work();
      await this.#deps.store.solves.end(solve, { solve, date, code: null, message: null, ...end });
    } catch (error) {
      await this.#endFailed(solve, date, error);
    } finally {
      this.#running.delete(solve);
      this.#last.delete(solve);
    }
  }

  async #endFailed(solve: string, date: string, error: unknown): Promise<void> {
    const isCancelled = this.#running.get(solve)?.abort.signal.aborted ?? false;
    if (!isCancelled) this.#deps.onFailure(error, solve);
    const end = isCancelled ? this.#cancelled() : { outcome: 'failed' as const, ...toldOf(error) };
    await this.#recordEnd(solve, { solve, date, plan: null, ...end });
  }

  /** Nobody asked for it where the server stops. */
  #cancelled() {
    const outcome = this.#closing.signal.aborted ? ('interrupted' as const) : ('cancelled' as const);
    return { outcome, code: null, message: null };
  }

  /** Tries until the end is written: a solve without one keeps its day from being planned again. */
  async #recordEnd(solve: string, end: SolveEnd): Promise<void> {
    for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, lastRetryMs)) {
      try {
        await this.#deps.store.solves.end(solve, end);
        return;
      } catch (failure) {
        // The plan was saved and its end written, and only what came after went wrong.
        if (failure instanceof UserError && failure.code === 'SOLVE_UNKNOWN') return;
        if (waitMs === firstRetryMs) this.#deps.onFailure(failure, solve);
      }
      // Where the server stops first, its next start ends the solve as interrupted.
      const isClosing = await sleep(waitMs, false, { signal: this.#closing.signal }).catch(() => true);
      if (isClosing) return;
    }
  }

  #lastOf(solve: string, date: string): SolveProgress {
    return (
      this.#last.get(solve) ?? {
        solve,
        date,
        phase: 'saving',
        done: 0,
        seconds_left: null,
        cost: null,
        unassigned: null,
        runs: null,
      }
    );
  }

  #tell(hub: string, progress: SolveProgress): void {
    this.#last.set(progress.solve, progress);
    for (const listener of this.#listeners.get(hub) ?? []) listener(progress);
  }
}
