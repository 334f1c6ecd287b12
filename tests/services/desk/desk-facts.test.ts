import { expect, it } from 'vitest';
import { FactsOfDays } from '#server/services/desk/desk-facts.ts';
import {
  morning,
  planRequests,
  sampleHub,
  sampleProducts,
  sampleRequest,
  sampleVehicle,
  today,
} from '../../store/samples.ts';
import { tempStore } from '../../store/temp-store.ts';
import { flatRoads } from '../../support/flat-roads.ts';

/** Microtasks from one call to the next: more than a call takes. */
const mostApart = 14;

it('are those of now for all who ask at once after a change, and for whoever asks later', async () => {
  const { store } = tempStore({ now: () => morning });
  await store.hubs.add(sampleHub(), sampleProducts);
  await store.requests.addAll('hub-1', planRequests());
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  const roads = flatRoads(undefined as never, '2026-03-01T10:00:00Z');
  const facts = new FactsOfDays({ store, toolsOf: () => roads, snapLimitMetres: 1000 });
  const has = async (id: string) => (await facts.get('hub-1', today)).requests.has(id);
  const seen: boolean[][] = [];
  for (let apart = 0; apart < mostApart; apart++) {
    const id = `new-${apart}`;
    await facts.get('hub-1', today);
    await store.requests.add('hub-1', sampleRequest({ id, reference: id }));
    const first = has(id);
    for (let passed = 0; passed < apart; passed++) await Promise.resolve();
    const second = has(id);
    seen.push([await first, await second, await has(id)]);
  }
  expect(seen).toEqual(seen.map(() => [true, true, true]));
});
