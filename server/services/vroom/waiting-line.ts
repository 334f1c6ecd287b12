import { UserError } from '#server/domain/user-error.ts';

export interface LineLimits {
  /** How many are served at once, ≥ 1. */
  readonly atOnce: number;
  /** How many may wait, ≥ 0. */
  readonly waiting: number;
}

interface Waiter {
  readonly seconds: number;
  readonly onPlace: (place: number) => void;
  readonly begin: () => void;
}

/** First come, first served; who comes when the line is full is told when to come again. */
export class WaitingLine {
  readonly #limits: LineLimits;
  readonly #waiting: Waiter[] = [];
  /** How long each that is served will take at most. */
  readonly #served = new Set<{ readonly seconds: number }>();

  constructor(limits: LineLimits) {
    this.#limits = limits;
  }

  get state(): { running: number; waiting: number } {
    return { running: this.#served.size, waiting: this.#waiting.length };
  }

  /**
   * Waits for its turn, does the work, and lets the next one in. `onPlace` is told the place in the line, 1 for the next
   * one, at first and whenever it moves up; not at all where there is no wait.
   *
   * @throws UserError SOLVE_QUEUE_FULL; the signal's reason once it is aborted while waiting; what `work` throws
   */
  async run<T>(
    { seconds, signal, onPlace }: { seconds: number; signal: AbortSignal; onPlace: (place: number) => void },
    work: () => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const turn = { seconds };
    if (this.#served.size >= this.#limits.atOnce) await this.#wait(turn, signal, onPlace);
    else this.#served.add(turn);
    try {
      return await work();
    } finally {
      this.#served.delete(turn);
      this.#waiting.shift()?.begin();
    }
  }

  /** Who is let in counts as served from that moment, before anybody else comes. */
  #wait(turn: { readonly seconds: number }, signal: AbortSignal, onPlace: Waiter['onPlace']): Promise<void> {
    if (this.#waiting.length >= this.#limits.waiting) {
      const { running, waiting } = this.state;
      throw new UserError('SOLVE_QUEUE_FULL', `${running} calls are being answered and ${waiting} wait.`, {
        retryAfterSeconds: this.#secondsAhead(),
      });
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        this.#tellPlaces();
        reject(signal.reason as Error); // an AbortSignal's reason is what it was aborted with
      };
      const waiter = {
        ...turn,
        onPlace,
        begin: () => {
          this.#served.add(turn);
          signal.removeEventListener('abort', leave);
          resolve();
          this.#tellPlaces();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      onPlace(this.#waiting.push(waiter));
    });
  }

  /** At least a second, and no longer than all that are here take one after the other. */
  #secondsAhead(): number {
    const all = [...this.#served, ...this.#waiting].reduce((sum, { seconds }) => sum + seconds, 0);
    return Math.max(1, Math.ceil(all / this.#limits.atOnce));
  }

  #tellPlaces(): void {
    for (const [index, { onPlace }] of this.#waiting.entries()) onPlace(index + 1);
  }
}
