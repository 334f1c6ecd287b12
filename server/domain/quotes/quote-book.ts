import type { DeskDay } from '../desk/desk-day.ts';
import type { DeskPlan, DeskRun } from '../edits/desk-plan.ts';
import { newRunNumber } from '../edits/number-runs.ts';
import { alikeOnce } from '../shares/alone-price.ts';
import { QuoteFrame } from './quote-frame.ts';

/** Whole seconds and metres between a place and each place of a book; −1 where there is no way. */
export interface PlaceWays {
  /** From the place. */
  readonly secondsTo: ArrayLike<number>;
  readonly metresTo: ArrayLike<number>;
  /** To the place. */
  readonly secondsFrom: ArrayLike<number>;
  readonly metresFrom: ArrayLike<number>;
}

/** For each table of the day; null: no vehicle of that table reaches the place. */
export type PlaceTravel = readonly (PlaceWays | null)[];

/** A plan laid out so that quotes from it are fast; it is made once for all of them. */
export interface QuoteBook {
  /** Rows of the day's tables that travel must be known to and from. */
  readonly places: readonly number[];
  /** Those that are open. */
  readonly runs: readonly QuoteFrame[];
  /** One of each kind of vehicle that has no run and could get one. */
  readonly idle: readonly QuoteFrame[];
  /** One of each kind of vehicle in use, for a trip of its own; null: none is. */
  readonly alone: QuoteFrame | null;
}

/** @throws RangeError where the day does not know a run's vehicle or a stop */
export function makeQuoteBook(plan: DeskPlan, day: DeskDay): QuoteBook {
  const kinds = new Map(alikeOnce(day.vehicles).map((name) => [name, day.vehicles.get(name)!]));
  const [anyKind] = kinds.keys();
  const used = new Set([...plan.runs.map(({ vehicle }) => vehicle), ...plan.barred]);
  const free = new Map([...day.vehicles].filter(([name]) => !used.has(name)));
  const places: number[] = [];
  const known = new Map<number, number>();
  const placeOf = (row: number): number => {
    const index = known.get(row) ?? places.push(row) - 1;
    known.set(row, index);
    return index;
  };
  const frameOf = (run: DeskRun) => {
    const own = new Map([...kinds, [run.vehicle, day.vehicles.get(run.vehicle)!]]); // a run's vehicle is of the day
    return new QuoteFrame(run, day, own, placeOf);
  };
  const newRun = (vehicle: string): DeskRun => ({
    run: newRunNumber(plan, vehicle, day.toldRuns),
    vehicle,
    driver: null,
    start: null,
    state: 'open',
    trips: [],
  });
  const isOpen = ({ state, vehicle }: DeskRun) =>
    state === 'open' && !plan.barred.includes(vehicle) && day.vehicles.get(vehicle)?.isAvailable === true;
  return {
    places,
    runs: plan.runs.filter(isOpen).map(frameOf),
    idle: alikeOnce(free).map((vehicle) => frameOf(newRun(vehicle))),
    alone: anyKind === undefined ? null : new QuoteFrame(newRun(anyKind), day, kinds, placeOf),
  };
}
