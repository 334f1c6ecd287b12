import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type AuthWithBootstrap, makeAuth } from './auth/auth.ts';
import type { Config } from './config/config.ts';
import { checkDisk, watchDisk } from './config/disk.ts';
import { checkSolution } from './planner/check/check-solution.ts';
import { explainUnassigned } from './planner/explain/explain-unassigned.ts';
import { splitLargeStops } from './planner/model/split-stops.ts';
import { openRegions } from './region/open-regions.ts';
import type { Regions } from './region/port.ts';
import { isDiffering } from './routing/compare-legs.ts';
import { directionTexts } from './routing/directions.ts';
import { type RegionRouting, type RoutingHealth, RoutingOfRegions } from './routing-of-regions.ts';
import { openDesk } from './services/desk/desk.ts';
import { forgetPositions } from './services/drive/forget-positions.ts';
import { makeServices } from './services/make-services.ts';
import type { PlanningTools } from './services/planning/plan-day.ts';
import { Solves } from './services/planning/solves.ts';
import type { Services } from './services/port.ts';
import { WhatIfs } from './services/what-if/what-ifs.ts';
import { startTicking } from './services/ticking.ts';
import { makeVroomService } from './services/vroom/vroom-service.ts';
import type { SolverPool } from './solver-pool/port.ts';
import { makeSolverPool } from './solver-pool/solver-pool.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/port.ts';
import { vroomPlanner } from './vroom-planner.ts';

const machineTime = () => new Date().toISOString();

/** How often it is looked whether a hub's day has begun. */
const midnightEveryMs = 60_000;
const webhooksEveryMs = 2_000;
const pushEveryMs = 3_000;
/** Between looks whether something changed that quotes come from, or a quote is due. */
const quotesEveryMs = 5_000;
/** What a hub keeps no longer goes by itself. */
const forgetEveryMs = 6 * 3_600_000;

/** Built code finds the migrations beside itself; from source the store knows where they are. */
const migrationsFolder = import.meta.url.endsWith('.ts')
  ? undefined
  : fileURLToPath(new URL('migrations', import.meta.url));

/** Planning without a server: regions' routing and the solver. */
export interface Planning {
  /** @throws UserError REGION_UNKNOWN */
  toolsOf(region: string): PlanningTools;
  /** @throws UserError REGION_UNKNOWN */
  routingOf(region: string): RegionRouting;
  /** Does something with the solver, or with one of so many threads where these are fewer than the server's. */
  withSolver<T>(threads: number | null, use: (solver: SolverPool) => Promise<T>): Promise<T>;
  checkRouting(): Promise<RoutingHealth>;
  close(): Promise<void>;
}

export function openPlanning(config: Config, regions: Regions, logger: Logger): Planning {
  const routing = new RoutingOfRegions(config, regions, logger);
  const solver = makeSolverPool({ threads: config.solverThreads, logger });
  return {
    toolsOf: (region) => ({
      ...routing.of(region),
      solver,
      checkSolution: (problem, solution) =>
        checkSolution(problem, solution).violations.map((violation) => violation.text),
      priceSolution: (problem, solution) => {
        const { cost, penalty } = checkSolution(problem, solution);
        return { cost, penalty };
      },
      explainUnassigned,
      splitStops: splitLargeStops,
      differingLeg: isDiffering,
    }),
    routingOf: (region) => routing.of(region),
    withSolver: async (threads, use) => {
      if (threads === null || threads >= config.solverThreads) return use(solver);
      const smaller = makeSolverPool({ threads, logger });
      return use(smaller).finally(() => smaller.close());
    },
    checkRouting: () => routing.check(),
    close: async () => {
      await solver.close();
      await routing.close();
    },
  };
}

/** People and sign-in alone, beside a server that may be running. */
export function openPeople(config: Config): { auth: AuthWithBootstrap; store: Store } {
  const now = machineTime;
  const store = openStore({ file: databaseFile(config), migrationsFolder, now, isAlongside: true });
  return { store, auth: makeAuth({ ...store, now, randomBytes }) };
}

/** A whole server without its HTTP side. */
export interface Context {
  readonly dataDir: string;
  readonly regions: Regions;
  readonly services: Services;
  readonly auth: AuthWithBootstrap;
  close(): Promise<void>;
}

/**
 * @param now UTC instant
 * @throws UserError DATA_IN_USE and whatever the store finds wrong with its file.
 */
