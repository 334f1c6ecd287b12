import type { TracePoint } from './results.ts';

/** Seconds at which cost over time is told. */
export const traceMarks: readonly number[] = [0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 600];

/** A solve may end so many seconds before its limit. */
const tolerance = 0.2;

/** Keeps the latest word of the search at each mark; the words come at most four times a second. */
export class Trace {
  readonly #points: TracePoint[] = [];
  #latest: TracePoint | null = null;
  #next = 0;

  /** Points come in order of time. */
  note(point: TracePoint): void {
    this.#passMarks((mark) => mark < point.seconds);
    this.#latest = point;
  }

  /** A point for each mark up to the end; none for those before the first plan. */
  finish(end: TracePoint): readonly TracePoint[] {
    this.note(end);
    this.#passMarks((mark) => mark <= end.seconds + tolerance);
    return this.#points;
  }

  #passMarks(isPassed: (mark: number) => boolean): void {
    for (let mark = traceMarks[this.#next]; mark !== undefined && isPassed(mark);) {
      if (this.#latest) this.#points.push({ ...this.#latest, seconds: mark });
      this.#next++;
      mark = traceMarks[this.#next];
    }
  }
}
