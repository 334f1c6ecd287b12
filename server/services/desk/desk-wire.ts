import type { DeskWire, PlanFiguresWire } from '#server/contract/desk.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
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
        windows: windows.map(({ start, end }) => ({ start, end })),
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
        is_cancelled: needs.isCancelled,
      };
    }),
    vehicles: [...day.vehicles].map(([vehicle, terms]) => ({
      vehicle,
      type: facts.vehicles.get(vehicle)?.type ?? '',
      table: terms.table,
      access: terms.access,
      capacity: [...terms.capacity],
      rates: rateTermsOnWire(terms),
      shift: { ...terms.shift },
      start_place: terms.startPlace,
      end_place: terms.endPlace,
      is_available: terms.isAvailable,
    })),
    off_road: [...facts.places.offRoad.keys()],
  };
}

/** What a plan comes to, as it is told. */
export function figuresOnWire(plan: DeskPlan, day: DeskDay): PlanFiguresWire {
  const { lateSeconds, ...figures } = figuresOfPlan(plan, day, scheduleDeskPlan(plan, day));
  return { ...figures, late_seconds: lateSeconds };
}
