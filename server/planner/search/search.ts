import type { Instance } from '../model/instance.ts';
import { makeFirstPlan } from '../construct/first-plan.ts';
import { assertState } from '../state/assert-state.ts';
import { compareObjectives } from '../state/objective.ts';
import { PlanState } from '../state/plan-state.ts';
import { Random } from '../state/random.ts';
import { restorePlan, Snapshot, type Sequences } from '../state/snapshot.ts';
import { Annealing } from './annealing.ts';
import type { Division } from './divide-runs.ts';
import { Docks } from './docks.ts';
import { ChangeVehicles } from './change-vehicles.ts';

/** How many of the stops that were absent before are tried again in each iteration. */
const triedAgain = 25;

/** Before it, progress says little of how many iterations there will be. */
const leastProgress = 0.01;

/** In how many iterations whole runs are taken apart, where there is a choice of vehicles; they are long ones. */
const runShare = 0.05;

/**
 * In how many of the others one of the stops taken out opens a further run, which it would seldom do by its own price. Where
 * nothing but load ends a run, fewer are better.
 */
const openShare = 0.03;
const noType = -1;

/** In how many iterations the runs touched are offered to the vehicles of others; costly, and seldom of use twice. */
const exchangeShare = 0.1;

/**
 * Ruin and recreate with simulated annealing over one plan state, in steps that the caller paces: it knows the
 * clock, this does not. Same instance, seed and calls, same plans.
 */
export class Search {
  readonly best: Snapshot;
  iterations = 0;
  readonly #state: PlanState;
  readonly #random: Random;
  readonly #changeVehicles: ChangeVehicles;
  readonly #annealing: Annealing;
  /** Null where no hub has a limit. */
  readonly #docks: Docks | null;
  readonly #isDebug: boolean;
  readonly #now: Snapshot;
  #isDivided = false;
  /** Whether an insertion only ever adds to the cost that a plan is judged by, so that too dear ones can be given up halfway. */
  readonly #canGiveUp: boolean;

  constructor(instance: Instance, seed: number, isDebug = false) {
    const state = new PlanState(instance);
    const random = new Random(seed);
    this.#state = state;
    this.#random = random;
    state.kernel.seedRandom(seed);
    this.#changeVehicles = new ChangeVehicles(state);
    this.#annealing = new Annealing(instance, random);
    this.#docks = instance.hasDocks ? new Docks(state) : null;
    this.#isDebug = isDebug;
    this.#canGiveUp =
      instance.types.length === 1 && !instance.hasRichTypes && !instance.isOptional.includes(1);
    this.best = new Snapshot(state);
    this.#now = new Snapshot(state);
  }

  /** The first plan: all stops inserted, those that fewest vehicles may serve first. */
  construct(): void {
    const state = this.#state;
    state.journal.begin();
    makeFirstPlan(state);
    this.#moveBreaks();
    this.#changeVehicles.run(state.journal.touched, state.journal.touchedCount);
    this.#docks?.arrange(state.journal.touched, state.journal.touchedCount);
    this.#docks?.clear();
    this.#annealing.calibrate(state);
    this.#keepIfBest();
  }

  /** Begins from a plan made elsewhere instead. Throws where it breaks a rule. */
  adopt(plan: Sequences): void {
    this.#state.journal.begin();
    restorePlan(this.#state, plan);
    if (this.best.cost === Infinity) this.#annealing.calibrate(this.#state);
    this.#keepIfBest();
  }

  /** Leaves all runs and absent stops alone that are not of this part; `null`: none. */
  keepTo(division: Division | null, part: number): void {
    const { isOpenRun, isOpenStop, instance } = this.#state;
    this.#isDivided = division !== null;
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      isOpenRun[vehicle] = division === null || division.partOfVehicle[vehicle] === part ? 1 : 0;
    }
    for (let stop = 0; stop < instance.stops; stop++) {
      isOpenStop[stop] = division === null || division.partOfStop[stop] === part ? 1 : 0;
    }
  }

  /** The plan as it stands, not the best. */
  get current(): Sequences {
    this.#now.take(this.#state);
    return this.#now;
  }

