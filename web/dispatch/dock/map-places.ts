import type { PlanRun } from '#server/contract/plan.ts';
import type { DeskRun, RunPlace } from '#server/domain/edits/desk-plan.ts';
import { distanceToLine, flattenAt } from '#web/shared/map/geometry.ts';

type Path = readonly GeoJSON.Position[];

/** The places before and after a stop of a run, counted without the stops that move. */
export function placesBeside(run: DeskRun, stop: string, moved: ReadonlySet<string>): RunPlace[] {
  return run.trips.flatMap((stops, trip) => {
    const at = stops.findIndex((planned) => planned.stop === stop);
    if (at < 0) return [];
    const position = countStaying(stops.slice(0, at), moved);
    return [
      { run: run.run, trip, position },
      { run: run.run, trip, position: position + 1 },
    ];
  });
}

/** The place on the leg of a run that passes nearest to a point; null where no leg has a path yet. */
export function placeOnPath(
  run: DeskRun,
  written: PlanRun,
  moved: ReadonlySet<string>,
  at: readonly [number, number],
): RunPlace | null {
  const flatten = flattenAt(at[1]);
  const point = flatten([...at]);
  let nearest: { readonly place: RunPlace; readonly distance: number } | null = null;
  for (const [trip, { legs }] of written.trips.entries()) {
    for (const [leg, { geometry }] of legs.entries()) {
      if (geometry.coordinates.length === 0) continue;
      const distance = distanceToLine(point, geometry.coordinates.map(flatten));
      if (nearest !== null && distance >= nearest.distance) continue;
      const position = countStaying(run.trips[trip]!.slice(0, leg), moved); // as written
      nearest = { place: { run: run.run, trip, position }, distance };
    }
  }
  return nearest?.place ?? null;
}

/** The path on which a place lies: from the stop that stays before it to the one that stays after it. */
export function pathOfPlace(
  run: DeskRun,
  written: PlanRun,
  moved: ReadonlySet<string>,
  { trip, position }: RunPlace,
): Path {
  const stops = run.trips[trip] ?? [];
  const legs = written.trips[trip]?.legs ?? [];
  return legs.flatMap(({ geometry }, leg) =>
    countStaying(stops.slice(0, leg), moved) === position ? geometry.coordinates : [],
  );
}

const countStaying = (stops: DeskRun['trips'][number], moved: ReadonlySet<string>): number =>
  stops.filter(({ stop }) => !moved.has(stop)).length;
