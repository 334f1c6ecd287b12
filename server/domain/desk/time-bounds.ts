import type { DayStop, DayVehicle, DeskDay } from './desk-day.ts';
import type { RunSteps, StopSequence } from './run-steps.ts';

/**
 * Way and times of a run with stops put in before a step. The way is exact; no time is later or longer than it will be:
 * each step may begin from the start of its first window to the end of its last, and a break takes its seconds but puts
 * off nothing. What leads to each step and what follows it is worked out once for all places.
 *
 * What follows a step is a function of the arrival at it: the end is max(opens, arrival + rest), and the lateness is
 * convex, so that its tangent at the arrival without the stops lies below it.
 */
export class TimeBounds {
  end = 0;
  secondsOut = 0;
  lateSeconds = 0;
  drivingSeconds = 0;
  serviceSeconds = 0;
  shutStops = 0;
  /** Of the ways to the first stop put in, between them, and on from the last. */
  metresTo = 0;
  metresBetween = 0;
  metresOn = 0;
  #sequence: StopSequence = [];
  #steps!: RunSteps; // `lay` comes first
  #vehicle!: DayVehicle;
  #leavesAt: number | null = null;
  #first = 0;
  /** Before the way to a step: the time, how late the run is by then, the last departure that keeps the windows, −∞ where the
   * earliest, which is then chosen, misses one. */
  readonly #clock: number[] = [];
  readonly #late: number[] = [];
  readonly #last: number[] = [];
  readonly #after: number[] = [];
  /** From the arrival at a step on. */
  readonly #opens: number[] = [];
  readonly #rest: number[] = [];
  /** Last arrival that keeps all windows from here, and the caps too. */
  readonly #keeps: number[] = [];
  readonly #keepsCaps: number[] = [];
  /** Whether a window from here on is missed as it is. */
  readonly #missesFrom: boolean[] = [];
  readonly #lateFrom: number[] = [];
  readonly #lateSlope: number[] = [];
  #driving = 0;
  #service = 0;

  /** Of another run; `steps`: those of the sequence, which stay as they are. */
  lay(sequence: StopSequence, steps: RunSteps, leavesAt: number | null, vehicle: DayVehicle): void {
    this.#sequence = sequence;
    this.#steps = steps;
    this.#vehicle = vehicle;
    this.#leavesAt = leavesAt;
    this.#first = leavesAt ?? vehicle.shift.start;
    this.#goForward();
    this.#goBack();
  }

