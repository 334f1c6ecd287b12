import { deskDayOf, withLateRequests } from './desk-day.ts';
import type { PlanStep } from '#server/contract/desk.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { differenceOf, touchedBy } from '#server/domain/edits/difference.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { DeskKey, Store, StoredDesk, StoredStep } from '#server/store/port.ts';
import type { OnVersion, StepDone } from '../port.ts';
import type { DeskFacts, FactsOfDays } from './desk-facts.ts';
import { documentOfEdit, vehiclesOfEdit } from './document-of-edit.ts';
import { historyOf } from './history.ts';
import type { LegPaths } from './leg-paths.ts';
import { conflictWith, mergeEdit, type MergedEdit } from './merge-edit.ts';

export interface PlanStepsDeps {
  readonly store: Pick<Store, 'plans' | 'desks'>;
  readonly facts: FactsOfDays;
  readonly paths: LegPaths;
  /** Told of paths that could not be found; the plan stands without them. */
  readonly onFailure: (error: unknown) => void;
}

/** A plan as it stands, with what came since the version that a step is made on. */
interface Standing {
  readonly desk: StoredDesk;
  readonly facts: DeskFacts;
  readonly since: readonly StoredStep[];
}

interface Making extends MergedEdit {
  readonly kind: PlanStep['kind'];
  readonly of: number | null;
}

/** So often a step is tried anew where another is written at the same moment. */
const mostTries = 50;

/** The history of each plan: steps are added one behind the other, each in one transaction. */
export class PlanSteps {
  readonly #deps: PlanStepsDeps;
  #filling: Promise<void> = Promise.resolve();
  /** Days whose lacking paths were asked for. */
  readonly #mended = new Set<string>();

  constructor(deps: PlanStepsDeps) {
    this.#deps = deps;
  }

