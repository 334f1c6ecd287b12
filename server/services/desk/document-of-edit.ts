import type { PlanDocument, PlanRun, PlanUnassigned } from '#server/contract/plan.ts';
import { isStanding } from '#server/contract/request.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { type DeskPlan, type DeskRun, unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { differenceOf } from '#server/domain/edits/difference.ts';
import { goneKey } from '#server/domain/edits/loose-parts.ts';
import type { Load } from '#server/domain/load.ts';
import type { DocumentChange } from '#server/store/port.ts';
import { placeKey } from '../planning/places.ts';
import { secondsOf, totalsOf } from '../planning/write-plan.ts';
import type { DeskFacts } from './desk-facts.ts';
import { goneOf, servedAt } from './desk-day.ts';
import { carriedBy, type KnownPath, writeDeskRun } from './write-desk-run.ts';

/** What of the plan of record was written down before an edit. */
export interface WrittenBefore {
  /** Runs of the vehicles that `vehiclesOfEdit` names. */
  readonly runs: readonly PlanRun[];
  readonly unassigned: readonly PlanUnassigned[];
}

/** Vehicles whose written runs an edit changes. */
export function vehiclesOfEdit(before: DeskPlan, after: DeskPlan): string[] {
  const changed = new Set(differenceOf(before, after).runs.map(({ run }) => run));
  const vehicles = [...before.runs, ...after.runs]
    .filter(({ run }) => changed.has(run))
    .map(({ vehicle }) => vehicle);
  return [...new Set(vehicles)];
}

/** What an edit changes of the plan's document: the runs that are not as they were, the unassigned and the totals. */
export function documentOfEdit(
  before: DeskPlan,
  after: DeskPlan,
  facts: DeskFacts,
  day: DeskDay,
  written: WrittenBefore,
): DocumentChange {
  const removed = vehiclesOfEdit(before, after);
  const knownPath = pathsOf(written.runs, facts);
  return {
    removed,
    written: after.runs
      .filter(({ vehicle }) => removed.includes(vehicle))
      .map((run) => ({
        number: run.run,
        driver: run.driver,
        run: writeDeskRun(run, after, facts, day, knownPath),
      })),
    unassigned: writeUnassigned(after, facts, written.unassigned, removed),
    totals: totalsOfPlan(after, facts, day),
  };
}

type RunSums = Parameters<typeof totalsOf>[0][number];

/** Runs that an edit leaves alone stay the same objects. */
const knownSums = new WeakMap<DeskFacts, WeakMap<DeskRun, RunSums>>();

/** What a plan comes to, as its document says. */
export function totalsOfPlan(plan: DeskPlan, facts: DeskFacts, day: DeskDay): PlanDocument['totals'] {
  const known = knownSums.get(facts) ?? new WeakMap<DeskRun, RunSums>();
  knownSums.set(facts, known);
  return totalsOf(
    plan.runs.map((run) => {
      const sums = known.get(run) ?? sumsOf(run, day);
      known.set(run, sums);
      return sums;
    }),
  );
}

function sumsOf(run: DeskRun, day: DeskDay): RunSums {
  const { schedule, cost } = scheduleDeskRun(run, day);
  return { carried: carriedBy(run, day), seconds: secondsOf(schedule), metres: schedule.metres, cost };
}

const codesOfPlace = new Set<PlanUnassigned['code']>(['NOT_ON_ROAD', 'UNREACHABLE', 'NO_VEHICLE_MAY_ENTER']);

/**
 * Requests of which all or a part is in no run. What was left out before keeps its reason; its fix goes where the run it
 * is about is another now.
 */
export function writeUnassigned(
  plan: DeskPlan,
  facts: DeskFacts,
  before: readonly PlanUnassigned[],
  changed: readonly string[],
): PlanUnassigned[] {
  const stops = new Map(plan.stops.map((stop) => [stop.stop, stop]));
  const gone = goneOf(plan, facts);
  const left = new Map<string, Load>();
  for (const stop of unassignedStops(plan)) {
    for (const { request, load } of servedAt(stops.get(stop)!, facts)) {
      if (!isStanding(request) || gone.has(goneKey(stop, request.id))) continue;
      left.set(request.id, plus(left.get(request.id), load));
    }
  }
  const known = new Map(before.map((each) => [each.request, each]));
  const inPlan = new Set(plan.stops.flatMap(({ requests }) => requests.map(({ request }) => request)));
  const planned = new Set(
    facts.lastMade?.runs.flatMap(({ trips }) =>
      trips.flatMap(({ stops }) => stops.flatMap((stop) => stop.requests)),
    ),
  );
  const offRoad = before.filter(({ code }) => code === 'NOT_ON_ROAD');
  const rest = [...left].map(([id, load]): PlanUnassigned => {
    const request = facts.requests.get(id)!; // served
    const {
      fix,
      left: _,
      ...was
    } = known.get(request.reference) ?? {
      request: request.reference,
      ...(planned.has(request.reference) ? takenOut(request.place) : notYetPlanned(request.place)),
    };
    const isAll =
      load.kg === request.kg && load.crates === request.crates && load.parcels === request.parcels;
    const isStanding = fix && (codesOfPlace.has(was.code) || !changed.includes(fix.vehicle));
    return { ...was, ...(!isAll && { left: load }), ...(isStanding && { fix }) };
  });
  const lateOffRoad = [...facts.places.offRoad.keys()]
    .map((id) => facts.requests.get(id)!) // of the same requests
    .filter(({ id, reference, state }) => state === 'booked' && !inPlan.has(id) && !known.has(reference))
    .map(({ reference, place }) => ({
      request: reference,
      code: 'NOT_ON_ROAD' as const,
      reason: `${place} is too far from any road.`,
    }));
  return [...offRoad, ...lateOffRoad, ...rest];
}

const takenOut = (place: string) => ({
  code: 'TAKEN_OUT' as const,
  reason: `${place}: It was taken out of its run at the desk.`,
});
const notYetPlanned = (place: string) => ({
  code: 'NOT_YET_PLANNED' as const,
  reason: `${place}: It was booked after the plan was made.`,
});

function plus(a: Load | undefined, b: Load): Load {
  if (!a) return b;
  return {
    kg: Math.round((a.kg + b.kg) * 1000) / 1000,
    crates: a.crates + b.crates,
    parcels: a.parcels + b.parcels,
  };
}

/** Paths of written runs, found by the ends of their legs. */
export function pathsOf(runs: readonly PlanRun[], facts: DeskFacts): KnownPath {
  const paths = new Map<string, PlanRun['trips'][number]['legs'][number]['geometry']>();
  const keyOfPlace = (place: number) => {
    const [lon, lat] = facts.places.points[place] ?? [NaN, NaN];
    return placeKey({ lon, lat });
  };
  for (const { vehicle, profile, trips } of runs) {
    const start = facts.places.startOfVehicle.get(facts.vehicles.get(vehicle)?.id ?? '') ?? 0;
    for (const [trip, { stops, legs }] of trips.entries()) {
      for (const [index, { geometry }] of legs.entries()) {
        if (geometry.coordinates.length === 0) continue;
        const from = index > 0 ? placeKey(stops[index - 1]!) : keyOfPlace(trip === 0 ? start : 0);
        const to = index === stops.length ? placeKey(facts.hub) : placeKey(stops[index]!);
        paths.set(`${profile} ${from} ${to}`, geometry);
      }
    }
  }
  return (profile, from, to) => paths.get(`${profile} ${keyOfPlace(from)} ${keyOfPlace(to)}`) ?? null;
}