  /** Puts the stops before a step. */
  set(moved: readonly DayStop[], step: number, { tables }: DeskDay): void {
    const { places, legSeconds, seconds } = this.#steps;
    const { access } = this.#vehicle;
    const { size, seconds: secondsOf, metres: metresOf } = tables[this.#vehicle.table]!;
    let at = step === 0 ? this.#vehicle.startPlace : places[step - 1]!;
    let clock = this.#clock[step]!;
    let after = this.#after[step]!;
    let last = this.#last[step]!;
    let late = this.#late[step]!;
    let driving = this.#driving - legSeconds[step]!;
    let service = this.#service;
    let shut = this.#steps.shutStops - Number(isShut(secondsOf, size, at, places[step]!));
    this.metresTo = 0;
    this.metresBetween = 0;
    for (let index = 0; index < moved.length; index++) {
      const { place, windows, setupSeconds, serviceSeconds, largestAccess } = moved[index]!;
      const isNowhere = isShut(secondsOf, size, at, place);
      const leg = isNowhere ? 0 : secondsOf[at * size + place]!;
      const metres = isNowhere ? 0 : metresOf[at * size + place]!;
      if (index === 0) this.metresTo = metres;
      else this.metresBetween += metres;
      shut += Number(isNowhere) + Number(access > largestAccess);
      const stay = (place === at ? 0 : setupSeconds) + serviceSeconds;
      const arrival = clock + leg;
      const closes = windows[windows.length - 1]!.end;
      late += Math.max(0, arrival - closes);
      last = arrival > closes ? -Infinity : Math.min(last, closes - after - leg);
      clock = Math.max(arrival, windows[0]!.start) + stay;
      after += leg + stay;
      driving += leg;
      service += stay;
      at = place;
    }
    const isNowhere = isShut(secondsOf, size, at, places[step]!);
    const leg = isNowhere ? 0 : secondsOf[at * size + places[step]!]!;
    this.metresOn = isNowhere ? 0 : metresOf[at * size + places[step]!]!;
    let arrival = clock + leg;
    after += leg;
    let to = step;
    const stop = step < this.#sequence.length ? this.#sequence[step]! : null;
    const stay = stop ? (stop.place === at ? 0 : stop.setupSeconds) + stop.serviceSeconds : 0;
    // Where its setup comes or goes, what follows is that of the step behind it.
    if (stop && stay !== seconds[step]!) {
      const closes = stop.windows[stop.windows.length - 1]!.end;
      const next = legSeconds[step + 1]!; // a stop is not the end
      late += Math.max(0, arrival - closes);
      last = arrival > closes ? -Infinity : Math.min(last, closes - after);
      arrival = Math.max(arrival, stop.windows[0]!.start) + stay + next;
      after += stay + next;
      service += stay - seconds[step]!;
      to++;
    }
    const before = this.#clock[to]! + legSeconds[to]!;
    const tangent = this.#lateFrom[to]! + this.#lateSlope[to]! * (arrival - before);
    const isMissed = arrival > this.#keeps[to]! || (this.#missesFrom[to]! && arrival >= before);
    last = isMissed ? -Infinity : Math.min(last, this.#keeps[to]! - after);
    const rest = this.#vehicle.break;
    after += this.#rest[to]! + (rest?.seconds ?? 0);
    const restEnds = rest ? rest.windows[0]!.start + rest.seconds : -Infinity;
    const end = Math.max(this.#opens[to]!, arrival + this.#rest[to]!, restEnds, this.#first + after);
    const departure = this.#leavesAt ?? Math.max(this.#first, last);
    this.end = end;
    this.secondsOut = Math.max(after, end - departure);
    this.lateSeconds = late + Math.max(0, tangent, arrival - this.#keepsCaps[to]!);
    this.drivingSeconds = driving + leg;
    this.serviceSeconds = service;
    this.shutStops = shut + Number(isNowhere);
  }

  #goForward(): void {
    this.#driving = 0;
    this.#service = 0;
    const { length, legSeconds, seconds, windows, caps, endsTrip } = this.#steps;
    let [clock, late, last, after, tripFrom] = [this.#first, 0, Infinity, 0, 0];
    for (let step = 0; step < length; step++) {
      this.#clock[step] = clock;
      this.#late[step] = late;
      this.#last[step] = last;
      this.#after[step] = after;
      const arrival = clock + legSeconds[step]!;
      const within = windows[step]!; // one per step
      after += legSeconds[step]!;
      clock = arrival;
      if (within !== null) {
        const closes = within[within.length - 1]!.end;
        late += Math.max(0, arrival - closes);
        last = arrival > closes ? -Infinity : Math.min(last, closes - after);
        clock = Math.max(arrival, within[0]!.start);
      }
      clock += seconds[step]!;
      after += seconds[step]!;
      this.#driving += legSeconds[step]!;
      if (!endsTrip[step]) this.#service += seconds[step]!;
      else {
        for (let stop = tripFrom; stop < step; stop++) late += Math.max(0, arrival - caps[stop]!);
        tripFrom = step + 1;
      }
    }
  }

  #goBack(): void {
    const { length, legSeconds, seconds, windows, caps, endsTrip } = this.#steps;
    for (let step = length - 1; step >= 0; step--) {
      const arrival = this.#clock[step]! + legSeconds[step]!;
      const within = windows[step]!; // one per step
      const opens = within === null ? -Infinity : within[0]!.start;
      const closes = within === null ? Infinity : within[within.length - 1]!.end;
      let late = Math.max(0, arrival - closes);
      let slope = Number(arrival >= closes);
      let cap = Infinity;
      for (let stop = step - 1; endsTrip[step] && stop >= 0 && !endsTrip[stop]; stop--) {
        cap = Math.min(cap, caps[stop]!);
        late += Math.max(0, arrival - caps[stop]!);
        slope += Number(arrival >= caps[stop]!);
      }
      const isEnd = step === length - 1;
      const next = isEnd ? 0 : seconds[step]! + legSeconds[step + 1]!;
      this.#rest[step] = isEnd ? 0 : next + this.#rest[step + 1]!;
      this.#opens[step] = Math.max(opens + this.#rest[step]!, isEnd ? -Infinity : this.#opens[step + 1]!);
      this.#keeps[step] = Math.min(closes, isEnd ? Infinity : this.#keeps[step + 1]! - next);
      this.#keepsCaps[step] = Math.min(closes, cap, isEnd ? Infinity : this.#keepsCaps[step + 1]! - next);
      this.#missesFrom[step] = arrival > closes || (!isEnd && this.#missesFrom[step + 1]!);
      this.#lateFrom[step] = late + (isEnd ? 0 : this.#lateFrom[step + 1]!);
      this.#lateSlope[step] = slope + (isEnd || arrival < opens ? 0 : this.#lateSlope[step + 1]!);
    }
  }
}

function isShut(seconds: Int32Array, size: number, from: number, to: number): boolean {
  return from < 0 || to < 0 || seconds[from * size + to]! < 0;
}
