import type { DeskPlan, DeskRun, RunPlace } from '#server/domain/edits/desk-plan.ts';
import type { Edit, NewRun } from '#server/domain/edits/edit.ts';

/** Where dragged stops can be put: into a run, into one that an idle vehicle makes, or out of all runs. */
export type DropPlace = RunPlace | NewRun | 'out';

/** One string for each place. */
export function keyOfPlace(place: DropPlace): string {
  if (place === 'out') return 'out';
  return 'vehicle' in place ? `new ${place.vehicle}` : `${place.run} ${place.trip} ${place.position}`;
}

/** The edit that puts stops there. */
export function editToPlace(stops: readonly string[], place: DropPlace): Edit {
  return place === 'out' ? { type: 'unassign', stops } : { type: 'move', stops, to: place };
}

/** All places of a run in their order, counted without the stops that move. */
function placesInRun(run: DeskRun, moved: ReadonlySet<string>): RunPlace[] {
  return run.trips.flatMap((stops, trip) => {
    const left = stops.filter(({ stop }) => !moved.has(stop)).length;
    return Array.from({ length: left + 1 }, (_, position) => ({ run: run.run, trip, position }));
  });
}

/** Where the first of the stops stands now: a place to begin from. */
export function placeNow(plan: DeskPlan, stops: readonly string[]): DropPlace {
  const moved = new Set(stops);
  for (const { run, trips } of plan.runs) {
    for (const [trip, planned] of trips.entries()) {
      const at = planned.findIndex(({ stop }) => moved.has(stop));
      // No other of them stands before it.
      if (at >= 0) return { run, trip, position: at };
    }
  }
  return 'out';
}

/** What lies in a row, from left to right and line by line: stops, and the hub that ends a trip before the last. */
export interface RowCell {
  readonly trip: number;
  /** Null for the hub. */
  readonly stop: string | null;
  readonly rect: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;
}

/** The place in a run that a point of its row means. */
export function placeAtPoint(
  run: number,
  cells: readonly RowCell[],
  moved: ReadonlySet<string>,
  x: number,
  y: number,
): RunPlace {
  let trip = 0;
  let position = 0;
  for (const { trip: at, stop, rect } of cells) {
    if (at !== trip) {
      trip = at;
      position = 0;
    }
    const isBefore = y < rect.top || (y <= rect.bottom && x < (rect.left + rect.right) / 2);
    if (isBefore) return { run, trip, position };
    if (stop !== null && !moved.has(stop)) position += 1;
  }
  return { run, trip, position };
}

/** The rows that a key leads along: what is in no run, the runs, and a new one where a vehicle is idle. */
export function dropRows(plan: DeskPlan, moved: ReadonlySet<string>, fresh: NewRun | null): DropPlace[][] {
  return [['out'], ...plan.runs.map((run) => placesInRun(run, moved)), ...(fresh ? [[fresh]] : [])];
}

/** The place that an arrow leads to; the same where there is none. */
export function placeByKey(
  rows: readonly (readonly DropPlace[])[],
  place: DropPlace,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
): DropPlace {
  const wanted = keyOfPlace(place);
  const row = rows.findIndex((places) => places.some((each) => keyOfPlace(each) === wanted));
  const at = rows[row]?.findIndex((each) => keyOfPlace(each) === wanted) ?? 0;
  const isAlong = key === 'ArrowLeft' || key === 'ArrowRight';
  const step = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  if (isAlong) return rows[row]?.[at + step] ?? place;
  const next = rows[row + step];
  return next?.[Math.min(at, next.length - 1)] ?? place;
}
