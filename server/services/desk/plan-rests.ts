import type { ProposalWire, RestScope } from '#server/contract/desk.ts';
import { differenceOf, movedStops } from '#server/domain/edits/difference.ts';
import type { DeskPlan, DeskRun, DeskStop } from '#server/domain/edits/desk-plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Store } from '#server/store/port.ts';
import { type PlanDayHooks, type PlanningTools } from '../planning/plan-day.ts';
import { runSearch } from '../planning/search-plan.ts';
import type { Solves } from '../planning/solves.ts';
import { deskDayOf } from './desk-day.ts';
import { figuresOnWire } from './desk-wire.ts';
import type { DeskFacts, FactsOfDays } from './desk-facts.ts';
import { conflictWith } from './merge-edit.ts';
import type { PlanSteps } from './plan-steps.ts';
import { soundStart } from './sound-start.ts';
import { isHeldWhole, planWithRest, type RestChoice, restProblem, wantedStops } from './rest-problem.ts';

export interface PlanRestsDeps {
  readonly store: Pick<Store, 'desks' | 'solves' | 'drive'>;
  readonly facts: FactsOfDays;
  readonly steps: PlanSteps;
  readonly solves: Solves;
  readonly toolsOf: (region: string) => PlanningTools;
  readonly newSeed: () => number;
}

/** Optimises parts of plans in the background; what comes of it is proposed, and changes nothing by itself. */
export class PlanRests {
  readonly #deps: PlanRestsDeps;

  constructor(deps: PlanRestsDeps) {
    this.#deps = deps;
  }

  /** @throws UserError PLAN_UNKNOWN, SCENARIO_UNKNOWN, EDIT_CONFLICT, NOTHING_TO_PLAN, SOLVE_RUNNING */
  async start(hub: string, scope: RestScope, by: string | null): Promise<{ solve: string }> {
    const { facts: days, steps, solves, store } = this.#deps;
    const { date, scenario, edit_version: editVersion } = scope;
    const facts = await days.get(hub, date);
    const key = { hub, date, scenario };
    const desk = await steps.read(key, facts);
    if (desk.editVersion !== editVersion) throw conflictWith(await store.desks.listSteps(key, editVersion));
    const choice = chosen(desk.plan, scope, facts, await store.drive.listUnderWay(hub, date));
    const solve = await solves.propose({ hub, date, by, rest: { scenario } }, async (hooks, id) => {
      const after = await this.#solve(desk.plan, facts, choice, scope, hooks);
      // Somebody may have left while it was sought.
      requireNoneBegun(choice.runs, desk.plan, await store.drive.listUnderWay(hub, date));
      await store.solves.keepProposal(id, proposalOf(desk.plan, after, facts, { scenario, editVersion }));
    });
    return { solve };
  }

  /** @throws UserError PROPOSAL_UNKNOWN */
  async get(hub: string, solve: string): Promise<ProposalWire> {
    const kept = await this.#deps.store.solves.getProposal(hub, solve);
    if (kept) return kept;
    throw new UserError('PROPOSAL_UNKNOWN', `No proposal of solve ${solve} is kept.`, { ids: [solve] });
  }

  async #solve(
    plan: DeskPlan,
    facts: DeskFacts,
    choice: RestChoice,
    { seconds }: RestScope,
    hooks: PlanDayHooks,
  ): Promise<DeskPlan> {
    const day = deskDayOf(facts, plan);
    const rest = restProblem(plan, facts, day, choice);
    const tools = this.#deps.toolsOf(facts.hub.region);
    const early = new AbortController();
    hooks.onSolving?.({ finishEarly: () => early.abort() });
    const from = soundStart(rest.problem, rest.start, tools);
    const solution = await runSearch(rest.problem, seconds, tools, hooks.signal, early.signal, {
      seed: this.#deps.newSeed(),
      ...(from && { from }),
      onProgress: ({ secondsLeft, cost, unassignedRequests, runs }) =>
        hooks.onProgress?.({
          phase: 'solving',
          done: Math.min(1, Math.max(0, 1 - secondsLeft / seconds)),
          seconds_left: secondsLeft,
          cost,
          unassigned: unassignedRequests,
          runs,
        }),
    });
    return planWithRest(plan, rest, choice, solution, day);
  }
}

/**
 * A run that its driver has begun stays as it is: what is on board is not to be put on another.
 *
 * @throws UserError NOTHING_TO_PLAN
 */
function chosen(
  plan: DeskPlan,
  scope: RestScope,
  facts: DeskFacts,
  underWay: ReadonlySet<string>,
): RestChoice {
  const day = deskDayOf(facts, plan);
  const isBegun = begunIn(plan, underWay);
  const runs = plan.runs.filter(
    (run) =>
      run.state === 'open' &&
      !isHeldWhole(run) &&
      !isBegun(run) &&
      (scope.runs?.includes(run.run) ?? true) &&
      day.vehicles.get(run.vehicle)?.isAvailable === true &&
      !plan.barred.includes(run.vehicle),
  );
  const taken = takenAlong(plan, facts);
  const stops = wantedStops(plan, day).filter(
    (stop) => (scope.stops?.includes(stop) ?? true) && !taken.has(stop),
  );
  const choice = { runs, stops, hasIdle: scope.may_open_runs, stayCost: scope.stay_cost };
  const rest = restProblem(plan, facts, day, choice);
  if (rest.stops.length === 0 || rest.vehicles.length === 0) {
    throw new UserError('NOTHING_TO_PLAN', 'No stop, or no run or vehicle, is left to plan with.');
  }
  return choice;
}

/** Whether anything of a run of the plan is under way. */
function begunIn(plan: DeskPlan, underWay: ReadonlySet<string>): (run: DeskRun) => boolean {
  const contents = new Map(plan.stops.map(({ stop, requests }) => [stop, requests]));
  return ({ trips }) =>
    trips.flat().some(({ stop }) => contents.get(stop)?.some(({ request }) => underWay.has(request)));
}

/** @throws UserError DRIVERS_UNDER_WAY */
function requireNoneBegun(runs: readonly DeskRun[], plan: DeskPlan, underWay: ReadonlySet<string>): void {
  const begun = runs.filter(begunIn(plan, underWay)).map(({ vehicle }) => vehicle);
  if (begun.length === 0) return;
  throw new UserError('DRIVERS_UNDER_WAY', `Drivers have left the hub meanwhile: ${begun.join(', ')}.`, {
    ids: begun,
  });
}

/** Stops of what a driver has on board already: the desk says of which run it is, and nobody else is to fetch it. */
function takenAlong({ stops }: DeskPlan, { requests }: DeskFacts): ReadonlySet<string> {
  const isTaken = ({ request, part }: DeskStop['requests'][number]): boolean => {
    const state = requests.get(request)?.state;
    // Of one in parts this may be a part that is still to be fetched.
    return state === 'collected' || (state === 'partly_collected' && part === null);
  };
  return new Set(stops.flatMap((each) => (each.requests.every(isTaken) ? each.stop : [])));
}

function proposalOf(
  before: DeskPlan,
  after: DeskPlan,
  facts: DeskFacts,
  on: { readonly scenario: string | null; readonly editVersion: number },
): ProposalWire {
  const edit = differenceOf(before, after);
  const moved = movedStops(before, after);
  const touched = new Set(moved.flatMap(({ from, to }) => [from, to]));
  return {
    scenario: on.scenario,
    edit_version: on.editVersion,
    edit,
    moved,
    reordered: edit.runs.map(({ run }) => run).filter((run) => !touched.has(run)),
    before: figuresOnWire(before, facts),
    after: figuresOnWire(after, facts),
  };
}
