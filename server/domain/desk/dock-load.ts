import type { DeskDay } from './desk-day.ts';

/** How far the docks of a hub are held when trips come, for one plan with one run after another in another way. */
export class DockLoad {
  /** Seconds until a dock is free, of all trips that find none, together. */
  readonly seconds: number;
  readonly #docks: number;
  readonly #turnaround: number;
  /** In the order of arrival. */
  readonly #arrivals: readonly { readonly run: number; readonly at: number }[];

  /** `arrivals`: of each run, those of its trips with pickups. */
  constructor(
    { docks = Infinity, turnaroundSeconds }: Pick<DeskDay, 'docks' | 'turnaroundSeconds'>,
    arrivals: ReadonlyMap<number, readonly number[]>,
  ) {
    this.#docks = docks;
    this.#turnaround = turnaroundSeconds;
    this.#arrivals = [...arrivals]
      .flatMap(([run, all]) => all.map((at) => ({ run, at })))
      .sort((a, b) => a.at - b.at);
    this.seconds = this.secondsWith(NaN, []);
  }

  /** The same where a run comes at these times, in their order, instead of its own. */
  secondsWith(run: number, own: readonly number[]): number {
    const before = new Array<number>(); // in the order of arrival
    let next = 0;
    let over = 0;
    const come = (at: number): void => {
      const held = before.length - this.#docks;
      if (held >= 0) over += Math.max(0, before[held]! + this.#turnaround - at);
      before.push(at);
    };
    for (const arrival of this.#arrivals) {
      if (arrival.run === run) continue;
      while (next < own.length && own[next]! <= arrival.at) come(own[next++]!);
      come(arrival.at);
    }
    while (next < own.length) come(own[next++]!);
    return over;
  }
}
