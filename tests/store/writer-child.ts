// A process that writes without end and says on standard output what was acknowledged, to be killed at any moment.
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { samplePlan, sampleHub, sampleRequest, today } from './samples.ts';

const [dataDir = '', round = '', isIdle] = process.argv.slice(2);
const store = openStore({ file: storeFile(dataDir), now: () => new Date().toISOString() });
const acknowledge = (what: string) => writeSync(1, `${what}\n`);

const hub = `hub-${round}`;
await store.hubs.add(sampleHub({ id: hub, name: hub }), []);
acknowledge(`hub ${hub}`);
if (isIdle) await sleep(600_000);
for (let list = 0; ; list++) {
  const ids = Array.from({ length: 500 }, (_, row) => `${hub}-${list}-${row}`);
  await store.requests.addAll(
    hub,
    ids.map((id) => sampleRequest({ id, cooperative: `cooperative ${list}` })),
  );
  acknowledge(`list ${list}`);
  await store.requests.setState(hub, `${hub}-${list}-0`, 'cancelled');
  acknowledge(`cancelled ${list}`);
  const plan = samplePlan();
  for (const [at, trip] of plan.runs[0]!.trips.entries()) {
    trip.stops[0]!.requests = ids.slice(1 + at * 100, 101 + at * 100);
  }
  plan.unassigned = [];
  await store.plans.save(hub, today, plan, null);
  acknowledge(`plan ${list}`);
}
