import { PbfWriter, type OsmMember, type OsmTags } from '#server/region/pbf-writer.ts';
import { toLonLat, type XY } from './grid.ts';
import { isInside, signedArea } from './lines.ts';

interface MapNode {
  readonly lon: number;
  readonly lat: number;
  tags?: OsmTags;
}

/** An OpenStreetMap data set in memory, ids in the order of making. */
export class OsmMap {
  readonly #nodes: MapNode[] = [];
  readonly #ways: { refs: readonly number[]; tags: OsmTags }[] = [];
  readonly #relations: { members: readonly OsmMember[]; tags: OsmTags }[] = [];

  node(at: XY, tags?: OsmTags): number {
    this.#nodes.push({ ...toLonLat(at), ...(tags ? { tags } : {}) });
    return this.#nodes.length;
  }

  way(refs: readonly number[], tags: OsmTags = {}): number {
    this.#ways.push({ refs, tags });
    return this.#ways.length;
  }

  relation(members: readonly OsmMember[], tags: OsmTags): void {
    this.#relations.push({ members, tags });
  }

  /** A closed way around an area; the ring has its first point once. */
  area(ring: readonly XY[], tags: OsmTags = {}): number {
    const refs = ring.map((point) => this.node(point));
    return this.way([...refs, refs[0] ?? 0], tags);
  }

  /** Rings, counter-clockwise outside and clockwise inside, as closed ways or, with holes, multipolygons. */
  areas(rings: readonly XY[][], tags: OsmTags): void {
    const outers = rings.filter((ring) => signedArea(ring) > 0);
    const inners = rings.filter((ring) => signedArea(ring) < 0);
    const homeOf = (inner: readonly XY[]) => {
      const [first] = inner;
      const homes = outers.filter((outer) => first !== undefined && isInside(outer, first));
      return homes.sort((a, b) => signedArea(a) - signedArea(b))[0];
    };
    const holes = new Map<readonly XY[], XY[][]>();
    for (const inner of inners) {
      const home = homeOf(inner);
      if (home !== undefined) holes.set(home, [...(holes.get(home) ?? []), inner]);
    }
    for (const outer of outers) {
      const own = holes.get(outer) ?? [];
      if (own.length === 0) {
        this.area(outer, tags);
        continue;
      }
      const members = [
        { type: 'way', ref: this.area(outer), role: 'outer' } as const,
        ...own.map((ring) => ({ type: 'way', ref: this.area(ring), role: 'inner' }) as const),
      ];
      this.relation(members, { type: 'multipolygon', ...tags });
    }
  }

  /** West, south, east, north in degrees. */
  bounds(): [number, number, number, number] {
    const bounds: [number, number, number, number] = [180, 90, -180, -90];
    for (const { lon, lat } of this.#nodes) {
      bounds[0] = Math.min(bounds[0], lon);
      bounds[1] = Math.min(bounds[1], lat);
      bounds[2] = Math.max(bounds[2], lon);
      bounds[3] = Math.max(bounds[3], lat);
    }
    return bounds;
  }

  async write(file: string, timestamp: Date): Promise<void> {
    const writer = new PbfWriter(file, { bounds: this.bounds(), timestamp });
    for (const [i, node] of this.#nodes.entries()) writer.node({ id: i + 1, ...node });
    for (const [i, way] of this.#ways.entries()) writer.way({ id: i + 1, ...way });
    for (const [i, relation] of this.#relations.entries()) writer.relation({ id: i + 1, ...relation });
    await writer.close();
  }
}
