import type { UnassignedStopWire } from '#server/contract/desk.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import type { DeskPlan, DeskRun } from '#server/domain/edits/desk-plan.ts';
import { differenceOf } from '#server/domain/edits/difference.ts';
import type { Edit, SingleEdit } from '#server/domain/edits/edit.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';
import { loadDimensions } from '#server/domain/load.ts';
import type { PlanningTools, UnassignedStop } from '../planning/plan-day.ts';
import { deskDayOf, servedAt } from './desk-day.ts';
import type { DeskFacts } from './desk-facts.ts';
import {
  isHeldWhole,
  planWithRest,
  type RestChoice,
  type RestProblem,
  restProblem,
  wantedStops,
} from './rest-problem.ts';

type Fix = UnassignedStop['fixes'][number];

/** Why each stop is in no run of the plan as it stands, with what would bring it into one as edits. */
export function listUnassigned(
  plan: DeskPlan,
  facts: DeskFacts,
  explain: PlanningTools['explainUnassigned'],
): UnassignedStopWire[] {
  const day = deskDayOf(facts, plan);
  const choice = wholePlan(plan, day);
  const rest = restProblem(plan, facts, day, choice);
  const contents = new Map(plan.stops.map((stop) => [stop.stop, stop]));
  const isAnyHeld = plan.runs.some((run) => isThere(run, day) && isHeldWhole(run));
  return explain(rest.problem, rest.start).map((why) => {
    const stop = rest.stops[why.stop]!; // of the problem
    // Runs that are held whole are not in the problem, nor are their vehicles.
    const isHeld = why.code === 'NO_VEHICLES' && isAnyHeld;
    const { code, detail } = isHeld ? allLocked : why;
    const place = servedAt(contents.get(stop)!, facts)[0]?.request.place ?? stop;
    return {
      stop,
      code,
      reason: `${place}: ${detail}`,
      fixes: why.fixes.map((fix) => ({
        ...writeFix(fix, plan, facts, rest),
        edit: editOf(stop, fix, plan, facts, rest, choice),
      })),
    };
  });
}

const allLocked = { code: 'RUNS_LOCKED', detail: 'All runs are locked.' } as const;

/** Every run whose vehicle is there; a locked one is known as locked. */
function wholePlan(plan: DeskPlan, day: DeskDay): RestChoice {
  const runs = plan.runs.filter((run) => isThere(run, day) && !isHeldWhole(run));
  return { runs, stops: wantedStops(plan, day), hasIdle: true, stayCost: 0 };
}

const isThere = ({ vehicle }: DeskRun, day: DeskDay) => day.vehicles.get(vehicle)?.isAvailable === true;

function writeFix(fix: Fix, plan: DeskPlan, facts: DeskFacts, { stops, vehicles }: RestProblem) {
  const unit = fix.unit === 'load' ? loadDimensions[fix.dimension ?? 0] : fix.unit;
  const vehicle = vehicles[fix.likeVehicle ?? fix.vehicle];
  if (!unit || !vehicle) throw new Error(`a fix is about vehicle ${fix.vehicle} and load ${fix.dimension}`);
  const named = new Set(fix.stops.map((stop) => stops[stop]));
  const requests = plan.stops
    .filter(({ stop }) => named.has(stop))
    .flatMap((stop) => servedAt(stop, facts).map(({ request }) => request.reference));
  return { kind: fix.kind, vehicle, amount: fix.amount, unit, requests, cost: fix.costChange };
}

/** The edit after which the stop stands where the fix puts it; the rule that gives way is then shown as broken. */
function editOf(
  stop: string,
  fix: Fix,
  plan: DeskPlan,
  facts: DeskFacts,
  rest: RestProblem,
  choice: RestChoice,
): Edit | null {
  if (fix.kind === 'vehicle') return admitOneMore(stop, fix, plan, facts, rest);
  const run = choice.runs[fix.vehicle];
  const edit = moveOf(stop, fix, run, plan, rest, facts) ?? replacementOf(fix, plan, facts, rest, choice);
  if (fix.kind !== 'locked' || !run) return edit;
  return { type: 'several', edits: [edit, { type: 'unlock', runs: [run.run] }] };
}

/** A barred vehicle of the type; null where there is none: a vehicle is not the desk's to buy. */
function admitOneMore(
  stop: string,
  { likeVehicle }: Fix,
  plan: DeskPlan,
  { vehicles, toldRuns }: DeskFacts,
  rest: RestProblem,
): Edit | null {
  const type = vehicles.get(rest.vehicles[likeVehicle ?? -1] ?? '')?.type;
  const isIdle = (name: string) => plan.runs.every(({ vehicle }) => vehicle !== name);
  const vehicle = plan.barred.find((name) => {
    const barred = vehicles.get(name);
    return barred?.is_available === true && barred.type === type && isIdle(name);
  });
  if (vehicle === undefined) return null;
  return {
    type: 'several',
    edits: [
      { type: 'admit_vehicle', vehicle },
      { type: 'move', stops: [stop], to: { run: newRunNumber(plan, vehicle, toldRuns), vehicle } },
    ],
  };
}

/** Null where more than the stop itself changes, or a trip is added. */
function moveOf(
  stop: string,
  { kind, vehicle, run: { trips }, trip, position }: Fix,
  run: DeskRun | undefined,
  plan: DeskPlan,
  { vehicles }: RestProblem,
  { toldRuns }: DeskFacts,
): SingleEdit | null {
  if (kind === 'swap') return null;
  if (!run) {
    const name = vehicles[vehicle]!; // of the problem
    const to = { run: newRunNumber(plan, name, toldRuns), vehicle: name };
    return { type: 'move', stops: [stop], to };
  }
  const isInTrip = trips.length === run.trips.length && trips[trip]?.length === run.trips[trip]!.length + 1;
  return isInTrip ? { type: 'move', stops: [stop], to: { run: run.run, trip, position } } : null;
}

function replacementOf(
  { run }: Fix,
  plan: DeskPlan,
  facts: DeskFacts,
  rest: RestProblem,
  choice: RestChoice,
): SingleEdit {
  const runs = [...rest.start.runs.filter(({ vehicle }) => vehicle !== run.vehicle), run];
  const after = planWithRest(plan, rest, choice, { ...rest.start, runs }, deskDayOf(facts, plan));
  return differenceOf(plan, after);
}
