import type { DeskPlan, DeskRun } from '../edits/desk-plan.ts';
import type { DeskDay } from './desk-day.ts';
import { priceTrips } from './price-trips.ts';
import { QuickPricer, type QuickRun } from './quick-run.ts';

/** A plan whose runs are priced as they stand, each once, for all that is asked of it. */
export class QuickPlan {
  readonly plan: DeskPlan;
  readonly pricer: QuickPricer;
  readonly #known = new Map<DeskRun, QuickRun>();

  constructor(plan: DeskPlan, day: DeskDay) {
    this.plan = plan;
    this.pricer = new QuickPricer(day);
  }

  get day(): DeskDay {
    return this.pricer.day;
  }

  /** Of a run of the plan. */
  asItStands(run: DeskRun): QuickRun {
    const known = this.#known.get(run);
    if (known) return known;
    const priced = priceTrips(run, run.trips, this.pricer);
    this.#known.set(run, priced);
    return priced;
  }
}
