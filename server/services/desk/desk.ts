import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Store, StoredDesk, StoredScenario } from '#server/store/port.ts';
import type { Services } from '../port.ts';
import { withLateRequests } from './desk-day.ts';
import type { PlanningTools } from '../planning/plan-day.ts';
import type { Solves } from '../planning/solves.ts';
import { type DeskFacts, FactsOfDays } from './desk-facts.ts';
import { dayOnWire, figuresOnWire } from './desk-wire.ts';
import { historyOf } from './history.ts';
import { LegPaths, requireKey } from './leg-paths.ts';
import { listMoreVehicles } from './more-vehicles.ts';
import { PlanRests } from './plan-rests.ts';
import { PlanSteps, stepOnWire } from './plan-steps.ts';
import { listUnassigned } from './unassigned.ts';

export interface DeskDeps {
  readonly store: Pick<
    Store,
    | 'hubs'
    | 'requests'
    | 'fleet'
    | 'drivers'
    | 'rates'
    | 'plans'
    | 'desks'
    | 'publications'
    | 'solves'
    | 'events'
    | 'drive'
  >;
  readonly solves: Solves;
  /** @throws UserError REGION_UNKNOWN */
  readonly toolsOf: (region: string) => PlanningTools;
  readonly snapLimitMetres: number;
  readonly newId: () => string;
  readonly newSeed: () => number;
  /** Told of paths that could not be found; the plan stands without them. */
  readonly onFailure: (error: unknown) => void;
}

/** A day's plan on the dispatcher's desk. */
export interface Desk {
  readonly service: Services['desk'];
  /** The plan of record of a day with what it is made of. @throws UserError PLAN_UNKNOWN and as `FactsOfDays` */
  readDay(hub: string, date: string): Promise<StoredDesk & { readonly facts: DeskFacts }>;
  /** Ends when paths under way are written. */
  settlePaths(): Promise<void>;
}

export function openDesk(deps: DeskDeps): Desk {
  const facts = new FactsOfDays(deps);
  const paths = new LegPaths(facts);
  const steps = new PlanSteps({ ...deps, facts, paths });
  const rests = new PlanRests({ ...deps, facts, steps });
  return {
    service: makeDesk(deps, facts, paths, steps, rests),
    readDay: async (hub, date) => {
      const factsOfDay = await facts.get(hub, date);
      return { facts: factsOfDay, ...(await steps.read({ hub, date, scenario: null }, factsOfDay)) };
    },
    settlePaths: () => steps.settlePaths(),
  };
}

function makeDesk(
  { store, toolsOf, newId }: DeskDeps,
  facts: FactsOfDays,
  paths: LegPaths,
  steps: PlanSteps,
  rests: PlanRests,
): Services['desk'] {
  return {
    get: async (key) => {
      const factsOfDay = await facts.get(key.hub, key.date);
      const { planId, editVersion, plan } = await steps.read(key, factsOfDay);
      await steps.mendPaths(key);
      const stepsOfPlan = historyOf(await store.desks.listKinds(key));
      const step = async (version: number | undefined) => {
        const stored = version === undefined ? null : await store.desks.getStep(key, version);
        return stored && stepOnWire(stored);
      };
      return {
        plan: planId,
        scenario: key.scenario,
        edit_version: editVersion,
        arrangement: plan,
        ...dayOnWire(plan, factsOfDay),
        undo: await step(stepsOfPlan.undo?.step),
        redo: await step(stepsOfPlan.redo?.of),
      };
    },

    tables: async (hub, date, key) => {
      const factsOfDay = await facts.get(hub, date);
      requireKey(factsOfDay, key);
      return zippedTables(factsOfDay);
    },

    paths: (hub, date, key, legs) => paths.list(hub, date, key, legs),

    edit: (on, edit) => steps.edit(on, edit),
    undo: (on) => steps.undo(on),
    redo: (on) => steps.redo(on),
    listSteps: async (key, after) => (await store.desks.listSteps(key, after)).map(stepOnWire),

    listScenarios: async (hub, date) => {
      const factsOfDay = await facts.get(hub, date);
      const { plan } = await steps.read({ hub, date, scenario: null }, factsOfDay);
      const scenarios = await store.desks.listScenarios(hub, date);
      return {
        record: figuresOnWire(plan, factsOfDay),
        scenarios: scenarios.map((scenario) => scenarioOnWire(scenario, factsOfDay)),
      };
    },
    addScenario: async (hub, date, { name, from, by }) => {
      const factsOfDay = await facts.get(hub, date);
      const { plan } = await steps.read({ hub, date, scenario: from }, factsOfDay);
      const stored = await store.desks.addScenario(hub, date, { id: newId(), name, plan, by });
      return scenarioOnWire(stored, factsOfDay);
    },
    removeScenario: (hub, date, scenario) => store.desks.removeScenario(hub, date, scenario),
    adoptScenario: (on, scenario) => steps.adopt(on, scenario),

    planRest: (hub, scope, by) => rests.start(hub, scope, by),
    getProposal: (hub, solve) => rests.get(hub, solve),

    listMoreVehicles: async (key) => {
      const factsOfDay = await facts.get(key.hub, key.date);
      return listMoreVehicles((await steps.read(key, factsOfDay)).plan, factsOfDay);
    },
    listUnassigned: async (key) => {
      const factsOfDay = await facts.get(key.hub, key.date);
      const { plan } = await steps.read(key, factsOfDay);
      return listUnassigned(plan, factsOfDay, toolsOf(factsOfDay.hub.region).explainUnassigned);
    },
  };
}

const zip = promisify(gzip);
const zipped = new WeakMap<DeskFacts, Promise<Buffer>>();

/** Zipped once for all desks that are opened on them. */
function zippedTables(facts: DeskFacts): Promise<Buffer> {
  const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array) =>
    Buffer.from(buffer, byteOffset, byteLength);
  const bytes =
    zipped.get(facts) ??
    zip(Buffer.concat(facts.tables.flatMap(({ seconds, metres }) => [bytesOf(seconds), bytesOf(metres)])), {
      level: 1,
    });
  zipped.set(facts, bytes);
  return bytes;
}

function scenarioOnWire(
  { id, name, editVersion, createdAt, createdBy, plan }: StoredScenario,
  facts: DeskFacts,
) {
  const whole = withLateRequests(plan, facts);
  return {
    id,
    name,
    edit_version: editVersion,
    created_at: createdAt,
    created_by: createdBy,
    figures: figuresOnWire(whole, facts),
  };
}
