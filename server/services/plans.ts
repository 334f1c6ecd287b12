import type { PlanDocument } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { RouteStep } from '#server/routing/port.ts';
import type { Store } from '#server/store/port.ts';
import { fleetOfDay } from './fleet-of-day.ts';
import { requireHub, rulesOf } from './hubs.ts';
import type { KeptRun } from './planning/keep-vehicles.ts';
import { type PlanDayHooks, type PlanDayInput, type PlanningTools, planDay } from './planning/plan-day.ts';
import type { Solves } from './planning/solves.ts';
import type { Services } from './port.ts';
import { rateTermsOn } from './rates/rate-terms-of.ts';
import { directionsOf, startOf } from './run-directions.ts';

/** States in which a request is to be planned (again). */
const plannable: ReadonlySet<Request['state']> = new Set(['booked', 'planned', 'published']);

/** A day's plan: made in the background, read, and told as directions. */
export function makePlans(deps: {
  store: Pick<
    Store,
    | 'hubs'
    | 'requests'
    | 'fleet'
    | 'drivers'
    | 'rates'
    | 'plans'
    | 'solves'
    | 'desks'
    | 'publications'
    | 'drive'
  >;
  solves: Solves;
  /** @throws UserError REGION_UNKNOWN */
  toolsOf: (region: string) => PlanningTools;
  directionTexts: (steps: readonly RouteStep[], locale: string, destination: string) => string[];
  snapLimitMetres: number;
  newSeed: () => number;
}): Services['plans'] {
  const { store } = deps;

  return {
    get: async (hub, date) => {
      await requireHub(store.hubs, hub);
      return {
        plan: await store.plans.get(hub, date),
        solve: await store.solves.running(hub, date),
        interrupted: await store.solves.lastInterrupted(hub, date),
      };
    },

    startSolve: async (hubId, date, seconds, by) => {
      const hub = await requireHub(store.hubs, hubId);
      const requests = (await store.requests.listByDay(hubId, date)).filter(({ state }) =>
        plannable.has(state),
      );
      await requireNobodyOut(store, hubId, date);
      const vehicles = (await fleetOfDay(store, hubId, date)).filter((vehicle) => vehicle.is_available);
      if (requests.length === 0) throw new UserError('NO_REQUESTS', `Nothing is booked on ${date}.`);
      if (vehicles.length === 0) throw new UserError('NO_VEHICLES', 'No vehicle is in use.');
      // Asked for here too, so that a region that is not there is told at once.
      const toolsOfNow = () => deps.toolsOf(hub.region);
      toolsOfNow();
      const input = {
        hub,
        date,
        requests,
        vehicles,
        rateTermsOf: rateTermsOn(date, await store.rates.get(hubId)),
        seconds,
        seed: deps.newSeed(),
        snapLimitMetres: deps.snapLimitMetres,
        rules: await rulesOf(store.hubs, hubId),
        readKept: () => readKept(store, hubId, date),
      };
      const solve = await deps.solves.start({ hub: hubId, date, by }, async (hooks) => {
        const document = await planOnOneBuild(input, toolsOfNow, hooks);
        // Somebody may have left while it was sought.
        await requireNobodyOut(store, hubId, date);
        return document;
      });
      return { solve };
    },

    stopSolve: async (hub, solve, keep) => deps.solves.stop(hub, solve, keep),

    directions: async (hubId, date, vehicle, locale) => {
      const hub = await requireHub(store.hubs, hubId);
      const plan = await store.plans.get(hubId, date);
      if (!plan) throw new UserError('PLAN_UNKNOWN', `${date} has no plan yet.`, { ids: [date] });
      const run = plan.document.runs.find((candidate) => candidate.vehicle === vehicle);
      if (!run) throw new UserError('RUN_UNKNOWN', `The plan has no run of ${vehicle}.`, { ids: [vehicle] });
      const fleet = await store.fleet.list(hubId);
      const start = startOf(fleet.find(({ name }) => name === vehicle) ?? null, hub);
      return directionsOf(run, { hub, start }, deps.toolsOf(hub.region).engine, (steps, to) =>
        deps.directionTexts(steps, locale, to),
      );
    },
  };
}

/** A plan made anew takes runs apart, and what is on board of them. @throws UserError DRIVERS_UNDER_WAY */
async function requireNobodyOut({ drive }: Pick<Store, 'drive'>, hub: string, date: string): Promise<void> {
  if ((await drive.listUnderWay(hub, date)).size === 0) return;
  throw new UserError('DRIVERS_UNDER_WAY', `Drivers have left the hub with runs of ${date}.`);
}

/** Runs that drivers have, and those that are locked at the desk. */
async function readKept(
  { desks, publications }: Pick<Store, 'desks' | 'publications'>,
  hub: string,
  date: string,
): Promise<KeptRun[]> {
  const published = (await publications.get(hub, date))?.runs ?? [];
  const plan = (await desks.get({ hub, date, scenario: null }))?.plan;
  const contents = new Map(plan?.stops.map(({ stop, requests }) => [stop, requests]));
  const told = published.map(({ frozen: { run, requests } }) => ({
    vehicle: run.vehicle,
    requests: new Set(requests.map(({ id }) => id)),
  }));
  const locked = (plan?.runs ?? [])
    .filter(({ state }) => state === 'locked')
    .map(({ vehicle, trips }) => ({
      vehicle,
      requests: new Set(
        trips.flat().flatMap(({ stop }) => contents.get(stop)?.map(({ request }) => request) ?? []),
      ),
    }));
  return [...told, ...locked];
}

/** So often a region may be imported anew under one solve. */
const mostBuilds = 3;

/**
 * Plans the day, and plans it anew where the region was imported again meanwhile: tables and paths of two builds do
 * not go together, and the engine of the build before is closed.
 */
async function planOnOneBuild(
  input: PlanDayInput,
  toolsOfNow: () => PlanningTools,
  hooks: PlanDayHooks,
): Promise<PlanDocument> {
  for (let build = 1; ; build++) {
    const tools = toolsOfNow();
    const isStale = () =>
      build < mostBuilds && !hooks.signal?.aborted && toolsOfNow().engine !== tools.engine;
    try {
      const document = await planDay(input, tools, hooks);
      if (!isStale()) return document;
    } catch (error) {
      if (!isStale()) throw error;
    }
  }
}
