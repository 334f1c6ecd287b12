import type { TimeWindow } from '../time-window.ts';
import type { DayVehicle } from './desk-day.ts';
import type { RunSteps } from './run-steps.ts';

/** Numbers of a piece: those of `Piece` in `departure.ts`, in this order. */
const FIRST = 0;
const LAST = 1;
const READY = 2;
const READY_AFTER = 3;
const ARRIVAL = 4;
const ARRIVAL_AFTER = 5;
const PIECE = 6;

/** `bestDeparture` of a run's steps where no window is missed by the earliest: the same pieces, in arrays that stay. */
export class DepartureWindow {
  #pieces: number[] = [];
  #next: number[] = [];
  /** Of numbers in `#pieces`. */
  #count = 0;

  best(steps: RunSteps, vehicle: DayVehicle, breakAt: number): number {
    const { shift } = vehicle;
    this.#walk(steps, vehicle, breakAt, true);
    const kept = this.#leastTimeOut(shift.end);
    if (kept !== null) return kept;
    if (steps.hasCaps) this.#walk(steps, vehicle, breakAt, false);
    let earliestEnd = Infinity;
    for (let at = 0; at < this.#count; at += PIECE) {
      earliestEnd = Math.min(earliestEnd, this.#endOf(at, this.#pieces[at + FIRST]!));
    }
    return this.#leastTimeOut(earliestEnd) ?? shift.start;
  }

  #walk(steps: RunSteps, vehicle: DayVehicle, breakAt: number, keepsCaps: boolean): void {
    const { length, legSeconds, seconds, windows, caps, endsTrip, hasCaps } = steps;
    this.#begin(vehicle.shift.start);
    let latestArrival = Infinity;
    for (let step = 0; step < length; step++) {
      this.#drive(legSeconds[step]!);
      if (step === breakAt) {
        const rest = vehicle.break!; // no break, no place of it
        this.#pass(rest.windows, rest.seconds, true);
      }
      if (hasCaps && keepsCaps) {
        if (!endsTrip[step]) latestArrival = Math.min(latestArrival, caps[step]!);
        else {
          this.#arriveBy(latestArrival);
          latestArrival = Infinity;
        }
      }
      const within = windows[step]!; // one per step
      if (within !== null) this.#pass(within, seconds[step]!, false);
      else this.#stay(seconds[step]!);
    }
  }

  #begin(earliest: number): void {
    const pieces = this.#pieces;
    pieces[FIRST] = earliest;
    pieces[LAST] = Infinity;
    pieces[READY] = -Infinity;
    pieces[READY_AFTER] = 0;
    this.#count = PIECE;
  }

  #drive(seconds: number): void {
    const pieces = this.#pieces;
    for (let at = 0; at < this.#count; at += PIECE) {
      pieces[at + ARRIVAL] = pieces[at + READY]! + seconds;
      pieces[at + ARRIVAL_AFTER] = pieces[at + READY_AFTER]! + seconds;
    }
  }

  #stay(seconds: number): void {
    const pieces = this.#pieces;
    for (let at = 0; at < this.#count; at += PIECE) {
      pieces[at + READY] = pieces[at + ARRIVAL]! + seconds;
      pieces[at + READY_AFTER] = pieces[at + ARRIVAL_AFTER]! + seconds;
    }
  }

  #arriveBy(latest: number): void {
    if (latest === Infinity) return;
    const pieces = this.#pieces;
    let kept = 0;
    for (let at = 0; at < this.#count; at += PIECE) {
      const last = Math.min(pieces[at + LAST]!, latest - pieces[at + ARRIVAL_AFTER]!);
      if (pieces[at + ARRIVAL]! > latest || last < pieces[at + FIRST]!) continue;
      for (let each = 0; each < PIECE; each++) pieces[kept + each] = pieces[at + each]!;
      pieces[kept + LAST] = last;
      kept += PIECE;
    }
    this.#count = kept;
  }

  /** The parts of each piece that begin the step, or the break on the way to it, in each of the windows. */
  #pass(windows: readonly TimeWindow[], seconds: number, isBreak: boolean): void {
    const from = this.#pieces;
    const to = this.#next;
    let count = 0;
    for (let at = 0; at < this.#count; at += PIECE) {
      const earliest = from[at + (isBreak ? READY : ARRIVAL)]!;
      const after = from[at + (isBreak ? READY_AFTER : ARRIVAL_AFTER)]!;
      let first = from[at + FIRST]!;
      for (let index = 0; index < windows.length; index++) {
        const window = windows[index]!;
        const last = Math.min(from[at + LAST]!, window.end - after);
        if (earliest > window.end || last < first) continue;
        const begin = Math.max(earliest, window.start);
        to[count + FIRST] = first;
        to[count + LAST] = last;
        to[count + READY] = begin + seconds;
        to[count + READY_AFTER] = after + seconds;
        to[count + ARRIVAL] = (isBreak ? Math.max(from[at + ARRIVAL]!, begin) : begin) + seconds;
        to[count + ARRIVAL_AFTER] = from[at + ARRIVAL_AFTER]! + seconds;
        count += PIECE;
        first = last + 1;
      }
    }
    this.#pieces = to;
    this.#next = from;
    this.#count = count;
  }

  #endOf(at: number, departure: number): number {
    return Math.max(this.#pieces[at + READY]!, departure + this.#pieces[at + READY_AFTER]!);
  }

  #leastTimeOut(latestEnd: number): number | null {
    const pieces = this.#pieces;
    let best: number | null = null;
    let bestSeconds = Infinity;
    for (let at = 0; at < this.#count; at += PIECE) {
      const [first, ready, after] = [pieces[at + FIRST]!, pieces[at + READY]!, pieces[at + READY_AFTER]!];
      const last = Math.min(pieces[at + LAST]!, latestEnd - after);
      if (ready > latestEnd || last < first) continue;
      // Leaving later than this waits nowhere; leaving earlier waits by the difference.
      const departure = Math.min(last, Math.max(first, ready - after));
      const seconds = this.#endOf(at, departure) - departure;
      if (seconds < bestSeconds) {
        best = departure;
        bestSeconds = seconds;
      }
    }
    return best;
  }
}
