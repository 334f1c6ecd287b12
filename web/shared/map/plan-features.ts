import type { Hub } from '#server/contract/hub.ts';
import type { PlanDocument, PlanStop, PlanTrip } from '#server/contract/plan.ts';
import { isStanding, type Request } from '#server/contract/request.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { collect, pointAt } from './features.ts';
import type { OverlaySource } from './map-style.ts';
import { runLook } from './palette.ts';
import { byPlace, numbersTogether } from './same-place.ts';

export type Overlay = Readonly<Record<OverlaySource, GeoJSON.FeatureCollection>>;

/** The id of a stop on the map and in the address: vehicle, trip and place in the trip. */
export function stopId(vehicle: string, trip: number, stop: number): string {
  return `${vehicle}~${trip}~${stop}`;
}

/** Everything drawn above the basemap; `arrangement`: the same plan at the desk, its runs in the same order. */
export function overlayOf(
  hub: Hub,
  plan: PlanDocument | null,
  requests: readonly Request[],
  arrangement: DeskPlan | null = null,
): Overlay {
  const byId = new Map(
    requests.flatMap((request) => [
      [request.id, request],
      [request.reference, request],
    ]),
  );
  const runs = collect(plan ? runFeatures(plan, arrangement) : []);
  return {
    runs,
    reach: runs,
    stops: collect(plan ? labelled(stopFeatures(plan, byId, arrangement)) : []),
    loose: collect(looseFeatures(plan, requests)),
    compared: collect([]),
    moved: collect([]),
    positions: collect([]),
    hub: collect([{ type: 'Feature', geometry: pointAt(hub), properties: { name: hub.name } }]),
  };
}

function runFeatures(
  plan: PlanDocument,
  arrangement: DeskPlan | null,
): GeoJSON.Feature<GeoJSON.LineString>[] {
  return plan.runs.flatMap((run, index) => {
    const { colour, dash, textColour } = runLook(numberAt(index, arrangement) - 1);
    return run.trips.flatMap(knownPaths).map((coordinates): GeoJSON.Feature<GeoJSON.LineString> => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates },
      properties: { run: run.vehicle, colour, dash, textColour, order: -index },
    }));
  });
}

/** A leg that was just made has no path yet: the line is broken there, and not drawn straight across. */
function knownPaths({ legs }: PlanTrip): GeoJSON.Position[][] {
  const paths: GeoJSON.Position[][] = [[]];
  for (const { geometry } of legs) {
    if (geometry.coordinates.length === 0) paths.push([]);
    else paths.at(-1)!.push(...geometry.coordinates); // there is always one
  }
  return paths.filter((path) => path.length > 1);
}

type StopFeature = GeoJSON.Feature<GeoJSON.Point, StopProperties>;

/** No interface: GeoJSON would not have it as properties. */
type StopProperties = {
  readonly id: string;
  readonly run: string;
  /** The run's. */
  readonly number: number;
  readonly kg: number;
  readonly colour: string;
  readonly textColour: string;
  /** The numbers of all runs that stop at the place; only where no other stop lies above it. */
  readonly label?: string;
};

function stopFeatures(
  plan: PlanDocument,
  byId: ReadonlyMap<string, Request>,
  arrangement: DeskPlan | null,
): StopFeature[] {
  return plan.runs.flatMap((run, index) => {
    const number = numberAt(index, arrangement);
    const { colour, textColour } = runLook(number - 1);
    return run.trips.flatMap((trip, tripIndex) =>
      trip.stops.map((stop, stopIndex): StopFeature => ({
        type: 'Feature',
        geometry: pointAt(stop),
        properties: {
          id:
            arrangement?.runs[index]?.trips[tripIndex]?.[stopIndex]?.stop ??
            stopId(run.vehicle, tripIndex, stopIndex),
          run: run.vehicle,
          number,
          kg: stop.requests.reduce((sum, name) => sum + kgAt(stop, name, byId), 0),
          colour,
          textColour,
        },
      })),
    );
  });
}

/** Stops at one place have one label, on the mark that is drawn last: the smallest. */
function labelled(stops: readonly StopFeature[]): StopFeature[] {
  return byPlace(stops, ({ geometry }) => geometry.coordinates).flatMap((there) => {
    const top = there.reduce((above, each) => (each.properties.kg <= above.properties.kg ? each : above));
    const label = numbersTogether(there.map(({ properties }) => properties.number));
    return there.map((each) =>
      each === top ? { ...each, properties: { ...each.properties, label } } : each,
    );
  });
}

const numberAt = (index: number, arrangement: DeskPlan | null): number =>
  arrangement?.runs[index]?.run ?? index + 1;

/** Of a request that is split, the part that is handled at the stop. */
function kgAt(stop: PlanStop, name: string, byId: ReadonlyMap<string, Request>): number {
  const part = stop.parts?.find(({ request }) => request === name);
  return part?.load.kg ?? byId.get(name)?.kg ?? 0;
}

/** Requests in no run: refused by the plan, or not planned yet. */
function looseFeatures(
  plan: PlanDocument | null,
  requests: readonly Request[],
): GeoJSON.Feature<GeoJSON.Point>[] {
  const inRuns = new Set(
    plan?.runs.flatMap((run) => run.trips.flatMap((trip) => trip.stops.flatMap((stop) => stop.requests))),
  );
  const refused = new Set(plan?.unassigned.map(({ request }) => request));
  return requests
    .filter((request) => isStanding(request) && !inRuns.has(request.id) && !inRuns.has(request.reference))
    .map((request) => ({
      type: 'Feature',
      geometry: pointAt(request),
      properties: {
        id: request.id,
        kg: request.kg,
        isRefused: refused.has(request.id) || refused.has(request.reference),
      },
    }));
}
