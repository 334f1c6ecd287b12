import type { DeskWire } from '#server/contract/desk.ts';
import { secondsOut } from '#server/contract/plan.ts';
import type { PlanDocument, PlanRun, PlanTrip, PlanUnassigned } from '#server/contract/plan.ts';
import { legBetween, type DeskDay } from '#server/domain/desk/desk-day.ts';
import { placesOfTrip } from '#server/domain/desk/places-of-trip.ts';
import { dockOverflows, type DockOverflow } from '#server/domain/desk/dock-overflows.ts';
import { scheduleDeskRun, type ScheduledDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import {
  unassignedStops,
  type DeskPlan,
  type DeskRun,
  type DeskStop,
} from '#server/domain/edits/desk-plan.ts';
import { sumOfParts } from '#server/domain/edits/loose-parts.ts';
import { type RunShares, shareRun } from '#server/domain/shares/share-run.ts';
import { addAmounts, loadOfAmounts, peakOfAmounts, UNLIMITED, type Load } from '#server/domain/load.ts';
import { breaksOfSchedule } from '#server/domain/schedule-with-break.ts';
import type { KnownPaths } from './leg-paths.ts';

/** A plan as its desk has it, with all that follows from it. */
export interface ShownPlan {
  readonly arrangement: DeskPlan;
  /** By run. */
  readonly schedules: ReadonlyMap<number, ScheduledDeskRun>;
  /** The cost of a run among its requests; null where the plan has no such run. */
  readonly sharesOf: (run: number) => RunShares | null;
  /** As the server writes it; its runs are those of the arrangement, in the same order. */
  readonly document: PlanDocument;
}

interface Written {
  readonly scheduled: ScheduledDeskRun;
  readonly run: PlanRun;
  readonly paths: KnownPaths;
}

/**
 * Computes what is shown of a plan, run by run: a run that no edit touches is not computed again. `made` gives what does
 * not follow from the plan; requests are named by their ids.
 */
export function makePlanReader(wire: DeskWire, day: DeskDay) {
  const origin = Date.parse(wire.origin);
  const vehicles = new Map(wire.vehicles.map((vehicle) => [vehicle.vehicle, vehicle]));
  const stops = new Map(wire.stops.map((stop) => [stop.stop, stop]));
  let requests = new Map<string, DeskStop>();
  const instantOf = (seconds: number) => new Date(origin + seconds * 1_000).toISOString();
  let known = new WeakMap<DeskRun, Written>();
  let knownShares = new WeakMap<DeskRun, RunShares>();
  let barred: DeskPlan['barred'] = [];
  let stopsOfPlan: DeskPlan['stops'] | null = null;

  const writeTrip = (
    run: DeskRun,
    trip: number,
    scheduled: ScheduledDeskRun,
    paths: KnownPaths,
  ): PlanTrip => {
    const times = scheduled.schedule.trips[trip]!; // one for each of the run's
    const visits = scheduled.schedule.events.filter((event) => event.kind === 'visit' && event.trip === trip);
    const table = day.tables[day.vehicles.get(run.vehicle)!.table]!;
    const places = placesOfTrip(run, trip, day);
    return {
      start: instantOf(times.start),
      end: instantOf(times.end),
      ...(times.arrival < times.end && { arrival: instantOf(times.arrival) }),
      load_at_start: rounded(loadOfAmounts(times.loadAtStart)),
      stops: run.trips[trip]!.map(({ stop }, index) => {
        const visit = visits[index]!; // one for each stop
        const { label, lat, lon } = stops.get(stop)!; // of the day
        const served = requests.get(stop)?.requests ?? [];
        const parts = served.flatMap(({ request, part }) => (part ? [{ request, load: part }] : []));
        return {
          place: label,
          lat,
          lon,
          requests: served.map(({ request }) => request),
          arrival: instantOf(visit.arrival),
          start: instantOf(visit.start),
          departure: instantOf(visit.departure),
          load_after: rounded(loadOfAmounts(visit.loadAfter)),
          ...(parts.length > 0 && { parts }),
        };
      }),
      legs: places.slice(1).map((to, index) => {
        const from = places[index]!;
        const leg = legBetween(table, from, to);
        return {
          seconds: leg?.seconds ?? 0,
          metres: leg?.metres ?? 0,
          geometry: {
            type: 'LineString' as const,
            coordinates: paths.of(day.vehicles.get(run.vehicle)!.table, from, to) ?? [],
          },
        };
      }),
    };
  };

  const writeRun = (run: DeskRun, scheduled: ScheduledDeskRun, paths: KnownPaths): PlanRun => {
    const { schedule, cost, violations } = scheduled;
    const vehicle = vehicles.get(run.vehicle);
    const amounts = run.trips.flat().flatMap(({ stop }) => {
      const { pickup, delivery } = day.stops.get(stop)!; // scheduled
      return [pickup, delivery];
    });
    const limit = (dimension: number) => {
      const capacity = vehicle?.capacity[dimension] ?? UNLIMITED;
      return capacity >= UNLIMITED ? null : capacity;
    };
    return {
      vehicle: run.vehicle,
      type: vehicle?.type ?? '',
      profile: wire.tables.profiles[vehicle?.table ?? 0] ?? 'light',
      capacity: { kg: limit(0) ?? UNLIMITED, crates: limit(1), parcels: limit(2) },
      load_peak: rounded(loadOfAmounts(schedule.trips.map(({ loadPeak }) => loadPeak).reduce(peakOfAmounts))),
      carried: rounded(loadOfAmounts(amounts.reduce(addAmounts))),
      trips: run.trips.map((_, trip) => writeTrip(run, trip, scheduled, paths)),
      seconds: {
        driving: schedule.drivingSeconds,
        waiting: schedule.waitingSeconds,
        service: schedule.serviceSeconds,
        unloading: schedule.turnaroundSeconds,
        breaks: schedule.breakSeconds,
      },
      breaks: breaksOfSchedule(schedule).map(({ start, end, ...at }) => ({
        ...at,
        start: instantOf(start),
        end: instantOf(end),
      })),
      metres: schedule.metres,
      cost: { ...cost },
      violations: violations.map(({ kind, amount, unit, stop }) => ({
        // A day at the desk has no rules of other kinds.
        kind: kind as PlanRun['violations'][number]['kind'],
        amount,
        dimension: unit as PlanRun['violations'][number]['dimension'],
        requests: stop === null ? [] : (requests.get(stop)?.requests ?? []).map(({ request }) => request),
      })),
    };
  };

  const writtenOf = (run: DeskRun, paths: KnownPaths): Written => {
    const before = known.get(run);
    if (before && (before.paths === paths || !isLackingPaths(before.run))) return before;
    const scheduled = before?.scheduled ?? scheduleDeskRun(run, day, barred);
    const written = { scheduled, run: writeRun(run, scheduled, paths), paths };
    known.set(run, written);
    return written;
  };

  const sharesOf = (run: DeskRun, scheduled: ScheduledDeskRun): RunShares => {
    const shares = knownShares.get(run) ?? shareRun(run, day, scheduled);
    knownShares.set(run, shares);
    return shares;
  };

  return (plan: DeskPlan, made: PlanDocument, paths: KnownPaths): ShownPlan => {
    if (plan.barred !== barred || plan.stops !== stopsOfPlan) {
      ({ barred, stops: stopsOfPlan } = plan);
      requests = new Map(plan.stops.map((stop) => [stop.stop, stop]));
      known = new WeakMap();
      knownShares = new WeakMap();
    }
    const written = plan.runs.map((run) => writtenOf(run, paths));
    const schedules = new Map(plan.runs.map(({ run }, index) => [run, written[index]!.scheduled]));
    const runs = withDockViolations(plan, written, dockOverflows(schedules, day));
    return {
      arrangement: plan,
      schedules,
      sharesOf: (number) => {
        const index = plan.runs.findIndex(({ run }) => run === number);
        const run = plan.runs[index];
        return run ? sharesOf(run, written[index]!.scheduled) : null;
      },
      document: { ...made, runs, unassigned: unassignedOf(plan, made, wire), totals: totalsOf(runs) },
    };
  };
}

/** Docks are a rule of all runs together; those that break it come new, so that the others are not drawn again. */
function withDockViolations(
  plan: DeskPlan,
  written: readonly Written[],
  overflows: readonly DockOverflow[],
): PlanRun[] {
  return written.map(({ run }, index) => {
    const own = overflows.filter((overflow) => overflow.run === plan.runs[index]!.run);
    if (own.length === 0) return run;
    const violations = own.map(({ seconds }) => ({
      kind: 'dock' as const,
      amount: seconds,
      dimension: 'seconds' as const,
      requests: [],
    }));
    return { ...run, violations: [...run.violations, ...violations] };
  });
}

/** A leg without length has no path. */
function isLackingPaths({ trips }: PlanRun): boolean {
  return trips.some(({ legs }) =>
    legs.some(({ metres, geometry }) => metres > 0 && geometry.coordinates.length === 0),
  );
}

/** Off the road as before; of the others those that stand in no run, with the reason that is known. */
function unassignedOf(plan: DeskPlan, made: PlanDocument, wire: DeskWire): PlanUnassigned[] {
  const inPlan = new Map(plan.stops.map((stop) => [stop.stop, stop]));
  const known = new Map(made.unassigned.map((each) => [each.request, each]));
  const offRoad = new Set(wire.off_road);
  const before = made.unassigned.filter(
    ({ request, code }) => code === 'NOT_ON_ROAD' || offRoad.has(request),
  );
  const ofDay = new Map(wire.stops.map((stop) => [stop.stop, stop]));
  const parts = unassignedStops(plan).flatMap((stop) => {
    const day = ofDay.get(stop);
    if (day?.is_cancelled) return [];
    // A part that went on to another day stands at the stop no longer.
    return inPlan
      .get(stop)!
      .requests.filter(({ request }) => day?.parts.some((part) => part.request === request) ?? true);
  });
  const left = new Map<string, PlanUnassigned>();
  for (const { request, part } of parts) {
    const { left: _, ...why } = known.get(request) ?? { request, code: 'TAKEN_OUT' as const, reason: '' };
    const more = left.get(request)?.left;
    left.set(request, {
      ...why,
      ...(part && { left: more ? sumOfParts([{ part: more }, { part }]) : part }),
    });
  }
  const said = new Set(before.map(({ request }) => request));
  return [...before, ...[...left.values()].filter(({ request }) => !said.has(request))];
}

function totalsOf(runs: readonly PlanRun[]): PlanDocument['totals'] {
  const sum = (pick: (run: PlanRun) => number) => runs.reduce((total, run) => total + pick(run), 0);
  const cost = sum((run) => run.cost.total);
  const kg = sum(({ carried }) => carried.kg);
  const parcels = sum(({ carried }) => carried.parcels);
  return {
    runs: runs.length,
    metres: sum(({ metres }) => metres),
    seconds: sum(({ seconds }) => secondsOut(seconds)),
    kg,
    crates: sum(({ carried }) => carried.crates),
    parcels,
    cost,
    cost_per_parcel: parcels > 0 ? cost / parcels : null,
    cost_per_kg: kg > 0 ? cost / kg : null,
  };
}

const rounded = (load: Load): Load => ({ ...load, kg: Math.round(load.kg * 1000) / 1000 });
