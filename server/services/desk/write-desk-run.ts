import type { PlanLeg, PlanRun, PlanStop, PlanTrip } from '#server/contract/plan.ts';
import { type DeskDay, legBetween } from '#server/domain/desk/desk-day.ts';
import { placesOfTrip } from '#server/domain/desk/places-of-trip.ts';
import {
  type DeskViolation,
  type ScheduledDeskRun,
  scheduleDeskRun,
} from '#server/domain/desk/schedule-desk-run.ts';
import type { DeskPlan, DeskRun, DeskStop } from '#server/domain/edits/desk-plan.ts';
import { addAmounts, loadOfAmounts, peakOfAmounts, type Load } from '#server/domain/load.ts';
import { isPlanViolation, secondsOf, writeBreaks, writeTripTimes } from '../planning/write-plan.ts';
import type { DeskFacts } from './desk-facts.ts';
import { profileOf, servedAt } from './desk-day.ts';

/** Coordinates of a leg that was drawn before; null where it was not. */
export type KnownPath = (profile: PlanRun['profile'], from: number, to: number) => PlanLeg['geometry'] | null;

/** A run of plan.json as the desk has it. Legs whose path is not known yet have no coordinates. */
export function writeDeskRun(
  run: DeskRun,
  plan: DeskPlan,
  facts: DeskFacts,
  day: DeskDay,
  knownPath: KnownPath,
): PlanRun {
  const scheduled = scheduleDeskRun(run, day, plan.barred);
  const stops = new Map(plan.stops.map((stop) => [stop.stop, stop]));
  const { schedule, cost } = scheduled;
  const breaks = writeBreaks(schedule, facts.clock);
  return {
    ...vehicleOf(run.vehicle, facts),
    load_peak: rounded(loadOfAmounts(schedule.trips.map(({ loadPeak }) => loadPeak).reduce(peakOfAmounts))),
    carried: carriedBy(run, day),
    trips: run.trips.map((_, trip) => writeTrip(run, trip, { scheduled, stops, facts, day, knownPath })),
    seconds: secondsOf(schedule),
    ...(breaks.length > 0 && { breaks }),
    metres: schedule.metres,
    cost: { ...cost },
    violations: scheduled.violations.map((violation) => writeViolation(violation, stops, facts)),
  };
}

/** Sum over its requests, both directions. */
export function carriedBy(run: DeskRun, day: DeskDay): Load {
  const amounts = run.trips.flat().flatMap(({ stop }) => {
    const { pickup, delivery } = day.stops.get(stop)!; // scheduled
    return [pickup, delivery];
  });
  return rounded(loadOfAmounts(amounts.reduce(addAmounts)));
}

function vehicleOf(
  name: string,
  facts: DeskFacts,
): Pick<PlanRun, 'vehicle' | 'type' | 'profile' | 'capacity'> {
  const vehicle = facts.vehicles.get(name);
  const before = facts.lastMade?.runs.find((run) => run.vehicle === name);
  return {
    vehicle: name,
    type: vehicle?.type ?? before?.type ?? '',
    profile: profileOf(name, facts),
    capacity: vehicle
      ? { kg: vehicle.capacity_kg, crates: vehicle.capacity_crates, parcels: vehicle.capacity_parcels }
      : (before?.capacity ?? { kg: 0, crates: null, parcels: null }),
  };
}

interface Writing {
  readonly scheduled: ScheduledDeskRun;
  readonly stops: ReadonlyMap<string, DeskStop>;
  readonly facts: DeskFacts;
  readonly day: DeskDay;
  readonly knownPath: KnownPath;
}

function writeTrip(run: DeskRun, trip: number, writing: Writing): PlanTrip {
  const { scheduled, facts, day, stops } = writing;
  const { schedule } = scheduled;
  const times = schedule.trips[trip]!; // one for each of the run's
  const visits = schedule.events.filter((event) => event.kind === 'visit' && event.trip === trip);
  return {
    ...writeTripTimes(times, facts.clock),
    load_at_start: rounded(loadOfAmounts(times.loadAtStart)),
    stops: run.trips[trip]!.map(({ stop }, index): PlanStop => {
      const served = servedAt(stops.get(stop)!, facts);
      const visit = visits[index]!; // one for each stop
      const first = served[0]?.request;
      const parts = served.filter(({ isPart }) => isPart);
      return {
        place: first?.place ?? stop,
        lat: first?.lat ?? facts.hub.lat,
        lon: first?.lon ?? facts.hub.lon,
        requests: served.map(({ request }) => request.reference),
        arrival: facts.clock.instantOf(visit.arrival),
        start: facts.clock.instantOf(visit.start),
        departure: facts.clock.instantOf(visit.departure),
        load_after: rounded(loadOfAmounts(visit.loadAfter)),
        ...(parts.length > 0 && {
          parts: parts.map(({ request, load }) => ({ request: request.reference, load })),
        }),
      };
    }),
    legs: writeLegs(placesOfTrip(run, trip, day), run, writing),
  };
}

function writeLegs(places: readonly number[], run: DeskRun, { facts, day, knownPath }: Writing): PlanLeg[] {
  const profile = profileOf(run.vehicle, facts);
  const table = day.tables[day.vehicles.get(run.vehicle)!.table]!;
  return places.slice(1).map((to, index) => {
    const from = places[index]!;
    const { seconds, metres } = legBetween(table, from, to) ?? { seconds: 0, metres: 0 };
    return {
      seconds,
      metres,
      geometry: knownPath(profile, from, to) ?? { type: 'LineString' as const, coordinates: [] },
    };
  });
}

function writeViolation(
  { kind, amount, unit, stop }: DeskViolation,
  stops: ReadonlyMap<string, DeskStop>,
  facts: DeskFacts,
): PlanRun['violations'][number] {
  if (!isPlanViolation(kind)) throw new Error(`a day at the desk has no rule of kind ${kind}`);
  const requests = stop === null ? [] : servedAt(stops.get(stop)!, facts);
  return { kind, amount, dimension: unit, requests: requests.map(({ request }) => request.reference) };
}

const rounded = (load: Load): Load => ({ ...load, kg: Math.round(load.kg * 1000) / 1000 });
