import { type DeskDay, legBetween, stopOfDay, type StopPart, vehicleOfDay } from '../desk/desk-day.ts';
import type { DeskRun } from '../edits/desk-plan.ts';
import { gramsOf } from '../rates/carriage.ts';
import type { PricedRun } from '../rates/price-run.ts';
import { splitWhole } from '../rates/split-whole.ts';
import { alonePrice } from './alone-price.ts';
import { capShares } from './cap-shares.ts';
import { sequenceValue } from './sequence-value.ts';

/** How a share came about; minor units, whole, together the share. */
interface ShareParts {
  /** Km and hours of the way: the Shapley value of its stop. */
  readonly travel: number;
  /** Hire, waiting, service, loading: by kg. */
  readonly load: number;
  /** At the hub, by parcels, and crates. */
  readonly handling: number;
  /** Below 0: what it would have paid above alone. Above 0: what it bears of others' excess. */
  readonly cap: number;
}

/** What a request, or the part of it on this run, bears of the run's cost. */
export interface RequestShare {
  readonly request: string;
  readonly stop: string;
  readonly grams: number;
  readonly parcels: number;
  /** Minor units. */
  readonly amount: number;
  readonly parts: ShareParts;
  /** On a trip of its own; null where no vehicle would take it so. */
  readonly alone: number | null;
  /** The run's cost by kg, and by kg times the road from the stop to the hub, to set beside it. */
  readonly byKg: number;
  readonly byTonneKm: number;
}

/** A run's cost, shared; `shares` and `hub` add up to it, and so do all `byKg`, and all `byTonneKm`. */
export interface RunShares {
  readonly shares: readonly RequestShare[];
  /** What nobody bears, since all would pay more than alone. */
  readonly hub: number;
}

/** A request where it stands in a run. */
interface Bearer {
  readonly part: StopPart;
  readonly stop: string;
  readonly trip: number;
  readonly grams: number;
  readonly crates: number;
  readonly parcels: number;
  /** By the road. */
  readonly metresToHub: number;
}

/** A run's cost, as planned or as it came to be, among its requests (docs/shares.md). @throws RangeError as `scheduleDeskRun` */
export function shareRun(run: DeskRun, day: DeskDay, priced: PricedRun): RunShares {
  const bearers = bearersOf(run, day);
  if (bearers.length === 0) return { shares: [], hub: priced.cost.total };
  const { parts } = priced;
  const kg = bearers.map(({ grams }) => grams);
  const travelOf = (money: number, of: 'seconds' | 'metres') =>
    splitWhole(money, orByKg(travelWeights(run, day, bearers, of), kg));
  const metres = travelOf(parts.distance + parts.fuel + parts.tolls, 'metres');
  const seconds = travelOf(parts.driving + parts.overtime, 'seconds');
  const { day: hire, trips, waiting, service, loading, minimum } = parts;
  const load = splitWhole(hire + trips + waiting + service + loading + minimum, kg);
  const parcels = splitWhole(
    parts.handling,
    bearers.map((bearer) => bearer.parcels),
  );
  const crates = splitWhole(
    parts.packaging,
    bearers.map((bearer) => bearer.crates),
  );
  const alone = bearers.map((bearer) => alonePrice(stopOfDay(day, bearer.stop), bearer.part, day));
  const before = bearers.map(
    (_, index) => metres[index]! + seconds[index]! + load[index]! + parcels[index]! + crates[index]!,
  );
  const { amounts, hub } = capShares(before, alone);
  const { total } = priced.cost;
  const byKg = splitWhole(total, kg);
  const tonneKm = bearers.map(({ grams, metresToHub }) => grams * metresToHub);
  const byTonneKm = splitWhole(total, orByKg(tonneKm, kg));
  return {
    hub,
    shares: bearers.map((bearer, index): RequestShare => ({
      request: bearer.part.request,
      stop: bearer.stop,
      grams: bearer.grams,
      parcels: bearer.parcels,
      amount: amounts[index]!,
      parts: {
        travel: metres[index]! + seconds[index]!,
        load: load[index]!,
        handling: parcels[index]! + crates[index]!,
        cap: amounts[index]! - before[index]!,
      },
      alone: alone[index]!,
      byKg: byKg[index]!,
      byTonneKm: byTonneKm[index]!,
    })),
  };
}

/** In the order of the visits; a request that is handled in parts bears for each. */
function bearersOf(run: DeskRun, day: DeskDay): Bearer[] {
  const table = day.tables[vehicleOfDay(day, run.vehicle).table]!; // a day has its vehicles' tables
  return run.trips.flatMap((stops, trip) =>
    stops.flatMap(({ stop }) => {
      const { parts, place } = stopOfDay(day, stop);
      const metresToHub = legBetween(table, place, day.hubPlace)?.metres ?? 0;
      return parts.map((part) => {
        const sum = (dimension: number) => (part.pickup[dimension] ?? 0) + (part.delivery[dimension] ?? 0);
        const grams = gramsOf(part.pickup) + gramsOf(part.delivery);
        return { part, stop, trip, grams, crates: sum(1), parcels: sum(2), metresToHub };
      });
    }),
  );
}

/** Seconds or metres that each bears: of its stop's value by kg, and by kg of what no stop of its trip causes. */
function travelWeights(
  run: DeskRun,
  day: DeskDay,
  bearers: readonly Bearer[],
  of: 'seconds' | 'metres',
): number[] {
  const vehicle = vehicleOfDay(day, run.vehicle);
  const table = day.tables[vehicle.table]!; // as above
  const weights = new Map<Bearer, number>();
  for (const [trip, stops] of run.trips.entries()) {
    const places = [
      trip === 0 ? vehicle.startPlace : day.hubPlace,
      ...stops.map(({ stop }) => stopOfDay(day, stop).place),
      trip === run.trips.length - 1 ? vehicle.endPlace : day.hubPlace,
    ];
    const { shares, rest } = sequenceValue(
      stops.length,
      (from, to) => legBetween(table, places[from]!, places[to]!)?.[of] ?? 0,
    );
    const ofTrip = bearers.filter((bearer) => bearer.trip === trip);
    for (const [index, { stop }] of stops.entries()) {
      const here = ofTrip.filter((bearer) => bearer.stop === stop);
      for (const bearer of here) weights.set(bearer, shares[index]! * shareByKg(bearer, here));
    }
    for (const bearer of ofTrip) weights.set(bearer, weights.get(bearer)! + rest * shareByKg(bearer, ofTrip));
  }
  return bearers.map((bearer) => weights.get(bearer)!); // each is of a trip
}

function shareByKg({ grams }: Bearer, among: readonly Bearer[]): number {
  const all = among.reduce((sum, bearer) => sum + bearer.grams, 0);
  return all > 0 ? grams / all : 1 / among.length;
}

/** Where there is no way at all, kg decide. */
function orByKg(weights: readonly number[], kg: readonly number[]): readonly number[] {
  return weights.reduce((sum, weight) => sum + weight, 0) > 0 ? weights : kg;
}
