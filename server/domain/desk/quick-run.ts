import { UNLIMITED } from '../load.ts';
import { type Carriage, gramsOf } from '../rates/carriage.ts';
import { totalCost } from '../rates/price-run.ts';
import type { DayVehicle, DeskDay } from './desk-day.ts';
import { RunClock } from './run-clock.ts';
import { RunSteps, type StopSequence } from './run-steps.ts';

/** What a sequence comes to, without its times: enough to rank places. */
export interface QuickRun {
  /** Minor units; exactly `ScheduledDeskRun.cost.total`. */
  readonly cost: number;
  readonly metres: number;
  /** When it leaves, and when it has ended; seconds from the plan's origin. */
  readonly start: number;
  readonly end: number;
  /** After the last windows of its stops, of receiving and of its break, and after what is still fresh, all together. */
  readonly lateSeconds: number;
  /** Out of the shift, before and after it. */
  readonly shiftSeconds: number;
  /** Above the capacity at each trip's peak, all dimensions and trips together. */
  readonly overload: number;
  /** Above the limits of a run, trips, stops, metres and seconds all together. */
  readonly overLimits: number;
  /** Stops that the vehicle may not or cannot come to. */
  readonly shutStops: number;
  /** When its trips with pickups come to the hub, in their order. */
  readonly arrivals: readonly number[];
}

/** Prices sequences exactly as `scheduleDeskRun`, one after another in the same arrays. */
export class QuickPricer {
  readonly #steps = new RunSteps();
  readonly #clock = new RunClock();

  readonly day: DeskDay;

  constructor(day: DeskDay) {
    this.day = day;
  }

  /** `leavesAt`: null where it leaves when that is best. */
  price(sequence: StopSequence, leavesAt: number | null, vehicle: DayVehicle): QuickRun {
    const steps = this.#steps;
    const clock = this.#clock;
    steps.lay(sequence, vehicle, this.day);
    clock.set(steps, vehicle, leavesAt);
    const { shift, limits } = vehicle;
    const secondsOut = clock.end - clock.start;
    const overtimeSeconds = Math.max(0, clock.end - shift.end);
    const trips = tripsOf(steps);
    const metres = trips.reduce((sum, trip) => sum + trip.metres, 0);
    const figures = { trips, secondsOut, ...drivingAndService(steps), overtimeSeconds };
    const overSeconds = Math.max(0, secondsOut - (limits?.mostSecondsOut ?? Infinity));
    return {
      cost: totalCost(vehicle, figures, () => carriageOf(sequence, steps)),
      metres,
      start: clock.start,
      end: clock.end,
      lateSeconds: clock.lateSeconds,
      shiftSeconds: overtimeSeconds + Math.max(0, shift.start - clock.start),
      overload: overloadOf(sequence, vehicle),
      overLimits: overSeconds + overLimitsOf(vehicle, sequence, trips.length, metres),
      shutStops: steps.shutStops,
      arrivals: arrivalsOf(sequence, clock),
    };
  }
}

function arrivalsOf(sequence: StopSequence, { arrivals }: RunClock): number[] {
  const withPickups: number[] = [];
  let trip = 0;
  let hasPickups = false;
  for (let index = 0; index <= sequence.length; index++) {
    const stop = sequence[index];
    if (stop) hasPickups ||= stop.pickup.some((amount) => amount > 0);
    else {
      if (hasPickups) withPickups.push(arrivals[trip]!);
      hasPickups = false;
      trip++;
    }
  }
  return withPickups;
}

function tripsOf({ length, legMetres, endsTrip }: RunSteps): { metres: number; stops: number }[] {
  const trips: { metres: number; stops: number }[] = [];
  let metres = 0;
  let stops = 0;
  for (let step = 0; step < length; step++) {
    metres += legMetres[step]!;
    if (!endsTrip[step]) stops++;
    else {
      trips.push({ metres, stops });
      metres = 0;
      stops = 0;
    }
  }
  return trips;
}

function drivingAndService({ length, legSeconds, seconds, endsTrip }: RunSteps) {
  let drivingSeconds = 0;
  let serviceSeconds = 0;
  for (let step = 0; step < length; step++) {
    drivingSeconds += legSeconds[step]!;
    if (!endsTrip[step]) serviceSeconds += seconds[step]!;
  }
  return { drivingSeconds, serviceSeconds };
}

function overLimitsOf(
  { limits, mostTrips = Infinity }: DayVehicle,
  sequence: StopSequence,
  trips: number,
  metres: number,
): number {
  const { mostStops = Infinity, mostMetres = Infinity } = limits ?? {};
  return (
    Math.max(0, trips - mostTrips) +
    Math.max(0, sequence.length - (trips - 1) - mostStops) +
    Math.max(0, metres - mostMetres)
  );
}

function overloadOf(sequence: StopSequence, { capacity }: DayVehicle): number {
  let over = 0;
  for (let dimension = 0; dimension < capacity.length; dimension++) {
    const limit = capacity[dimension]!;
    if (limit >= UNLIMITED) continue;
    for (let from = 0; from <= sequence.length;) {
      let to = from;
      let load = 0;
      for (; to < sequence.length && sequence[to]; to++) load += sequence[to]!.delivery[dimension]!;
      let peak = load;
      for (let index = from; index < to; index++) {
        const { pickup, delivery } = sequence[index]!;
        load += pickup[dimension]! - delivery[dimension]!;
        peak = Math.max(peak, load);
      }
      over += Math.max(0, peak - limit);
      from = to + 1;
    }
  }
  return Math.round(over * 1000) / 1000;
}

function carriageOf(sequence: StopSequence, { legMetres }: RunSteps): Carriage {
  const carriage = { gramMetres: 0, grams: 0, crates: 0, parcels: 0 };
  for (let from = 0; from <= sequence.length;) {
    let to = from;
    let onBoard = 0;
    for (; to < sequence.length && sequence[to]; to++) onBoard += gramsOf(sequence[to]!.delivery);
    for (let step = from; step <= to; step++) {
      carriage.gramMetres += onBoard * legMetres[step]!;
      if (step === to) break;
      const { pickup, delivery } = sequence[step]!; // null only between trips
      onBoard += gramsOf(pickup) - gramsOf(delivery);
      carriage.grams += gramsOf(pickup) + gramsOf(delivery);
      carriage.crates += pickup[1]! + delivery[1]!;
      carriage.parcels += pickup[2]! + delivery[2]!;
    }
    from = to + 1;
  }
  return carriage;
}