  /** Whether no stop can be served, so that there is nothing to search. */
  get isPointless(): boolean {
    return this.#state.instance.isHopeless.every((hopeless) => hopeless === 1);
  }

  /** Runs so many iterations at one temperature; `progress` from 0 (start) to 1 (end). True where the best got better. */
  step(iterations: number, progress: number): boolean {
    const state = this.#state;
    this.iterations += iterations;
    const wasOscillating = this.#annealing.isOscillating;
    this.#annealing.cool(progress, this.iterations / Math.max(progress, leastProgress));
    // what works on a part goes on from the plan that all parts began with
    if (wasOscillating && !this.#annealing.isOscillating && !this.#isDivided) this.#returnToBest();
    const bestBefore = this.best.cost;
    const missedBefore = this.best.missedRequests;
    for (let count = 0; count < iterations; count++) this.#iterate();
    if (this.#isDebug) assertState(state);
    return this.best.cost !== bestBefore || this.best.missedRequests !== missedBefore;
  }

  /** Back to the best plan; what it leaves out is tried once more at every place of it. */
  finish(): void {
    const state = this.#state;
    this.#returnToBest();
    state.journal.begin();
    state.kernel.recreate(state.absentCount, 0, 0, 1, Infinity, noType);
    this.#moveBreaks();
    this.#docks?.arrange(state.journal.touched, state.journal.touchedCount);
    if (this.#docks === null || this.#docks.excess === 0) this.#keepIfBest();
  }

  #iterate(): void {
    const state = this.#state;
    const { missedPriority, missedRequests, cost, absentCount } = state;
    const priceOfAbsent = this.#annealing.priceOfAbsent(state);
    state.journal.begin();
    const favoured = this.#ruin();
    const sharesFixedCost = Number(this.#random.fraction() < 0.5);
    const fresh = state.absentCount - absentCount;
    const allowance = this.#annealing.drawAllowance();
    const mostCost = this.#canGiveUp && absentCount === 0 ? cost + allowance : Infinity;
    if (state.kernel.recreate(fresh, triedAgain, sharesFixedCost, 0, mostCost, favoured) === 0) {
      state.journal.takeBack();
      return;
    }
    this.#moveBreaks();
    this.#changeVehicles.run(state.journal.touched, state.journal.touchedCount);
    if (this.#random.fraction() < exchangeShare) {
      this.#changeVehicles.exchange(state.journal.touched, state.journal.touchedCount);
    }
    this.#docks?.arrange(state.journal.touched, state.journal.touchedCount);
    if (this.#docks !== null && this.#docks.excess > 0) {
      state.journal.takeBack();
      return;
    }
    const before = { missedPriority, missedRequests, cost };
    if (this.#annealing.accepts(state, before, allowance, priceOfAbsent, this.best)) this.#keepIfBest();
    else state.journal.takeBack();
  }

  /** Takes stops out; the type of which one of them is to open a run, or `noType`. */
  #ruin(): number {
    const { kernel, instance } = this.#state;
    const isOfRuns = instance.types.length > 1 && this.#random.fraction() < runShare;
    const favoured = isOfRuns ? kernel.removeRuns() : noType;
    if (favoured !== noType) return favoured;
    kernel.removeStrings();
    const opensRun = instance.isTimed && this.#random.fraction() < openShare;
    return opensRun ? this.#random.below(instance.types.length) : noType;
  }

  /** In the runs that have changed, to where they cost least. */
  #moveBreaks(): void {
    const { instance, journal, rich, size } = this.#state;
    if (!instance.hasRichTypes) return;
    for (let index = 0; index < journal.touchedCount; index++) {
      const vehicle = journal.touched[index]!;
      if (size[vehicle]! > 0) rich.breaks.move(vehicle);
    }
  }

  #returnToBest(): void {
    this.#state.journal.begin();
    restorePlan(this.#state, this.best);
  }

  #keepIfBest(): void {
    if (compareObjectives(this.#state, this.best) < 0) this.best.take(this.#state);
  }
}
