import type { Hub } from '#server/contract/hub.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Store } from '#server/store/port.ts';
import { type DeskFacts, type FactsTools, gatherDay } from './desk-facts.ts';

export interface ReadDayOnceDeps {
  readonly store: Pick<
    Store,
    'hubs' | 'requests' | 'fleet' | 'drivers' | 'rates' | 'plans' | 'desks' | 'publications'
  >;
  /** @throws UserError REGION_UNKNOWN */
  readonly toolsOf: (region: string) => FactsTools;
  readonly snapLimitMetres: number;
}

/**
 * A day with its plan of record, not kept afterwards: a season of days is read once, and the desk's own are few.
 *
 * @throws UserError PLAN_UNKNOWN and as `gatherDay`; RoutingError
 */
export async function readDayOnce(
  hub: Hub,
  date: string,
  deps: ReadDayOnceDeps,
): Promise<{ readonly facts: DeskFacts; readonly plan: DeskPlan }> {
  const desk = await deps.store.desks.get({ hub: hub.id, date, scenario: null });
  if (!desk) throw new UserError('PLAN_UNKNOWN', `${date} has no plan.`, { ids: [date] });
  return { plan: desk.plan, facts: await gatherDay(hub, date, deps.toolsOf(hub.region), deps) };
}
