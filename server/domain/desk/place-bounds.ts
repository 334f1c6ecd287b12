import type { ExactTerms } from '../rates/rate-terms.ts';
import type { DayStop, DayVehicle, DeskDay } from './desk-day.ts';
import { LoadBounds } from './load-bounds.ts';
import type { QuickRun } from './quick-run.ts';
import { RunSteps, type StopSequence } from './run-steps.ts';
import { TimeBounds } from './time-bounds.ts';

/** Above what rounding of money and of loads with decimals can take off. */
const moneySlack = 3;
const relativeSlack = 1e-9;
const loadSlack = 0.002;

/** What a place at least breaks and costs, in a time that does not grow with the run. */
export class PlaceBounds {
  /** Kinds of rules of which more is broken than before. */
  broken = 0;
  /** Of the run; minor units, not whole. */
  cost = 0;
  readonly #steps = new RunSteps();
  readonly #times = new TimeBounds();
  readonly #loads = new LoadBounds();
  readonly #day: DeskDay;
  #vehicle!: DayVehicle; // `lay` comes first
  #shiftBefore = 0;
  /** Per step: metres of its trip, and what the other trips cost by their metres. */
  readonly #tripMetres: number[] = [];
  readonly #costElsewhere: number[] = [];
  #metres = 0;
  #trips = 0;
  #stops = 0;

  constructor(day: DeskDay) {
    this.#day = day;
  }

  /** The run that `set` is about until the next one. */
  lay(sequence: StopSequence, leavesAt: number | null, vehicle: DayVehicle): void {
    const steps = this.#steps;
    this.#vehicle = vehicle;
    this.#shiftBefore = leavesAt === null ? 0 : Math.max(0, vehicle.shift.start - leavesAt);
    steps.lay(sequence, vehicle, this.#day);
    this.#times.lay(sequence, steps, leavesAt, vehicle);
    this.#loads.lay(sequence, steps, vehicle);
    this.#metres = 0;
    this.#trips = 0;
    this.#stops = 0;
    let cost = 0;
    for (let from = 0; from < steps.length;) {
      let metres = 0;
      let to = from;
      for (; !steps.endsTrip[to]; to++) metres += steps.legMetres[to]!;
      metres += steps.legMetres[to]!;
      for (let step = from; step <= to; step++) this.#tripMetres[step] = metres;
      this.#metres += metres;
      this.#trips++;
      this.#stops += to - from;
      cost += costOfMetres(vehicle, metres);
      from = to + 1;
    }
    for (let step = 0; step < steps.length; step++) {
      this.#costElsewhere[step] = cost - costOfMetres(vehicle, this.#tripMetres[step]!);
    }
  }

  /** Puts stops before a step. `before`: the run as it is in the plan. */
  set(moved: readonly DayStop[], step: number, before: QuickRun): void {
    const times = this.#times;
    times.set(moved, step, this.#day);
    this.#loads.set(moved, step, times.metresTo, times.metresBetween, times.metresOn);
    const more = times.metresTo + times.metresBetween + times.metresOn - this.#steps.legMetres[step]!;
    const { shift, limits, mostTrips = Infinity } = this.#vehicle;
    const { mostStops = Infinity, mostMetres = Infinity, mostSecondsOut = Infinity } = limits ?? {};
    const overtime = Math.max(0, times.end - shift.end);
    const overLimits =
      Math.max(0, times.secondsOut - mostSecondsOut) +
      Math.max(0, this.#trips - mostTrips) +
      Math.max(0, this.#stops + moved.length - mostStops) +
      Math.max(0, this.#metres + more - mostMetres);
    this.broken =
      Number(times.lateSeconds > before.lateSeconds) +
      Number(overtime + this.#shiftBefore > before.shiftSeconds) +
      Number(this.#loads.overload > before.overload + loadSlack) +
      Number(overLimits > before.overLimits) +
      Number(times.shutStops > before.shutStops);
    this.cost = this.#costWith(step, more, overtime);
  }

  #costWith(step: number, more: number, overtimeSeconds: number): number {
    const terms = this.#vehicle;
    const { secondsOut, drivingSeconds, serviceSeconds } = this.#times;
    const additive =
      terms.fixedCost +
      (terms.costPerTrip ?? 0) * this.#trips +
      this.#costElsewhere[step]! +
      costOfMetres(terms, this.#tripMetres[step]! + more) +
      (terms.costPerHour * secondsOut +
        (terms.costPerDrivingHour ?? 0) * drivingSeconds +
        (terms.costPerServiceHour ?? 0) * serviceSeconds +
        (terms.overtime?.costPerHour ?? 0) * overtimeSeconds) /
        3600;
    const cost = terms.exact
      ? Math.max(additive + this.#exactCost(terms.exact, this.#metres + more), terms.exact.minimumCharge)
      : additive;
    return cost - moneySlack - relativeSlack * cost;
  }

  #exactCost(terms: ExactTerms, metres: number): number {
    const { gramMetres, grams, crates, parcels } = this.#loads;
    return (
      fuelCost(terms.fuel, metres, gramMetres) +
      terms.tollPerTrip * this.#trips +
      (terms.loadingPerTonne * grams) / 1e6 +
      (terms.loadingPerHour * this.#times.serviceSeconds) / 3600 +
      terms.handlingPerParcel * parcels +
      terms.packagingPerCrate * crates
    );
  }
}

/** Nothing where a load would spare fuel: then more of it than is known here may be carried. */
function fuelCost(fuel: ExactTerms['fuel'], metres: number, gramMetres: number): number {
  if (!fuel || fuel.millilitresLoaded < fuel.millilitresEmpty) return 0;
  const { millilitresEmpty, millilitresLoaded, fullGrams, pricePerLitre } = fuel;
  const more = ((millilitresLoaded - millilitresEmpty) * gramMetres) / fullGrams;
  return ((millilitresEmpty * metres + more) / 1e8) * pricePerLitre;
}

function costOfMetres({ kmBands, costPerKm }: DayVehicle, metres: number): number {
  if (!kmBands) return (costPerKm * metres) / 1000;
  let cost = 0;
  for (let band = 0; band < kmBands.length; band++) {
    const { fromMetres, costPerKm: perKm } = kmBands[band]!;
    const to = band + 1 < kmBands.length ? kmBands[band + 1]!.fromMetres : Infinity;
    cost += (perKm * Math.max(0, Math.min(metres, to) - fromMetres)) / 1000;
  }
  return cost;
}