  /** @throws UserError PLAN_UNKNOWN, SCENARIO_UNKNOWN, EDIT_IMPOSSIBLE, EDIT_CONFLICT, VEHICLE_UNKNOWN */
  edit(on: OnVersion, edit: Edit): Promise<StepDone> {
    return this.#add(on, async ({ desk, facts, since }) => {
      const merged = mergeEdit(edit, desk.plan, since, facts.toldRuns);
      requireVehicles(desk.plan, merged.plan, facts);
      return { kind: 'edit', of: null, ...merged };
    });
  }

  /** @throws UserError as `edit`; NOTHING_TO_UNDO */
  undo(on: OnVersion): Promise<StepDone> {
    return this.#goBack(on, 'undo');
  }

  /** @throws UserError as `undo` */
  redo(on: OnVersion): Promise<StepDone> {
    return this.#goBack(on, 'redo');
  }

  /** Makes the plan of record what a scenario is. @throws UserError as `edit` */
  adopt(on: OnVersion, scenario: string): Promise<StepDone> {
    return this.#add(on, async ({ desk, facts, since }) => {
      if (since.length > 0) throw conflictWith(since);
      const { plan: adopted } = await this.read({ ...on, scenario }, facts);
      const plan = withLateRequests(adopted, facts);
      const edit = differenceOf(desk.plan, plan);
      return { kind: 'adopt', of: null, edit, plan, touched: touchedBy(edit, desk.plan, plan) };
    });
  }

  /** The plan as it stands, with what came late. @throws UserError PLAN_UNKNOWN, SCENARIO_UNKNOWN */
  async read(key: DeskKey, facts: DeskFacts): Promise<StoredDesk> {
    const desk = await this.#deps.store.desks.get(key);
    if (desk) return { ...desk, plan: withLateRequests(desk.plan, facts) };
    const { date, scenario } = key;
    if (scenario === null || !(await this.#deps.store.desks.get({ ...key, scenario: null }))) {
      throw new UserError('PLAN_UNKNOWN', `${date} has no plan yet.`, { ids: [date] });
    }
    throw new UserError('SCENARIO_UNKNOWN', `There is no scenario ${scenario}.`, { ids: [scenario] });
  }

  /** Asks for paths that are lacking still, once: those that were not found, or not asked for when the server stopped. */
  async mendPaths({ hub, date }: DeskKey): Promise<void> {
    const day = `${hub} ${date}`;
    if (this.#mended.has(day)) return;
    this.#mended.add(day);
    const { plans, desks } = this.#deps.store;
    const desk = await desks.get({ hub, date, scenario: null });
    const stored = await plans.get(hub, date);
    if (!desk || !stored) return;
    if (desk.editVersion === stored.editVersion) {
      this.#fill({ hub, date, scenario: null }, desk.plan, stored.document.runs);
    } else this.#mended.delete(day); // an edit came in between
  }

  /** Ends when paths under way are written. */
  async settlePaths(): Promise<void> {
    await this.#filling;
  }

  #goBack(on: OnVersion, kind: 'undo' | 'redo'): Promise<StepDone> {
    return this.#add(on, async ({ desk, since }) => {
      // What is taken back must be what the caller saw.
      if (since.length > 0) throw conflictWith(since);
      const entry = historyOf(await this.#deps.store.desks.listKinds(on))[kind];
      const step = entry && (await this.#deps.store.desks.getStep(on, entry.step));
      if (!entry || !step) {
        throw new UserError(
          'NOTHING_TO_UNDO',
          kind === 'undo' ? 'No step is left.' : 'No step was taken back.',
        );
      }
      const plan = applyEdit(desk.plan, step.inverse);
      return {
        kind,
        of: entry.of,
        edit: step.inverse,
        plan,
        touched: touchedBy(step.inverse, desk.plan, plan),
      };
    });
  }

  async #add(on: OnVersion, make: (standing: Standing) => Promise<Making>): Promise<StepDone> {
    const { desks } = this.#deps.store;
    const { id = null } = on;
    for (let tries = 1; ; tries++) {
      const done = id === null ? null : await desks.findStep(on, id);
      if (done) return { edit_version: done.editVersion, step: stepOnWire(done) };
      const facts = await this.#deps.facts.get(on.hub, on.date);
      const desk = await this.read(on, facts);
      const made = await make({ desk, facts, since: await this.#since(on, desk) });
      const inverse = differenceOf(made.plan, desk.plan);
      if (inverse.runs.length + inverse.stops.length + inverse.vehicles.length === 0) {
        return { edit_version: desk.editVersion, step: null };
      }
      const { plan, kind, of, edit, touched } = made;
      const day = deskDayOf(facts, plan);
      const costChange = costOf(plan, desk.plan, day) - costOf(desk.plan, plan, deskDayOf(facts, desk.plan));
      const step = { id, kind, of, edit, inverse, touched, costChange, by: on.by };
      const document = on.scenario === null ? await this.#documentOf(desk, plan, facts, day) : null;
      const stored = await desks.commit(on, desk.editVersion, { plan, step, document });
      if (stored) {
        if (document)
          this.#fill(
            on,
            plan,
            document.written.map(({ run }) => run),
          );
        return { edit_version: stored.editVersion, step: stepOnWire(stored) };
      }
      if (tries === mostTries) throw new Error(`step after ${desk.editVersion} was overtaken ${tries} times`);
    }
  }

  /** Steps that the caller had not seen. @throws UserError EDIT_CONFLICT where the version is none of this plan's */
  async #since(on: OnVersion, desk: StoredDesk): Promise<StoredStep[]> {
    if (on.editVersion === desk.editVersion) return [];
    const steps = await this.#deps.store.desks.listSteps(on, on.editVersion);
    if (steps.length === desk.editVersion - on.editVersion && steps.length > 0) return steps;
    throw new UserError('EDIT_CONFLICT', `The plan has no version ${on.editVersion} to change.`);
  }

  async #documentOf(desk: StoredDesk, plan: DeskPlan, facts: DeskFacts, day: DeskDay) {
    const { plans } = this.#deps.store;
    const vehicles = vehiclesOfEdit(desk.plan, plan);
    return documentOfEdit(desk.plan, plan, facts, day, {
      runs: await plans.getRuns(desk.hub, desk.date, vehicles),
      unassigned: await plans.getUnassigned(desk.hub, desk.date),
    });
  }

  #fill({ hub, date }: DeskKey, plan: DeskPlan, runs: Parameters<LegPaths['fill']>[3]): void {
    const { paths, store, onFailure } = this.#deps;
    this.#filling = this.#filling
      .then(() => paths.fill(hub, date, plan, runs, store.plans))
      .catch((error: unknown) => {
        this.#mended.delete(`${hub} ${date}`);
        onFailure(error);
      });
  }
}

/** Cost of the runs that an edit does not leave alone. */
function costOf(plan: DeskPlan, other: DeskPlan, day: DeskDay): number {
  const kept = new Set(other.runs);
  return plan.runs
    .filter((run) => !kept.has(run))
    .reduce((sum, run) => sum + scheduleDeskRun(run, day).cost.total, 0);
}

/** @throws UserError VEHICLE_UNKNOWN where a run comes to a vehicle that the fleet does not have */
function requireVehicles(before: DeskPlan, after: DeskPlan, { vehicles }: DeskFacts): void {
  const known = new Set([...vehicles.keys(), ...before.runs.map(({ vehicle }) => vehicle), ...before.barred]);
  const named = [...after.runs.map(({ vehicle }) => vehicle), ...after.barred];
  const unknown = named.filter((vehicle) => !known.has(vehicle));
  if (unknown.length === 0) return;
  throw new UserError('VEHICLE_UNKNOWN', `The fleet has no ${unknown.join(', ')}.`, { ids: unknown });
}

/** A step as it is told. */
export function stepOnWire({ editVersion, id, kind, of, edit, costChange, at, by }: StoredStep): PlanStep {
  return { edit_version: editVersion, id, kind, of, edit, cost_change: costChange, at, by };
}
