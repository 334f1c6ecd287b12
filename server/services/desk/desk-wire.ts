import type { DeskWire, PlanFiguresWire } from '#server/contract/desk.ts';
import { isStanding } from '#server/contract/request.ts';
import type { DayVehicle } from '#server/domain/desk/desk-day.ts';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import { rateTermsOnWire } from '../rates/rate-terms-on-wire.ts';
import { deskDayOf, servedAt } from './desk-day.ts';
import type { DeskFacts } from './desk-facts.ts';

type DayWire = Omit<DeskWire, 'plan' | 'scenario' | 'edit_version' | 'arrangement' | 'undo' | 'redo'>;

/** The day of a plan, as it is told. */
export function dayOnWire(plan: DeskPlan, facts: DeskFacts): DayWire {
  const day = deskDayOf(facts, plan);
  return {
    origin: facts.clock.instantOf(0),
    hub_place: day.hubPlace,
    turnaround_seconds: day.turnaroundSeconds,
    ...(day.receiving && { receiving: day.receiving.map(windowOnWire) }),
    ...(day.docks !== undefined && { docks: day.docks }),
    tables: { key: facts.key, size: facts.places.points.length, profiles: [...facts.profiles] },
    stops: plan.stops.map((stop) => {
      const { place, windows, setupSeconds, serviceSeconds, parts, ...needs } = day.stops.get(stop.stop)!; // of the plan
      const first = servedAt(stop, facts)[0]?.request;
      return {
        stop: stop.stop,
        label: first?.place ?? stop.stop,
        lat: first?.lat ?? facts.hub.lat,
        lon: first?.lon ?? facts.hub.lon,
        place,
        windows: windows.map(windowOnWire),
        setup_seconds: setupSeconds,
        service_seconds: serviceSeconds,
        pickup: [...needs.pickup],
        delivery: [...needs.delivery],
        parts: parts.map((part) => ({
          request: part.request,
          pickup: [...part.pickup],
          delivery: [...part.delivery],
          service_seconds: part.serviceSeconds,
        })),
        largest_access: needs.largestAccess,
        ...(needs.latestAtHub !== undefined && { latest_at_hub: needs.latestAtHub }),
        is_cancelled: needs.isCancelled,
      };
    }),
    vehicles: [...day.vehicles].map(([name, terms]) => vehicleOnWire(name, terms, facts)),
    told_runs: [...facts.toldRuns],
    off_road: [...facts.places.offRoad.keys()],
  };
}

type VehicleWire = DayWire['vehicles'][number];

function vehicleOnWire(name: string, terms: DayVehicle, facts: DeskFacts): VehicleWire {
  const vehicle = facts.vehicles.get(name);
  const { mostTrips = 1, limits = {}, break: rest } = terms;
  return {
    vehicle: name,
    type: vehicle?.type ?? '',
    table: terms.table,
    access: terms.access,
    capacity: [...terms.capacity],
    rates: rateTermsOnWire(terms),
    shift: { ...terms.shift },
    start_place: terms.startPlace,
    end_place: terms.endPlace,
    most_trips: mostTrips,
    limits: { ...limits },
    ...(rest && { break: { windows: rest.windows.map(windowOnWire), seconds: rest.seconds } }),
    is_available: terms.isAvailable,
    driver: vehicle?.driver ?? null,
    out: outOf(name, terms, facts),
    has_changed: vehicle !== undefined && facts.madeAt !== null && vehicle.changed_at > facts.madeAt,
  };
}

function outOf(name: string, { isAvailable }: DayVehicle, facts: DeskFacts): VehicleWire['out'] {
  const vehicle = facts.vehicles.get(name);
  if (!vehicle) return 'gone';
  return vehicle.out ?? (isAvailable ? null : 'off_road');
}

const windowOnWire = ({ start, end }: TimeWindow) => ({ start, end });

/** What a plan comes to, as it is told; what is off the road and so no stop of it is not served either. */
export function figuresOnWire(plan: DeskPlan, facts: DeskFacts): PlanFiguresWire {
  const day = deskDayOf(facts, plan);
  const { lateSeconds, unserved, ...figures } = figuresOfPlan(plan, day, scheduleDeskPlan(plan, day));
  const inPlan = new Set(plan.stops.flatMap(({ requests }) => requests.map(({ request }) => request)));
  const offRoad = [...facts.places.offRoad.keys()].filter(
    (id) => !inPlan.has(id) && isStanding(facts.requests.get(id)!), // of the day
  );
  return { ...figures, unserved: unserved + offRoad.length, late_seconds: lateSeconds };
}
