import { afterAll, expect, it } from 'vitest';
import { forgetPositions } from '#server/services/drive/forget-positions.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { collected } from '../../domain/drive/made-run.ts';
import { today } from '../../store/samples.ts';
import { drivenWorld } from '../receiving/driven-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

it('forgets where drivers were after as many days as the hub says, and nothing else of what they tapped', async () => {
  const { store, tap, requests } = await drivenWorld(solver);
  const settings = (await store.hubs.settings('hub-1'))!;
  expect(settings.keep_positions_days).toBe(30);
  await store.hubs.saveSettings('hub-1', { ...settings, keep_positions_days: 2 });
  const taps = await tap({ kind: 'left_hub', trip: 0 }, collected(requests[0]!, 150));
  const known = async (now: string) => {
    await forgetPositions({ store, now: () => now });
    return (await store.drive.listByDay('hub-1', today)).flatMap(({ events }) => events);
  };
  // They came in at ten on the second of March.
  expect(await known('2026-03-04T09:59:00Z')).toEqual(taps);
  const later = await known('2026-03-04T10:01:00Z');
  expect(later).toEqual(taps.map((event) => ({ ...event, position: null })));
  expect(await store.drive.forgetPositions('hub-1', '2026-04-01T00:00:00Z')).toBe(0);
});
