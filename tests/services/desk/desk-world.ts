import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Request } from '#server/contract/request.ts';
import type { DriverDraft, Vehicle } from '#server/contract/fleet.ts';
import type { HubSettings, Product } from '#server/contract/hub.ts';
import type { RoutingEngine } from '#server/routing/port.ts';
import { openDesk } from '#server/services/desk/desk.ts';
import { makeDrive } from '#server/services/drive/drive.ts';
import { Solves } from '#server/services/planning/solves.ts';
import { makePlans } from '#server/services/plans.ts';
import { makePublishing } from '#server/services/publish/publishing.ts';
import type { SolverPool } from '#server/solver-pool/port.ts';
import { readDeskDay } from '#web/shared/desk/read-desk.ts';
import {
  morning,
  sampleHub,
  sampleRegion,
  sampleRequest,
  sampleUser,
  sampleVehicle,
  today,
} from '../../store/samples.ts';
import { tempStore } from '../../store/temp-store.ts';
import { flatRoads } from '../../support/flat-roads.ts';
import { seededRandom } from '../../support/seeded-random.ts';

export const record = { hub: 'hub-1', date: today, scenario: null };

/** Twelve requests around the hub, each too large to share its place with another, and four light trucks. */
export function dayOfTwelve(): Request[] {
  const random = seededRandom(5);
  return Array.from({ length: 12 }, (_, index) =>
    sampleRequest({
      id: `r${String(index + 1).padStart(2, '0')}`,
      place: `Bản ${index + 1}`,
      lat: 22.36 + (random() - 0.5) / 5,
      lon: 103.25 + (random() - 0.5) / 5,
      kg: 200 + index,
      crates: 10,
      parcels: 40,
      priority: 0,
      ready_from: '2026-03-01T23:00:00Z',
      ready_until: '2026-03-02T09:00:00Z',
    }),
  );
}

export const fourTrucks = (change: Partial<Vehicle> = {}): Vehicle[] =>
  ['L-1', 'L-2', 'L-3', 'L-4'].map((name, index) =>
    sampleVehicle({
      id: `v${index + 1}`,
      name,
      capacity_kg: 900,
      capacity_crates: null,
      shift_start: '06:00',
      shift_end: '18:00',
      ...change,
    }),
  );

/** A desk with a planned day, two dispatchers at it. */
export async function deskWorld(
  solver: SolverPool,
  {
    requests = dayOfTwelve(),
    vehicles = fourTrucks(),
    engine = {},
    settings = {},
    products = [],
    drivers = [],
  }: {
    requests?: Request[];
    vehicles?: Vehicle[];
    engine?: Partial<RoutingEngine>;
    settings?: Partial<HubSettings>;
    products?: Product[];
    drivers?: DriverDraft[];
  } = {},
) {
  let now = morning;
  const { store, dataDir } = tempStore({ now: () => now });
  await store.hubs.add(sampleHub(), products);
  await store.hubs.saveSettings('hub-1', { ...(await store.hubs.settings('hub-1'))!, ...settings });
  await store.people.add(sampleUser());
  await store.people.add(sampleUser({ id: 'user-2', name: 'Vàng A Páo', email: 'pao@example.org' }));
  await store.requests.addAll('hub-1', requests);
  await store.fleet.replace('hub-1', vehicles);
  for (const [index, driver] of drivers.entries()) await store.drivers.add('hub-1', `d${index}`, driver);
  const failures: unknown[] = [];
  const roads = flatRoads(solver, '2026-03-01T10:00:00Z', engine);
  const shared = {
    store,
    solves: new Solves({ store, newId: randomUUID, onFailure: (error) => failures.push(error) }),
    toolsOf: () => roads,
    snapLimitMetres: 1000,
    newId: randomUUID,
    newSeed: () => 1,
    onFailure: (error: unknown) => failures.push(error),
  };
  onTestFinished(() => shared.solves.close());
  const { service: desk, readDay, settlePaths } = openDesk(shared);
  onTestFinished(settlePaths);
  /** Another server on the same data: it has nothing in memory. */
  const startAgain = () => openDesk(shared).service;
  const briefRoads = flatRoads(ofIterations(solver, 2000), '2026-03-01T10:00:00Z', engine);
  const plans = makePlans({ ...shared, toolsOf: () => briefRoads, directionTexts: () => [] });
  const publishing = makePublishing({ store, readDay, settlePaths });
  const drive = makeDrive({
    ...shared,
    regions: { get: () => sampleRegion, tile: () => Buffer.from('tile') },
    directionTexts: (steps, locale, to) => steps.map(() => `${locale} to ${to}`),
    now: () => now,
    newSecret: () => randomUUID(),
  });
  const ended = async (solve: string) => {
    for (;;) {
      const events = await store.events.listAfter('hub-1', 0, 10_000);
      const end = events.find(
        ({ event }) => event.type === 'solve.ended' && event.data.solve === solve,
      )?.event;
      if (end?.type === 'solve.ended') return end.data;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const plan = async () => ended((await plans.startSolve('hub-1', today, 60, 'user-1')).solve);
  await plan();
  const on = (editVersion: number, by = 'user-1', scenario: string | null = null) => ({
    ...record,
    scenario,
    editVersion,
    by,
  });
  /** What a browser would compute with; `at`: the desk of a server that was started again. */
  const browserDay = async (scenario: string | null = null, at = desk) => {
    const wire = await at.get({ ...record, scenario });
    const bytes = gunzipSync(await at.tables('hub-1', today, wire.tables.key));
    return { wire, day: readDeskDay(wire, new Uint8Array(bytes).buffer) };
  };
  const setNow = (instant: string) => {
    now = instant;
  };
  return {
    store,
    dataDir,
    setNow,
    publishing,
    drive,
    desk,
    readDay,
    roads,
    settlePaths,
    failures,
    solves: shared.solves,
    plans,
    ended,
    plan,
    on,
    browserDay,
    startAgain,
  };
}

/** Whose searches end by iterations, whatever the machine's speed. */
function ofIterations(solver: SolverPool, iterations: number): SolverPool {
  return {
    prepare: () => solver.prepare(),
    close: () => solver.close(),
    solve: (problem, settings) => solver.solve(problem, { ...settings, iterations }),
  };
}
