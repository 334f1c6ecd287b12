import type { MoreVehicleWire } from '#server/contract/desk.ts';
import { fillRun } from '#server/domain/desk/fill-run.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';
import { deskDayOf } from './desk-day.ts';
import type { DeskFacts } from './desk-facts.ts';
import { wantedStops } from './rest-problem.ts';

/** What one more vehicle of each type of the fleet would serve of what is left out; the one that serves most first. */
export function listMoreVehicles(plan: DeskPlan, facts: DeskFacts): MoreVehicleWire[] {
  const day = deskDayOf(facts, plan);
  const left = wantedStops(plan, day);
  return vehiclesByType(plan, facts)
    .flatMap(({ type, vehicle, isIdle }) => {
      const filled = fillRun(left, vehicle, day);
      if (filled === null) return [];
      const { stops, cost } = filled;
      return [
        {
          type,
          vehicle,
          stops: [...stops],
          cost,
          edit: isIdle ? opening(plan, vehicle, stops, facts) : null,
        },
      ];
    })
    .sort((a, b) => b.stops.length - a.stops.length || a.cost - b.cost);
}

/** Of each type one that has no run, free to use or barred; where there is none, one that has a run to go by. */
function vehiclesByType(plan: DeskPlan, { vehicles }: DeskFacts) {
  const used = new Set(plan.runs.map(({ vehicle }) => vehicle));
  const fleet = [...vehicles.values()].filter((vehicle) => vehicle.is_available);
  return [...new Set(fleet.map(({ type }) => type))].map((type) => {
    const alike = fleet.filter((vehicle) => vehicle.type === type).map(({ name }) => name);
    const idle = alike.filter((name) => !used.has(name));
    const best = idle.find((name) => !plan.barred.includes(name)) ?? idle[0];
    return { type, vehicle: best ?? alike[0]!, isIdle: best !== undefined }; // a type is of some vehicle
  });
}

function opening(plan: DeskPlan, vehicle: string, stops: readonly string[], { toldRuns }: DeskFacts): Edit {
  const to = { run: newRunNumber(plan, vehicle, toldRuns), vehicle };
  const move = { type: 'move' as const, stops, to };
  return plan.barred.includes(vehicle)
    ? { type: 'several', edits: [{ type: 'admit_vehicle', vehicle }, move] }
    : move;
}