export async function openContext(config: Config, logger: Logger, now = machineTime): Promise<Context> {
  const store = openStore({ file: databaseFile(config), migrationsFolder, now });
  const interrupted = await store.solves.endInterrupted();
  if (interrupted > 0) logger.warn({ interrupted }, 'solves were under way when the server last stopped');
  const regions = openRegions(config.dataDir);
  const planning = openPlanning(config, regions, logger);
  const solves = new Solves({
    store,
    newId: randomUUID,
    onFailure: (error, solve) => logger.error({ err: error, solve }, 'a solve failed'),
  });
  const disk = { folder: config.dataDir, warningMb: config.diskWarningMb };
  const stopWatching = watchDisk(disk, logger);
  const shared = {
    store,
    solves,
    toolsOf: planning.toolsOf,
    snapLimitMetres: config.snapLimitMetres,
    newId: randomUUID,
    newSeed: () => randomInt(2 ** 31),
    newSecret: () => randomBytes(24).toString('base64url'),
  };
  const desk = openDesk({
    ...shared,
    onFailure: (error) => logger.warn({ err: error }, 'paths of an edited run were not found'),
  });
  const whatIfs = new WhatIfs({
    ...shared,
    onFailure: (error) => logger.error({ err: error }, 'a what-if failed'),
  });
  const services = makeServices({
    ...shared,
    regions,
    desk: desk.service,
    settlePaths: () => desk.settlePaths(),
    readDay: desk.readDay,
    whatIfs,
    directionTexts,
    vroom: openVroom(config, regions, planning),
    health: () => healthOf(store, regions, planning, disk),
    onStandingFailure: (error, pickup) =>
      logger.warn({ err: error, pickup }, 'a pickup that comes again could not be made'),
    onStandingDayFailure: (error, hub) =>
      logger.error({ err: error, hub }, 'pickups of a day that began were not made'),
    onWebhookFailure: (error, hub) =>
      logger.error({ err: error, hub }, 'what webhooks are told was not read on'),
    isPrivateWebhookAllowed: config.isPrivateWebhookAllowed,
    randomBytes,
    mapStyleUrl: config.mapStyleUrl,
    publicUrl: config.publicUrl,
    onPushRefused: (failure, session) => logger.warn({ failure, session }, 'a notice was not taken'),
    onQuoteFailure: (error) => logger.warn({ err: error }, 'a quote could not be kept with its request'),
    now,
  });
  const closing = new AbortController();
  const ticking = [
    startTicking(services.standing.makeBegunDays, midnightEveryMs, (error) =>
      logger.error({ err: error }, 'hubs whose day began were not looked for'),
    ),
    startTicking(services.webhooks.turn, webhooksEveryMs, (error) =>
      logger.error({ err: error }, 'webhooks were not called'),
    ),
    startTicking(
      () => services.push.turn(closing.signal),
      pushEveryMs,
      (error) => logger.error({ err: error }, 'notices were not sent'),
    ),
    startTicking(
      () => services.quotes.layOut(closing.signal),
      quotesEveryMs,
      (error) => logger.warn({ err: error }, 'what quotes come from could not be laid out'),
    ),
    startTicking(
      () => services.quotes.keepDue(closing.signal),
      quotesEveryMs,
      (error) => logger.warn({ err: error }, 'quotes that are due could not be kept'),
    ),
    startTicking(
      () => forgetPositions({ store, now }),
      forgetEveryMs,
      (error) => logger.error({ err: error }, 'positions of drivers were not forgotten'),
    ),
    startTicking(
      async () => {
        const count = await services.booking.forgetOld();
        if (count > 0) logger.info({ count }, 'names were taken off old bookings');
      },
      forgetEveryMs,
      (error) => logger.error({ err: error }, 'names could not be taken off old bookings'),
    ),
  ];
  return {
    dataDir: config.dataDir,
    regions,
    services,
    auth: makeAuth({ ...store, now, randomBytes, logger }),
    close: async () => {
      stopWatching();
      closing.abort();
      await Promise.all(ticking.map((each) => each.stop()));
      await solves.close();
      await whatIfs.close();
      await desk.settlePaths();
      await planning.close();
      regions.close();
      store.close();
    },
  };
}

function openVroom(
  { vroom, snapLimitMetres }: Config,
  regions: Regions,
  planning: Planning,
): Services['vroom'] {
  const usualRegion = () => {
    const [first, second] = regions.list();
    return vroom.region ?? (second === undefined ? first?.name : null) ?? null;
  };
  return makeVroomService({
    limits: vroom,
    planner: vroomPlanner,
    withSolver: planning.withSolver,
    routingOf: (asked) => {
      const region = asked ?? usualRegion();
      return region === null ? null : { ...planning.routingOf(region), snapLimitMetres };
    },
  });
}

const databaseFile = (config: Config) => join(config.dataDir, 'hubward.sqlite');

async function healthOf(
  store: Store,
  regions: Regions,
  planning: Planning,
  disk: Parameters<typeof checkDisk>[0],
): ReturnType<Services['health']> {
  const database = await store.ping().then(
    () => ({ name: 'database', ok: true, detail: 'answers' }),
    (error: unknown) => ({ name: 'database', ok: false, detail: String(error) }),
  );
  const names = regions.list().map(({ name }) => name);
  return [
    database,
    { name: 'regions', ok: names.length > 0, detail: names.join(', ') || 'none imported' },
    { name: 'routing', ...(await planning.checkRouting()) },
    await checkDisk(disk),
  ];
}
