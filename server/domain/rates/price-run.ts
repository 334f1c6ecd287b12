import { costOfRun, type RunCost, type RunFigures } from '../cost.ts';
import type { Carriage } from './carriage.ts';
import type { ExactTerms, FuelTerms, RateTerms } from './rate-terms.ts';
import { splitWhole } from './split-whole.ts';

/** What a run is paid for, in the order in which it is told. */
export const costParts = [
  'day',
  'trips',
  'distance',
  'driving',
  'waiting',
  'service',
  'overtime',
  'fuel',
  'tolls',
  'loading',
  'handling',
  'packaging',
  'minimum',
] as const;
export type CostPart = (typeof costParts)[number];

/** Minor units, whole; together `cost.total`. `minimum`: what the rest falls short of a minimum charge. */
export type PartCosts = Readonly<Record<CostPart, number>>;

/** What was paid, where that is known, in place of what the terms say. Minor units. */
export interface PaidCosts {
  readonly fuel: number | null;
  readonly tolls: number | null;
}

export interface PricedRun {
  readonly cost: RunCost;
  readonly parts: PartCosts;
}

/**
 * What a finished sequence costs, exactly. `cost` has the additive part as `costOfRun` says and all else as `other`;
 * `parts` are the same money by what it is paid for: what was rounded together is split by largest remainder.
 */
export function priceRun(
  terms: RateTerms,
  run: RunFigures,
  carriage: Carriage,
  paid: PaidCosts = notPaid,
): PricedRun {
  const additive = costOfRun(terms, run);
  const driving = terms.costPerHour + (terms.costPerDrivingHour ?? 0);
  const service = terms.costPerHour + (terms.costPerServiceHour ?? 0);
  const byKind = splitWhole(additive.time, [
    driving * run.drivingSeconds,
    terms.costPerHour * (run.secondsOut - run.drivingSeconds - run.serviceSeconds),
    service * run.serviceSeconds,
    (terms.overtime?.costPerHour ?? 0) * run.overtimeSeconds,
  ]);
  const exact = exactParts(terms.exact ?? noExactTerms, run, carriage, additive.total, paid);
  const other = sumOf(exact);
  return {
    cost: { ...additive, other, total: additive.total + other },
    parts: {
      day: terms.fixedCost,
      trips: additive.fixed - terms.fixedCost,
      distance: additive.distance,
      driving: byKind[0]!, // as many as weights
      waiting: byKind[1]!,
      service: byKind[2]!,
      overtime: byKind[3]!,
      ...exact,
    },
  };
}

/** `priceRun(…).cost.total`, without what it is made of; `carriage` is not asked for where nothing is priced by it. */
export function totalCost(terms: RateTerms, run: RunFigures, carriage: () => Carriage): number {
  const { total } = costOfRun(terms, run);
  return terms.exact ? total + sumOf(exactParts(terms.exact, run, carriage(), total, notPaid)) : total;
}

type ExactParts = Pick<PartCosts, 'fuel' | 'tolls' | 'loading' | 'handling' | 'packaging' | 'minimum'>;

const notPaid: PaidCosts = { fuel: null, tolls: null };

const noExactTerms: ExactTerms = {
  fuel: null,
  tollPerTrip: 0,
  loadingPerTonne: 0,
  loadingPerHour: 0,
  handlingPerParcel: 0,
  packagingPerCrate: 0,
  minimumCharge: 0,
};

const sumOf = (parts: ExactParts): number => Object.values(parts).reduce((sum, amount) => sum + amount, 0);

function exactParts(
  terms: ExactTerms,
  run: RunFigures,
  carriage: Carriage,
  additive: number,
  paid: PaidCosts,
): ExactParts {
  const metres = run.trips.reduce((sum, trip) => sum + trip.metres, 0);
  const trips = run.trips.filter(({ stops }) => stops > 0).length;
  const fuel = paid.fuel ?? (terms.fuel ? fuelCost(terms.fuel, metres, carriage.gramMetres) : 0);
  const tolls = paid.tolls ?? terms.tollPerTrip * trips;
  const loading =
    divideHalfUp(BigInt(terms.loadingPerTonne) * BigInt(carriage.grams), 1_000_000n) +
    divideHalfUp(BigInt(terms.loadingPerHour) * BigInt(run.serviceSeconds), 3_600n);
  const handling = terms.handlingPerParcel * carriage.parcels;
  const packaging = terms.packagingPerCrate * carriage.crates;
  const sum = additive + fuel + tolls + loading + handling + packaging;
  const minimum = trips > 0 ? Math.max(0, terms.minimumCharge - sum) : 0;
  return { fuel, tolls, loading, handling, packaging, minimum };
}

/** Consumption rises evenly from empty to full; products pass 2^53. */
function fuelCost(fuel: FuelTerms, metres: number, gramMetres: number): number {
  const full = BigInt(fuel.fullGrams);
  const empty = BigInt(fuel.millilitresEmpty);
  const more = BigInt(fuel.millilitresLoaded) - empty;
  const millilitreMetres = empty * BigInt(metres) * full + more * BigInt(gramMetres);
  return divideHalfUp(millilitreMetres * BigInt(fuel.pricePerLitre), 100_000_000n * full);
}

/** Not below 0. */
function divideHalfUp(dividend: bigint, divisor: bigint): number {
  return Number((2n * dividend + divisor) / (2n * divisor));
}
