import { PbfWriter, type OsmMember, type OsmTags } from '#server/region/pbf-writer.ts';

/** A way drawn through points; equal points of several ways are one node. */
interface DrawnWay {
  readonly id: number;
  /** [lon, lat] in degrees. */
  readonly points: readonly (readonly [number, number])[];
  readonly tags: OsmTags;
}

interface DrawnNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags: OsmTags;
}

export interface Drawing {
  readonly nodes?: readonly DrawnNode[];
  readonly ways?: readonly DrawnWay[];
  readonly relations?: readonly {
    readonly id: number;
    readonly members: readonly OsmMember[];
    readonly tags: OsmTags;
  }[];
  readonly bounds?: readonly [number, number, number, number];
  readonly timestamp?: Date;
}

/** Ids of the nodes that a drawing's ways get begin here. */
const firstWayNode = 1_000_000;

/** Writes a small extract as PBF: nodes with tags keep their ids, points of ways get theirs in order of drawing. */
export async function writeExtract(path: string, drawing: Drawing): Promise<void> {
  const writer = new PbfWriter(path, {
    ...(drawing.bounds && { bounds: drawing.bounds }),
    ...(drawing.timestamp && { timestamp: drawing.timestamp }),
  });
  const byPoint = new Map<string, number>();
  const tagged = (drawing.nodes ?? []).toSorted((a, b) => a.id - b.id);
  for (const node of tagged) {
    byPoint.set(`${node.lon} ${node.lat}`, node.id);
    writer.node(node);
  }
  const ways = (drawing.ways ?? []).toSorted((a, b) => a.id - b.id);
  let next = firstWayNode;
  for (const way of ways) {
    for (const [lon, lat] of way.points) {
      const key = `${lon} ${lat}`;
      if (byPoint.has(key)) continue;
      byPoint.set(key, next);
      writer.node({ id: next++, lon, lat });
    }
  }
  for (const way of ways) {
    const refs = way.points.map(([lon, lat]) => byPoint.get(`${lon} ${lat}`) ?? 0);
    writer.way({ id: way.id, refs, tags: way.tags });
  }
  for (const relation of (drawing.relations ?? []).toSorted((a, b) => a.id - b.id)) writer.relation(relation);
  await writer.close();
}

/**
 * A valley of two villages: a tertiary road west to east along 22.36° N from 103.20° to 103.30° E, tracks and a path
 * off it, a lake of two ways, a county town with names in three languages.
 */
export const valley: Drawing = {
  timestamp: new Date('2026-01-15T00:00:00Z'),
  nodes: [
    {
      id: 1,
      lon: 103.25,
      lat: 22.361,
      tags: { place: 'town', name: 'Sìn Hồ', 'name:en': 'Sin Ho', 'name:zh': '新湖', population: '12000' },
    },
    { id: 2, lon: 103.21, lat: 22.37, tags: { place: 'village', name: 'Đông Giang' } },
    {
      id: 3,
      lon: 103.29,
      lat: 22.35,
      tags: { place: 'county', name: '新平彝族傣族自治县', alt_name: '新平县' },
    },
    { id: 4, lon: 103.28, lat: 22.38, tags: { natural: 'peak', name: 'Pu Sam Cáp', ele: '1700' } },
    { id: 5, lon: 103.22, lat: 22.365, tags: { barrier: 'gate' } },
    { id: 6, lon: 103.28, lat: 22.3625, tags: { barrier: 'bollard' } },
  ],
  ways: [
    {
      id: 10,
      points: [
        [103.2, 22.36],
        [103.22, 22.36],
        [103.24, 22.36],
        [103.26, 22.36],
        [103.28, 22.36],
        [103.3, 22.36],
      ],
      tags: { highway: 'tertiary', name: 'Đường tỉnh 128', ref: '128' },
    },
    {
      id: 11,
      points: [
        [103.22, 22.36],
        [103.22, 22.365],
        [103.22, 22.37],
      ],
      tags: { highway: 'track', tracktype: 'grade4' },
    },
    {
      id: 12,
      points: [
        [103.24, 22.36],
        [103.24, 22.37],
      ],
      tags: { highway: 'unclassified', surface: 'gravel', maxspeed: '15' },
    },
    {
      id: 13,
      points: [
        [103.26, 22.36],
        [103.26, 22.37],
      ],
      tags: { highway: 'unclassified', maxweight: '3.5' },
    },
    {
      id: 14,
      points: [
        [103.28, 22.36],
        [103.28, 22.3625],
        [103.28, 22.37],
      ],
      tags: { highway: 'unclassified' },
    },
    {
      id: 15,
      points: [
        [103.3, 22.36],
        [103.3, 22.37],
      ],
      tags: { highway: 'path' },
    },
    {
      id: 16,
      points: [
        [103.22, 22.37],
        [103.22, 22.375],
        [103.225, 22.375],
      ],
      tags: { highway: 'track', tracktype: 'grade5' },
    },
    {
      id: 18,
      points: [
        [103.2, 22.365],
        [103.23, 22.365],
        [103.23, 22.38],
      ],
      tags: { boundary: 'administrative' },
    },
    {
      id: 19,
      points: [
        [103.23, 22.38],
        [103.2, 22.38],
        [103.2, 22.365],
      ],
      tags: { boundary: 'administrative' },
    },
    {
      id: 20,
      points: [
        [103.23, 22.34],
        [103.25, 22.34],
        [103.25, 22.35],
      ],
      tags: {},
    },
    {
      id: 21,
      points: [
        [103.25, 22.35],
        [103.23, 22.35],
        [103.23, 22.34],
      ],
      tags: {},
    },
    {
      id: 22,
      points: [
        [103.205, 22.34],
        [103.215, 22.34],
        [103.215, 22.35],
        [103.205, 22.35],
        [103.205, 22.34],
      ],
      tags: { landuse: 'orchard' },
    },
  ],
  relations: [
    {
      id: 30,
      members: [
        { type: 'way', ref: 20, role: 'outer' },
        { type: 'way', ref: 21, role: 'outer' },
      ],
      tags: { type: 'multipolygon', natural: 'water', name: 'Hồ Lớn' },
    },
    {
      id: 31,
      members: [
        { type: 'way', ref: 18, role: 'outer' },
        { type: 'way', ref: 19, role: 'outer' },
      ],
      tags: { type: 'boundary', boundary: 'administrative', admin_level: '8', name: 'Xã Nậm Cha' },
    },
  ],
};
