import { isNothing, UNLIMITED } from '../load.ts';
import { type Carriage, gramsOf } from '../rates/carriage.ts';
import { totalCost } from '../rates/price-run.ts';
import { type DayStop, type DayVehicle, type DeskDay, legBetween } from './desk-day.ts';

/** What a sequence comes to, without its times: enough to rank places. */
export interface QuickRun {
  /** Minor units; exactly `ScheduledDeskRun.cost.total`. */
  readonly cost: number;
  readonly metres: number;
  /** Seconds from the plan's origin. */
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
}

/**
 * Prices a sequence exactly as `scheduleDeskRun`, in one walk that makes no objects on its way. `sequence`: stops, with
 * null for the hub between two trips. Null where that needs the whole schedule: where there are several windows to choose
 * from, freshness is not kept, or a run with a break is late.
 */
export function priceSequence(
  sequence: readonly (DayStop | null)[],
  leavesAt: number | null,
  vehicle: DayVehicle,
  day: DeskDay,
): QuickRun | null {
  const { size, seconds, metres } = day.tables[vehicle.table]!; // a day has its vehicles' tables
  const first = leavesAt ?? vehicle.shift.start;
  let at = vehicle.startPlace;
  // Leaving at `first`: when it is ready. Leaving later: `after` the departure at the earliest, until `last`.
  let ready = first;
  let after = 0;
  let last = Infinity;
  let lateSeconds = 0;
  let shutStops = 0;
  let drivingSeconds = 0;
  let serviceSeconds = 0;
  let tripMetres = 0;
  let tripStops = 0;
  let hasPickups = false;
  let latestAtHub = Infinity;
  let isCapped = false;
  let rest = vehicle.break;
  const { receiving } = day;
  if (rest && rest.windows.length !== 1) return null;
  if (receiving && receiving.length !== 1) return null;
  const trips: { metres: number; stops: number }[] = [];
  for (let index = 0; index <= sequence.length; index++) {
    const isEnd = index === sequence.length;
    const stop = isEnd ? null : sequence[index]!;
    const place = stop ? stop.place : isEnd ? vehicle.endPlace : day.hubPlace;
    const cell = at * size + place;
    const isShut = at < 0 || place < 0 || seconds[cell]! < 0;
    const leg = isShut ? 0 : seconds[cell]!;
    if (isShut) shutStops++;
    else tripMetres += metres[cell]!;
    drivingSeconds += leg;
    if (stop && stop.windows.length !== 1) return null;
    const window = stop ? stop.windows[0] : hasPickups ? receiving?.[0] : undefined;
    if (rest) {
      const { start, end } = rest.windows[0]!;
      if (isEnd || Math.max(ready + leg, window?.start ?? -Infinity) >= start) {
        if (ready > end) return null;
        last = Math.min(last, end - after);
        ready = Math.max(ready + leg, start) + rest.seconds - leg;
        after += rest.seconds;
        rest = undefined;
      }
    }
    ready += leg;
    after += leg;
    if (!stop && latestAtHub < Infinity) {
      if (ready > latestAtHub) return null;
      last = Math.min(last, latestAtHub - after);
    }
    if (window) {
      const { start, end } = window;
      if (ready > end) lateSeconds += ready - end;
      else {
        last = Math.min(last, end - after);
        ready = Math.max(ready, start);
      }
    }
    if (stop) {
      if (vehicle.access > stop.largestAccess) shutStops++;
      if (!isNothing(stop.pickup)) {
        hasPickups = true;
        if (stop.latestAtHub !== undefined) {
          latestAtHub = Math.min(latestAtHub, stop.latestAtHub);
          isCapped = true;
        }
      }
      const service = (place === at ? 0 : stop.setupSeconds) + stop.serviceSeconds;
      serviceSeconds += service;
      ready += service;
      after += service;
      tripStops++;
    } else {
      trips.push({ metres: tripMetres, stops: tripStops });
      tripMetres = 0;
      tripStops = 0;
      hasPickups = false;
      latestAtHub = Infinity;
      if (!isEnd) {
        ready += day.turnaroundSeconds;
        after += day.turnaroundSeconds;
      }
    }
    at = place;
  }
  // What the whole schedule gives up first, and where it puts the break instead, is not known here.
  if (isCapped && (lateSeconds > 0 || ready > vehicle.shift.end)) return null;
  const departure = leavesAt ?? (lateSeconds > 0 ? first : bestOf(first, last, ready, after, vehicle));
  const end = Math.max(ready, departure + after);
  const overtimeSeconds = Math.max(0, end - vehicle.shift.end);
  const figures = { trips, secondsOut: end - departure, drivingSeconds, serviceSeconds, overtimeSeconds };
  const length = trips.reduce((sum, trip) => sum + trip.metres, 0);
  const shiftSeconds = overtimeSeconds + Math.max(0, vehicle.shift.start - departure);
  const overSeconds = Math.max(0, end - departure - (vehicle.limits?.mostSecondsOut ?? Infinity));
  if (vehicle.break && lateSeconds + shiftSeconds + overSeconds > 0) return null;
  return {
    cost: totalCost(vehicle, figures, () => carriageOf(sequence, vehicle, day)),
    metres: length,
    end,
    lateSeconds,
    shiftSeconds,
    overload: overloadOf(sequence, vehicle),
    overLimits: overSeconds + overLimitsOf(vehicle, sequence, trips.length, length),
    shutStops,
  };
}

function overLimitsOf(
  { limits, mostTrips = Infinity }: DayVehicle,
  sequence: readonly (DayStop | null)[],
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

/** As `bestDeparture` chooses where no window is missed: waits least, and not so late that the shift is passed. */
function bestOf(first: number, last: number, ready: number, after: number, { shift }: DayVehicle): number {
  const latestEnd = Math.max(shift.end, ready);
  return Math.min(last, latestEnd - after, Math.max(first, ready - after));
}

function overloadOf(sequence: readonly (DayStop | null)[], { capacity }: DayVehicle): number {
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

function carriageOf(sequence: readonly (DayStop | null)[], vehicle: DayVehicle, day: DeskDay): Carriage {
  const table = day.tables[vehicle.table]!; // a day has its vehicles' tables
  const carriage = { gramMetres: 0, grams: 0, crates: 0, parcels: 0 };
  let at = vehicle.startPlace;
  for (let from = 0; from <= sequence.length;) {
    let to = from;
    let onBoard = 0;
    for (; to < sequence.length && sequence[to]; to++) onBoard += gramsOf(sequence[to]!.delivery);
    for (let index = from; index <= to; index++) {
      const stop = index < to ? sequence[index]! : null;
      const place = stop ? stop.place : to === sequence.length ? vehicle.endPlace : day.hubPlace;
      carriage.gramMetres += onBoard * (legBetween(table, at, place)?.metres ?? 0);
      at = place;
      if (!stop) continue;
      const { pickup, delivery } = stop;
      onBoard += gramsOf(pickup) - gramsOf(delivery);
      carriage.grams += gramsOf(pickup) + gramsOf(delivery);
      carriage.crates += pickup[1]! + delivery[1]!;
      carriage.parcels += pickup[2]! + delivery[2]!;
    }
    from = to + 1;
  }
  return carriage;
}
