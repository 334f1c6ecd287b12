import type { Problem, Solution } from '#server/planner/model/problem.ts';
import { explainUnassigned } from '#server/planner/explain/explain-unassigned.ts';
import type { SplitProblem } from '#server/planner/model/split-stops.ts';
import type { HubDay, RequestNote } from './make-hub-day.ts';

export interface VariantFigures {
  /** Requests: whole, in part, and not at all. */
  readonly served: number;
  readonly inPart: number;
  readonly unserved: number;
  /** Picked up or delivered. */
  readonly kg: number;
  readonly vehicles: number;
  readonly trips: number;
  readonly km: number;
  /** Dong. */
  readonly cost: number;
}

export interface VariantReport {
  readonly title: string;
  readonly figures: VariantFigures;
  /** One for each vehicle's run, then one for each request that is not served whole, with the reason. */
  readonly runLines: readonly string[];
  readonly unservedLines: readonly string[];
}

/** What there is to do, in a few sentences. */
export function describeDay(day: HubDay): string {
  const { problem, notes, closedTracks, farthestSeconds, vehicleNames } = day;
  const count = (isSo: (note: RequestNote) => boolean) => notes.filter(isSo).length;
  const km = Math.round(Math.max(...notes.map(({ metresToHub }) => metresToHub)) / 1_000);
  const behind = closedTracks.map((closed) => {
    const what = closed.fromAccess === 0 ? 'all' : 'heavy vehicles';
    return `${count((note) => note.closed === closed)} requests behind one closed for ${what}`;
  });
  return [
    `${notes.length} requests (${count(({ kind }) => kind === 'delivery')} deliveries, ` +
      `${count(({ kind }) => kind === 'fresh pickup')} of the pickups at the hub within 10 hours), ` +
      `${kgOf(problem, [...problem.stops.keys()]).toLocaleString('en')} kg, ${vehicleNames.length} vehicles.`,
    `The farthest is ${km} km or ${(farthestSeconds / 3_600).toFixed(1)} h away by light truck.`,
    `Closed tracks: ${behind.join(', ')}.`,
  ].join(' ');
}

/** A plan of the day in terms of its requests. */
export function reportVariant(
  day: HubDay,
  title: string,
  split: SplitProblem,
  solution: Solution,
): VariantReport {
  const left = new Set(solution.unassigned);
  const servedPieces = [...split.originOf.keys()].filter((piece) => !left.has(piece));
  const servedStops = new Set(servedPieces.map((piece) => split.originOf[piece]!)); // one origin a piece, as below
  const leftStops = new Set(solution.unassigned.map((piece) => split.originOf[piece]!));
  const partStops = new Set([...leftStops].filter((stop) => servedStops.has(stop)));
  return {
    title,
    figures: {
      served: servedStops.size - partStops.size,
      inPart: partStops.size,
      unserved: leftStops.size - partStops.size,
      kg: kgOf(split.problem, servedPieces),
      vehicles: solution.runs.length,
      trips: solution.runs.flatMap((run) => run.trips.filter((trip) => trip.length > 0)).length,
      km: Math.round(metresOf(split.problem, solution) / 1_000),
      cost: solution.cost,
    },
    runLines: solution.runs.map((run) => {
      const stops = run.trips.map((trip) => trip.length).join(' + ');
      const loads = run.trips.map((trip) => `${kgOf(split.problem, trip)} kg`).join(', ');
      return `${day.vehicleNames[run.vehicle]}: ${stops} stops, ${loads}`;
    }),
    unservedLines: explainLeft(day, split, solution, partStops),
  };
}

/** One line for each request that is not served whole; the reason is that of its first piece. */
function explainLeft(
  { notes }: HubDay,
  split: SplitProblem,
  solution: Solution,
  partStops: ReadonlySet<number>,
): string[] {
  const told = new Set<number>();
  return explainUnassigned(split.problem, solution).flatMap((reason) => {
    const stop = split.originOf[reason.stop]!; // reasons are about stops of the split problem
    if (told.has(stop)) return [];
    told.add(stop);
    const { kind, where, closed } = notes[stop]!; // one note a stop
    const closedFor = closed?.fromAccess === 0 ? 'all' : 'heavy vehicles';
    const behind = closed ? `, behind a track closed for ${closedFor}` : '';
    const part = partStops.has(stop) ? ' in part' : '';
    return [`request ${stop + 1} (${kind}, ${where}${behind})${part}: ${reason.code}. ${reason.detail}`];
  });
}

function kgOf({ stops }: Problem, indices: readonly number[]): number {
  return indices.reduce((sum, index) => sum + stops[index]!.pickup[0]! + stops[index]!.delivery[0]!, 0);
}

function metresOf({ stops, vehicles, matrices }: Problem, { runs }: Solution): number {
  return runs.reduce((sum, run) => {
    const vehicle = vehicles[run.vehicle]!; // solutions name vehicles and stops of their problem
    const { size, metres } = matrices[vehicle.matrix]!;
    const places = run.trips.flatMap((trip) => [
      vehicle.startPlace,
      ...trip.map((stop) => stops[stop]!.place),
    ]);
    const legs = [...places, vehicle.endPlace];
    return sum + legs.slice(1).reduce((length, to, leg) => length + metres[legs[leg]! * size + to]!, 0);
  }, 0);
}
