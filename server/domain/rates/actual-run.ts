import type { RunFigures } from '../cost.ts';
import type { Carriage } from './carriage.ts';
import { type PaidCosts, type PricedRun, priceRun } from './price-run.ts';
import type { RateTerms } from './rate-terms.ts';
import { splitWhole } from './split-whole.ts';

/** A run as it was planned. */
export interface PlannedWork {
  readonly figures: RunFigures;
  readonly carriage: Carriage;
}

/** What came of a run; null: not known, and then as planned. */
export interface ActualWork {
  readonly metres: number | null;
  readonly secondsOut: number | null;
  /** After the end of the shift. */
  readonly overtimeSeconds: number | null;
  /** Weighed and counted. */
  readonly grams: number;
  readonly crates: number;
  readonly parcels: number;
  readonly paid: PaidCosts;
}

/** Why a run cost more or less than planned; minor units, together the whole difference. */
interface CostCauses {
  readonly km: number;
  readonly hours: number;
  readonly load: number;
  /** Fuel and tolls as they were paid, against what the card says of that way and load. */
  readonly price: number;
}

export interface ActualRun extends PricedRun {
  readonly causes: CostCauses;
}

/**
 * What a run cost, by its card, with the difference from the plan by cause: what is known of the km is put in place of
 * the plan, then of the hours, then of the load, then of what was paid, and each step's change is that cause's. The order
 * is fixed, so that the causes always add up to the difference (docs/money.md).
 *
 * More or fewer km lengthen all trips alike, and the load is carried as far as planned in proportion. Time that is not
 * planned is driving, as is time that is saved, until there is none left of it.
 */
export function actualRun(terms: RateTerms, planned: PlannedWork, actual: ActualWork): ActualRun {
  const none: PaidCosts = { fuel: null, tolls: null };
  const byKm = withMetres(planned, actual.metres);
  const byHours = withHours(byKm, actual);
  const byLoad = withLoad(byHours, actual);
  const price = ({ figures, carriage }: PlannedWork, paid = none) => priceRun(terms, figures, carriage, paid);
  const priced = price(byLoad, actual.paid);
  const totals = [price(planned), price(byKm), price(byHours), price(byLoad), priced].map(
    ({ cost }) => cost.total,
  );
  const step = (index: number) => totals[index]! - totals[index - 1]!; // one for each step
  return { ...priced, causes: { km: step(1), hours: step(2), load: step(3), price: step(4) } };
}

function withMetres({ figures, carriage }: PlannedWork, metres: number | null): PlannedWork {
  if (metres === null) return { figures, carriage };
  const before = figures.trips.reduce((sum, trip) => sum + trip.metres, 0);
  const ofTrips = splitWhole(
    metres,
    figures.trips.map((trip) => trip.metres),
  );
  return {
    figures: {
      ...figures,
      trips: figures.trips.map((trip, index) => ({ ...trip, metres: ofTrips[index]! })),
    },
    carriage: { ...carriage, gramMetres: scaled(carriage.gramMetres, metres, before) },
  };
}

function withHours({ figures, carriage }: PlannedWork, actual: ActualWork): PlannedWork {
  const secondsOut = actual.secondsOut ?? figures.secondsOut;
  const serviceSeconds = Math.min(figures.serviceSeconds, secondsOut);
  const drivingSeconds = Math.min(
    Math.max(0, figures.drivingSeconds + secondsOut - figures.secondsOut),
    secondsOut - serviceSeconds,
  );
  const overtimeSeconds = actual.overtimeSeconds ?? figures.overtimeSeconds;
  return { figures: { ...figures, secondsOut, serviceSeconds, drivingSeconds, overtimeSeconds }, carriage };
}

function withLoad({ figures, carriage }: PlannedWork, { grams, crates, parcels }: ActualWork): PlannedWork {
  const gramMetres = scaled(carriage.gramMetres, grams, carriage.grams);
  return { figures, carriage: { gramMetres, grams, crates, parcels } };
}

/** Products pass 2^53. */
function scaled(amount: number, now: number, before: number): number {
  return before === 0 ? amount : Number((BigInt(amount) * BigInt(now)) / BigInt(before));
}
