import { noRun } from '../desk/best-places.ts';
import type { DayStop, DayVehicle, DeskDay, LegTable } from '../desk/desk-day.ts';
import { PlaceBounds } from '../desk/place-bounds.ts';
import { sequenceOf } from '../desk/price-trips.ts';
import { QuickPricer, type QuickRun } from '../desk/quick-run.ts';
import type { DeskRun } from '../edits/desk-plan.ts';
import type { PlaceTravel } from './quote-book.ts';

/**
 * One run, or an idle vehicle, in a day of its own: tables of its own places alone, with a row to spare for the place that
 * is asked about. So a plan takes little memory, and a new place's ways are written down where they are needed only.
 */
export class QuoteFrame {
  /** Of an idle vehicle: without trips. */
  readonly run: DeskRun;
  readonly day: DeskDay;
  readonly vehicle: DayVehicle;
  /** As the run stands. */
  readonly before: QuickRun;
  /** Priced once; `set` finds the place that is asked about in the spare row. */
  readonly bounds: PlaceBounds;
  readonly pricer: QuickPricer;
  /** Index into the book's places, for each row but the spare one. */
  readonly #places: readonly number[];
  #travel: PlaceTravel | null = null;

  /** @param placeOf index into the book's places of a row of the whole day */
  constructor(
    run: DeskRun,
    day: DeskDay,
    ownVehicles: DeskDay['vehicles'],
    placeOf: (row: number) => number,
  ) {
    const stops = stopsOf(run, day);
    const rows = rowsOf(stops, ownVehicles, day.hubPlace);
    const local = new Map(rows.map((row, index) => [row, index]));
    const rowOf = (row: number) => local.get(row) ?? -1;
    const vehicles = new Map(
      [...ownVehicles].map(([name, vehicle]): [string, DayVehicle] => [
        name,
        { ...vehicle, startPlace: rowOf(vehicle.startPlace), endPlace: rowOf(vehicle.endPlace) },
      ]),
    );
    this.run = run;
    this.#places = rows.map(placeOf);
    this.day = {
      ...day,
      tables: day.tables.map((table) => smallTable(table, rows)),
      hubPlace: rowOf(day.hubPlace),
      stops: new Map([...stops].map(([name, stop]) => [name, { ...stop, place: rowOf(stop.place) }])),
      vehicles,
    };
    this.vehicle = vehicles.get(run.vehicle)!; // among its own
    this.pricer = new QuickPricer(this.day);
    this.bounds = new PlaceBounds(this.day);
    const sequence = sequenceOf(run.trips, this.day);
    this.before = run.trips.length === 0 ? noRun : this.pricer.price(sequence, run.start, this.vehicle);
    if (run.trips.length > 0) this.bounds.lay(sequence, run.start, this.vehicle);
  }

  /** Row of the place that is asked about. */
  get spareRow(): number {
    return this.#places.length;
  }

  /** Writes the ways of a new place into the spare row and column, where they are not those of before. */
  setTravel(travel: PlaceTravel): void {
    if (travel === this.#travel) return;
    this.#travel = travel;
    const spare = this.spareRow;
    for (const [index, table] of this.day.tables.entries()) {
      const ways = travel[index]!; // one for each table
      const { size, seconds, metres } = table;
      for (const [row, place] of this.#places.entries()) {
        seconds[spare * size + row] = ways?.secondsTo[place] ?? -1;
        metres[spare * size + row] = ways?.metresTo[place] ?? -1;
        seconds[row * size + spare] = ways?.secondsFrom[place] ?? -1;
        metres[row * size + spare] = ways?.metresFrom[place] ?? -1;
      }
    }
  }
}

function stopsOf({ trips }: DeskRun, day: DeskDay): Map<string, DayStop> {
  return new Map(trips.flat().map(({ stop }) => [stop, day.stops.get(stop)!])); // of the plan
}

function rowsOf(
  stops: ReadonlyMap<string, DayStop>,
  vehicles: DeskDay['vehicles'],
  hubPlace: number,
): number[] {
  const ends = [...vehicles.values()].flatMap(({ startPlace, endPlace }) => [startPlace, endPlace]);
  const all = [hubPlace, ...ends, ...[...stops.values()].map(({ place }) => place)];
  return [...new Set(all)].filter((row) => row >= 0);
}

/** Of these rows and a spare one, which leads nowhere yet. */
function smallTable(table: LegTable, rows: readonly number[]): LegTable {
  const size = rows.length + 1;
  const seconds = new Int32Array(size * size).fill(-1);
  const metres = new Int32Array(size * size).fill(-1);
  for (const [from, fromRow] of rows.entries()) {
    for (const [to, toRow] of rows.entries()) {
      seconds[from * size + to] = table.seconds[fromRow * table.size + toRow]!;
      metres[from * size + to] = table.metres[fromRow * table.size + toRow]!;
    }
  }
  seconds[size * size - 1] = 0;
  metres[size * size - 1] = 0;
  return { size, seconds, metres };
}
