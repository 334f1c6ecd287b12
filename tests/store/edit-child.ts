// A process that edits a plan without end and says on standard output which version was acknowledged, to be killed at any moment.
import { writeSync } from 'node:fs';
import { unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';
import { UserError } from '#server/domain/user-error.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { drawEdit } from '../domain/edits/random-edit.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { deskOnStore, planWith } from '../support/store-desk.ts';
import { sampleHub, sampleRequest, sampleVehicle, today } from './samples.ts';

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
// Three runs of two trips, each with a stop for every request.
const runs = [0, 12, 24].map((from, index) => ({
  vehicle: vehicles[index]!,
  trips: [ids.slice(from, from + 6), ids.slice(from + 6, from + 12)],
}));
await store.plans.save(hub, today, planWith(runs, ids.slice(36)), null);

const { service } = deskOnStore(store);
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
            to: { run: newRunNumber(arrangement, idle, []), vehicle: idle },
          } as const)
        : drawEdit(arrangement, numbers);
    const done = await (isUndo ? service.undo(on) : service.edit(on, edit));
    writeSync(1, `version ${done.edit_version}\n`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
