import { earliestInWindows } from '../time-window.ts';
import type { DayVehicle } from './desk-day.ts';
import { DepartureWindow } from './departure-window.ts';
import type { RunSteps } from './run-steps.ts';

/** Times of a run's steps as `scheduleRun` and `scheduleWithBreak` have them, without the schedule. */
export class RunClock {
  start = 0;
  end = 0;
  /** After all windows and caps, together. */
  lateSeconds = 0;
  /** The step before which the break is; −1: none. */
  breakAt = -1;
  /** At the end of each trip. */
  readonly arrivals: number[] = [];
  /** How many rules of time are broken. */
  #rules = 0;
  /** How many of them are windows. */
  #missed = 0;
  readonly #departures = new DepartureWindow();

  /** `leavesAt`: null where it leaves when that is best. */
  set(steps: RunSteps, vehicle: DayVehicle, leavesAt: number | null): void {
    if (!vehicle.break) return this.#setWith(steps, vehicle, leavesAt, -1);
    const due = dueAt(steps, vehicle, leavesAt);
    this.#setWith(steps, vehicle, leavesAt, due);
    if (this.#rules === 0) return;
    let [at, rules, end] = [due, this.#rules, this.end];
    for (let breakAt = 0; breakAt < steps.length; breakAt++) {
      if (breakAt === due) continue;
      this.#setWith(steps, vehicle, leavesAt, breakAt);
      if (this.#rules < rules || (this.#rules === rules && this.end < end)) {
        [at, rules, end] = [breakAt, this.#rules, this.end];
      }
    }
    if (this.breakAt !== at) this.#setWith(steps, vehicle, leavesAt, at);
  }

  #setWith(steps: RunSteps, vehicle: DayVehicle, leavesAt: number | null, breakAt: number): void {
    const { shift, limits } = vehicle;
    this.#walk(steps, vehicle, leavesAt ?? shift.start, breakAt);
    // A window that the earliest departure misses is missed by all, and then the earliest is chosen.
    if (leavesAt === null && this.#missed === 0) {
      const departure = this.#departures.best(steps, vehicle, breakAt);
      if (departure !== shift.start) this.#walk(steps, vehicle, departure, breakAt);
    }
    if (this.start < shift.start) this.#rules++;
    if (this.end > shift.end) this.#rules++;
    if (this.end - this.start > (limits?.mostSecondsOut ?? Infinity)) this.#rules++;
  }

  #walk(steps: RunSteps, vehicle: DayVehicle, departure: number, breakAt: number): void {
    const { length, legSeconds, seconds, windows, caps, endsTrip, hasCaps } = steps;
    let clock = departure;
    let late = 0;
    let rules = 0;
    let capped = 0;
    let tripFrom = 0;
    this.arrivals.length = 0;
    for (let step = 0; step < length; step++) {
      let arrival = clock + legSeconds[step]!;
      if (step === breakAt) {
        const rest = vehicle.break!; // no break, no place of it
        const last = rest.windows[rest.windows.length - 1]!.end;
        if (clock > last) {
          late += clock - last;
          rules++;
        }
        arrival = Math.max(arrival, earliestInWindows(rest.windows, clock) ?? clock) + rest.seconds;
      }
      const within = windows[step]!; // one per step
      clock = arrival;
      if (within !== null) {
        const last = within[within.length - 1]!.end;
        if (arrival > last) {
          late += arrival - last;
          rules++;
        } else if (within.length === 1) clock = Math.max(arrival, within[0]!.start);
        else clock = earliestInWindows(within, arrival)!; // not after the last
      }
      clock += seconds[step]!;
      if (!endsTrip[step]) continue;
      this.arrivals.push(arrival);
      for (let stop = hasCaps ? tripFrom : step; stop < step; stop++) {
        if (arrival <= caps[stop]!) continue;
        late += arrival - caps[stop]!;
        capped++;
      }
      tripFrom = step + 1;
    }
    this.breakAt = breakAt;
    this.start = departure;
    this.end = clock;
    this.lateSeconds = late;
    this.#rules = rules + capped;
    this.#missed = rules;
  }
}

/** As `scheduleWithBreak` puts it first: before what would begin after it opens. */
function dueAt(steps: RunSteps, { shift, break: rest }: DayVehicle, leavesAt: number | null): number {
  const opens = rest?.windows[0]?.start ?? 0;
  let clock = leavesAt ?? shift.start;
  for (let step = 0; step < steps.length - 1; step++) {
    const arrival = clock + steps.legSeconds[step]!;
    const windows = steps.windows[step]!; // one per step
    const begins = windows === null ? arrival : (earliestInWindows(windows, arrival) ?? arrival);
    if (begins >= opens) return step;
    clock = begins + steps.seconds[step]!;
  }
  return steps.length - 1;
}
