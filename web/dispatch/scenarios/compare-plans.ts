import { placesOfTrip } from '#server/domain/desk/places-of-trip.ts';
import { movedStops, type MovedStop } from '#server/domain/edits/difference.ts';
import type { ComparedKind } from '#web/shared/map/compare-layers.ts';
import { collect, pointAt } from '#web/shared/map/features.ts';
import type { Overlay } from '#web/shared/map/plan-features.ts';
import type { Desk } from '../desk/use-desk.ts';

type ComparedPlan = Pick<Desk, 'day' | 'shown' | 'wire'>;

/** What differs between two plans of one day. */
export interface PlanComparison {
  readonly moved: readonly MovedStop[];
  /** In place of the runs as they are drawn; those of the second answer to a press as they do alone. */
  readonly overlay: Pick<Overlay, 'runs' | 'compared' | 'moved'>;
}

/** Legs that both plans have, or one of them, and stops that change their run. */
export function comparePlans(first: ComparedPlan, second: ComparedPlan): PlanComparison {
  const legsOfFirst = legsOf(first);
  const legsOfSecond = legsOf(second);
  const moved = movedStops(first.shown.arrangement, second.shown.arrangement);
  return {
    moved,
    overlay: {
      runs: collect([]),
      compared: collect([
        ...[...legsOfFirst].flatMap(([key, path]) => (legsOfSecond.has(key) ? [] : [lineOf('first', path)])),
        ...[...legsOfSecond].map(([key, path]) => lineOf(legsOfFirst.has(key) ? 'both' : 'second', path)),
      ]),
      moved: collect(pointsOf(moved, [...second.wire.stops, ...first.wire.stops])),
    },
  };
}

/** The number of a run, and a dash for none. */
export const runWord = (run: number | null): string => (run === null ? '–' : String(run));

type Path = GeoJSON.Position[];

/** Paths that are known, by the profile and the places that they lead from and to. */
function legsOf({ shown, day }: ComparedPlan): Map<string, Path> {
  const legs = new Map<string, Path>();
  for (const [index, run] of shown.arrangement.runs.entries()) {
    const { table } = day.vehicles.get(run.vehicle)!; // the day knows the plan's vehicles
    for (const trip of run.trips.keys()) {
      const places = placesOfTrip(run, trip, day);
      for (const [leg, { geometry }] of shown.document.runs[index]!.trips[trip]!.legs.entries()) {
        const { coordinates } = geometry;
        if (coordinates.length > 1) legs.set(`${table} ${places[leg]} ${places[leg + 1]}`, coordinates);
      }
    }
  }
  return legs;
}

function lineOf(kind: ComparedKind, coordinates: Path): GeoJSON.Feature {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: { kind } };
}

function pointsOf(moved: readonly MovedStop[], stops: ComparedPlan['wire']['stops']): GeoJSON.Feature[] {
  const byId = new Map(stops.map((stop) => [stop.stop, stop]));
  return moved.flatMap(({ stop, from, to }): GeoJSON.Feature[] => {
    const place = byId.get(stop);
    if (!place) return [];
    const kg = (place.pickup[0] ?? 0) + (place.delivery[0] ?? 0);
    const properties = { words: `${runWord(from)} → ${runWord(to)}`, kg };
    return [{ type: 'Feature', geometry: pointAt(place), properties }];
  });
}
