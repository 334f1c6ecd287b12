import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOSMStream } from 'osm-pbf-parser-node';
import { afterAll, describe, expect, it } from 'vitest';
import { PbfWriter } from '#server/region/pbf-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'hubward-pbf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(file: string): Promise<object[]> {
  const items: object[] = [];
  for await (const item of createOSMStream(file)) items.push(item);
  return items;
}

describe('PbfWriter', () => {
  it('writes nodes, ways and relations that a reader gives back unchanged', async () => {
    const file = join(folder, 'round-trip.osm.pbf');
    const writer = new PbfWriter(file, {
      bounds: [101.5, 23.9, 102.25, 24.5],
      timestamp: new Date('2026-03-01T00:00:00Z'),
    });
    // Beyond 32 bits, negative coordinates and a node with tags among nodes without.
    writer.node({ id: 1, lat: 24.0682, lon: 101.9906 });
    writer.node({ id: 12_345_678_901, lat: -7.5000001, lon: -110.2, tags: { name: '新平彝族傣族自治县' } });
    writer.way({ id: 5, refs: [12_345_678_901, 1, 12_345_678_901], tags: { highway: 'track' } });
    writer.relation({
      id: 9,
      members: [
        { type: 'way', ref: 5, role: 'outer' },
        { type: 'node', ref: 1, role: 'admin_centre' },
      ],
      tags: { type: 'boundary' },
    });
    await writer.close();

    const [header, ...items] = await read(file);
    expect(header).toMatchObject({
      bbox: { left: 101.5e9, right: 102.25e9, top: 24.5e9, bottom: 23.9e9 },
      osmosis_replication_timestamp: Date.UTC(2026, 2, 1) / 1000,
    });
    expect(items).toEqual([
      { type: 'node', id: 1, lat: 24.0682, lon: 101.9906 },
      {
        type: 'node',
        id: 12_345_678_901,
        lat: -7.5000001,
        lon: -110.2,
        tags: { name: '新平彝族傣族自治县' },
      },
      { type: 'way', id: 5, refs: [12_345_678_901, 1, 12_345_678_901], tags: { highway: 'track' } },
      {
        type: 'relation',
        id: 9,
        members: [
          { type: 'way', ref: 5, role: 'outer' },
          { type: 'node', ref: 1, role: 'admin_centre' },
        ],
        tags: { type: 'boundary' },
      },
    ]);
  });

  it('keeps every object when there are more than one block holds', async () => {
    const file = join(folder, 'blocks.osm.pbf');
    const writer = new PbfWriter(file);
    for (let id = 1; id <= 20_001; id++) writer.node({ id, lat: id / 1e4, lon: 1 });
    for (let id = 1; id <= 8001; id++) writer.way({ id, refs: [id, id + 1] });
    await writer.close();
    const items = await read(file);
    expect(items).toHaveLength(1 + 20_001 + 8001);
    expect(items[20_001]).toMatchObject({ id: 20_001, lat: 2.0001 });
  });

  it('refuses objects out of order', () => {
    const writer = new PbfWriter(join(folder, 'order.osm.pbf'));
    writer.node({ id: 2, lat: 0, lon: 0 });
    expect(() => writer.node({ id: 2, lat: 0, lon: 0 })).toThrow('node 2 after 2');
    writer.way({ id: 1, refs: [2] });
    expect(() => writer.node({ id: 3, lat: 0, lon: 0 })).toThrow('a node after a way');
    writer.abandon();
  });
});
