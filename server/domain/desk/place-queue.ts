/** Places by number, each given out once, in the order of what it at least breaks, then costs. */
export class PlaceQueue {
  readonly #runs: number[] = [];
  readonly #trips: number[] = [];
  readonly #positions: number[] = [];
  readonly #broken: number[] = [];
  readonly #costs: number[] = [];
  readonly #left: number[] = [];

  /** `run`: its index among those that are asked. */
  add(run: number, trip: number, position: number, broken: number, cost: number): void {
    this.#left.push(this.#runs.length);
    this.#runs.push(run);
    this.#trips.push(trip);
    this.#positions.push(position);
    this.#broken.push(broken);
    this.#costs.push(cost);
  }

  /** Few are taken of many, so that looking through them beats sorting. Null where none is left. */
  take(): QueuedPlace | null {
    const left = this.#left;
    if (left.length === 0) return null;
    let best = 0;
    for (let index = 1; index < left.length; index++) {
      const [place, rival] = [left[index]!, left[best]!];
      const difference =
        this.#broken[place]! - this.#broken[rival]! || this.#costs[place]! - this.#costs[rival]!;
      if (difference < 0) best = index;
    }
    const order = left[best]!;
    left[best] = left.at(-1)!;
    left.pop();
    return {
      order,
      run: this.#runs[order]!,
      trip: this.#trips[order]!,
      position: this.#positions[order]!,
      broken: this.#broken[order]!,
      costChange: this.#costs[order]!,
    };
  }
}

export interface QueuedPlace {
  /** In which it was added. */
  readonly order: number;
  readonly run: number;
  readonly trip: number;
  readonly position: number;
  readonly broken: number;
  readonly costChange: number;
}
