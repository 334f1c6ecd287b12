import { describe, expect, it } from 'vitest';
import type { Gazetteer, RegionInfo, Regions } from '#server/region/port.ts';
import { makeRequests } from '#server/services/requests.ts';
import { sampleHub } from '../store/samples.ts';
import { tempStore } from '../store/temp-store.ts';

const hub = sampleHub();

function deskAt(): Promise<ReturnType<typeof makeRequests>> {
  const { store } = tempStore();
  const region = { name: hub.region, bounds: [hub.lon - 1, hub.lat - 1, hub.lon + 1, hub.lat + 1] } as const;
  const regions: Partial<Regions> = {
    get: () => region as unknown as RegionInfo, // lists look at the bounds only
    gazetteer: (): Gazetteer => ({ search: () => [], close: () => undefined }),
  };
  let last = 0;
  const desk = makeRequests({ store, regions: regions as Regions, newId: () => `id-${++last}` });
  return store.hubs.add(hub, []).then(() => desk);
}

const list = (commit: boolean) => ({
  bytes: new TextEncoder().encode(
    `id,kg,lat,lon\nx1,10,${hub.lat},${hub.lon}\n\nx2,20,${hub.lat},${hub.lon}\n`,
  ),
  filename: 'list.csv',
  date: '2026-03-02',
  commit,
});

describe('an imported list', () => {
  it('is told in the preview which of its rows are booked already', async () => {
    const desk = await deskAt();
    expect((await desk.importList(hub.id, list(true))).committed).toBe(true);
    const { errors } = await desk.importList(hub.id, list(false));
    expect(errors.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '1 REFERENCE_TAKEN',
      '3 REFERENCE_TAKEN',
    ]);
    await expect(desk.importList(hub.id, list(true))).rejects.toMatchObject({ code: 'LIST_HAS_ERRORS' });
  });

  it('may bring again what was cancelled', async () => {
    const desk = await deskAt();
    await desk.importList(hub.id, list(true));
    for (const { id } of await desk.list(hub.id, '2026-03-02')) await desk.cancel(hub.id, id);
    expect((await desk.importList(hub.id, list(true))).errors).toEqual([]);
  });
});
