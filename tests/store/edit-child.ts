// A process that edits a plan without end and says on standard output which version was acknowledged, to be killed at any moment.
import { writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { nextRunNumber, unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import { openDesk } from '#server/services/desk/desk.ts';
import { Solves } from '#server/services/planning/solves.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { drawEdit } from '../domain/edits/random-edit.ts';
import { flatRoads } from '../support/flat-roads.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { sampleHub, samplePlan, sampleRequest, sampleVehicle, today } from './samples.ts';

const [dataDir = '', round = ''] = process.argv.slice(2);
const store = openStore({ file: storeFile(dataDir), now: () => new Date().toISOString() });
const hub = `hub-${round}`;
const ids = Array.from({ length: 40 }, (_, index) => `${hub}-${index}`);
await store.hubs.add(sampleHub({ id: hub, name: hub }), []);
await store.requests.addAll(
  hub,
  ids.map((id) => sampleRequest({ id })),
);
const vehicles = Array.from({ length: 6 }, (_, index) => `V-${index + 1}`);
await store.fleet.replace(
  hub,
  vehicles.map((name) => sampleVehicle({ id: `${hub}-${name}`, name })),
);
await store.plans.save(hub, today, planOf(ids.slice(0, 36)), null);

const roads = flatRoads(undefined as never, '2026-03-01T10:00:00Z'); // nothing is solved here
const { service } = openDesk({
  store,
  solves: new Solves({ store, newId: randomUUID, onFailure: fail }),
  toolsOf: () => roads,
  snapLimitMetres: 1000,
  newId: randomUUID,
  newSeed: () => 1,
  onFailure: fail,
});
const random = seededRandom(Number(round));
for (;;) {
  const key = { hub, date: today, scenario: null };
  const { arrangement, edit_version: editVersion } = await service.get(key);
  const on = { ...key, editVersion, by: null };
  const numbers = Array.from({ length: 12 }, () => Math.floor(random() * 1e6));
  try {
    const [loose] = unassignedStops(arrangement);
    const isUndo = random() < 0.2;
    const idle = vehicles.find((name) => !arrangement.runs.some(({ vehicle }) => vehicle === name));
    const edit =
      loose !== undefined && idle !== undefined && random() < 0.5
        ? ({
            type: 'move',
            stops: [loose],
            to: { run: nextRunNumber(arrangement), vehicle: idle },
          } as const)
        : drawEdit(arrangement, numbers);
    const done = await (isUndo ? service.undo(on) : service.edit(on, edit));
    writeSync(1, `version ${done.edit_version}\n`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

function fail(error: unknown): never {
  throw error;
}

/** Three runs of two trips, each with a stop for every request. */
function planOf(served: readonly string[]) {
  const plan = samplePlan();
  const [run] = plan.runs;
  plan.unassigned = ids
    .slice(36)
    .map((request) => ({ request, code: 'NOT_YET_PLACED' as const, reason: '' }));
  plan.runs = [0, 1, 2].map((index) => ({
    ...run!,
    vehicle: vehicles[index]!,
    trips: run!.trips.map((trip, at) => {
      const [stop] = trip.stops;
      const own = served.slice(index * 12 + at * 6, index * 12 + at * 6 + 6);
      const { parts: _, ...whole } = stop!;
      return {
        ...trip,
        stops: own.map((request) => ({ ...whole, requests: [request] })),
        legs: Array.from({ length: own.length + 1 }, () => trip.legs[0]!),
      };
    }),
  }));
  return plan;
}
