import { UserError } from '#server/domain/user-error.ts';
import { IdSet, NodeTable } from './node-table.ts';
import type { OsmNode, OsmRelation, OsmWay, PbfBlock, PbfFile } from './pbf-reader.ts';
import type { OsmTags } from './pbf-writer.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** Flags of a node in the table. */
const inBox = 1;
export const onRoad = 2;

/** An area is completed with its members outside the box; of a line only what is inside is drawn; a turn is not drawn. */
export type RelationUse = 'area' | 'line' | 'turn';

export interface SurveyOptions {
  readonly bbox: Bounds | null;
  /** Is this way a road some vehicle may use (or a ferry)? Its nodes are then flagged as on a road. */
  readonly isRoad: (tags: OsmTags) => boolean;
  /** What the relation is wanted for; null where it is not. */
  readonly relationUse: (tags: OsmTags) => RelationUse | null;
  /** Each tagged node inside the box, in ascending order of id. */
  readonly onNode: (node: OsmNode, tags: OsmTags) => void;
  /** Called between blocks with 0 to 1; the one place where others get their turn. */
  readonly pause: (done: number) => Promise<void>;
}

/** What of the extract belongs to the region. Ways are read again from their blocks when they are needed. */
export interface Survey {
  readonly nodes: NodeTable;
  readonly relations: readonly OsmRelation[];
  /** Ways outside the box that complete an area reaching into it. */
  readonly extraWays: IdSet;
  /** Ways that areas and lines are made of: their shape is kept in memory. */
  readonly areaWays: IdSet;
  readonly wayBlocks: readonly PbfBlock[];
  /** Box of the nodes inside. */
  readonly bounds: Bounds;
  readonly roadCount: number;
}

interface BlockRange extends PbfBlock {
  readonly minId: number;
  readonly maxId: number;
  readonly isSorted: boolean;
}

/** Areas with more missing members than this are seas or states, not something to draw here. */
const maxMissingMembers = 2000;

/**
 * Reads the extract once for what lies in the box (ways with at least one node inside, whole), and parts of it again
 * for the nodes and ways that complete these. Memory grows with the box, not with the extract.
 */
export async function surveyExtract(file: PbfFile, options: SurveyOptions): Promise<Survey> {
  const reading = new SurveyReading(file, options);
  await reading.readAll();
  await reading.completeAreas();
  return await reading.finish();
}

class SurveyReading {
  readonly #file: PbfFile;
  readonly #options: SurveyOptions;
  readonly #nodes = new NodeTable();
  readonly #keptWays = new IdSet();
  readonly #outside = new IdSet();
  readonly #outsideOnRoad = new IdSet();
  readonly #extraWays = new IdSet();
  readonly #areaWays = new IdSet();
  readonly #relations: OsmRelation[] = [];
  readonly #nodeBlocks: BlockRange[] = [];
  readonly #wayBlocks: BlockRange[] = [];
  readonly #usedWayBlocks = new Set<PbfBlock>();
  readonly #bounds = {
    west: Number.POSITIVE_INFINITY,
    south: Number.POSITIVE_INFINITY,
    east: Number.NEGATIVE_INFINITY,
    north: Number.NEGATIVE_INFINITY,
  };
  #roadCount = 0;
  #stage = 0;
  #lastId = Number.NEGATIVE_INFINITY;

  constructor(file: PbfFile, options: SurveyOptions) {
    this.#file = file;
    this.#options = options;
  }

  async readAll(): Promise<void> {
    const { blocks } = this.#file;
    for (const [i, block] of blocks.entries()) {
      await this.#options.pause((i / blocks.length) * 0.8);
      this.#readBlock(block);
    }
    this.#keptWays.sort();
  }

  #readBlock(block: PbfBlock): void {
    const { bbox } = this.#options;
    // Tags of nodes outside the box are never looked at, and most blocks of a large extract are outside.
    const first = this.#file.read(block, bbox === null);
    const range = idRange(block, first);
    const stage = { node: 0, way: 1, relation: 2 }[first[0]?.type ?? 'node'];
    const isNext = stage > this.#stage;
    if (stage < this.#stage || (!isNext && range.minId <= this.#lastId) || !range.isSorted) {
      throw new UserError(
        'EXTRACT_UNREADABLE',
        'The extract is not sorted by type and id (osmium sort sorts it).',
      );
    }
    this.#stage = stage;
    this.#lastId = range.maxId;
    if (stage === 0) {
      this.#nodeBlocks.push(range);
      if (bbox && !first.some((item) => item.type === 'node' && within(item, bbox))) return;
    } else if (stage === 1) this.#wayBlocks.push(range);
    for (const item of bbox ? this.#file.read(block, true) : first) {
      if (item.type === 'node') this.#node(item);
      else if (item.type === 'way') this.#way(item, range);
      else this.#relation(item);
    }
  }

  #node(node: OsmNode): void {
    const { bbox, onNode } = this.#options;
    if (bbox && !within(node, bbox)) return;
    this.#nodes.add(node.id, node.lon, node.lat, inBox);
    const bounds = this.#bounds;
    bounds.west = Math.min(bounds.west, node.lon);
    bounds.south = Math.min(bounds.south, node.lat);
    bounds.east = Math.max(bounds.east, node.lon);
    bounds.north = Math.max(bounds.north, node.lat);
    if (node.tags) onNode(node, node.tags);
  }

  #way(way: OsmWay, block: BlockRange): void {
    const indices = way.refs.map((ref) => this.#nodes.find(ref));
    if (!indices.some((index) => index >= 0)) return;
    this.#keptWays.add(way.id);
    this.#usedWayBlocks.add(block);
    const road = way.tags !== undefined && this.#options.isRoad(way.tags);
    if (road) this.#roadCount++;
    for (const [i, index] of indices.entries()) {
      const ref = way.refs[i] ?? 0;
      if (index < 0) (road ? this.#outsideOnRoad : this.#outside).add(ref);
      else if (road) this.#nodes.flag(index, onRoad);
    }
  }

  #relation(relation: OsmRelation): void {
    const { tags } = relation;
    if (!tags) return;
    const use = this.#options.relationUse(tags);
    if (!use) return;
    const isInside = relation.members.some((member) =>
      member.type === 'way'
        ? this.#keptWays.has(member.ref)
        : member.type === 'node' && this.#nodes.find(member.ref) >= 0,
    );
    if (!isInside) return;
    this.#relations.push(relation);
    if (use === 'turn') return;
    const ways = relation.members.filter((member) => member.type === 'way').map((member) => member.ref);
    for (const ref of ways) this.#areaWays.add(ref);
    if (use !== 'area') return;
    const missing = ways.filter((ref) => !this.#keptWays.has(ref));
    if (missing.length > maxMissingMembers) return;
    for (const ref of missing) this.#extraWays.add(ref);
  }

  /** Adds the members of areas that lie outside the box. */
  async completeAreas(): Promise<void> {
    this.#extraWays.sort();
    this.#areaWays.sort();
    const blocks = this.#wayBlocks.filter((block) => this.#extraWays.hasBetween(block.minId, block.maxId));
    for (const [i, block] of blocks.entries()) {
      await this.#options.pause(0.8 + (i / blocks.length) * 0.1);
      for (const item of this.#file.read(block, false)) {
        if (item.type !== 'way' || !this.#extraWays.has(item.id)) continue;
        this.#usedWayBlocks.add(block);
        for (const ref of item.refs) if (this.#nodes.find(ref) < 0) this.#outside.add(ref);
      }
    }
  }

  /** Reads the coordinates of nodes outside the box that ways of the region have. */
  async finish(): Promise<Survey> {
    this.#outside.sort();
    this.#outsideOnRoad.sort();
    const outside = new NodeTable();
    const needed = (low: number, high: number): boolean =>
      this.#outside.hasBetween(low, high) || this.#outsideOnRoad.hasBetween(low, high);
    const blocks = this.#nodeBlocks.filter((block) => needed(block.minId, block.maxId));
    for (const [i, block] of blocks.entries()) {
      await this.#options.pause(0.9 + (i / blocks.length) * 0.1);
      for (const item of this.#file.read(block, false)) {
        if (item.type !== 'node' || this.#nodes.find(item.id) >= 0) continue;
        if (this.#outsideOnRoad.has(item.id)) outside.add(item.id, item.lon, item.lat, onRoad);
        else if (this.#outside.has(item.id)) outside.add(item.id, item.lon, item.lat, 0);
      }
    }
    const { west, south, east, north } = this.#bounds;
    return {
      nodes: NodeTable.merge(this.#nodes, outside),
      relations: this.#relations,
      extraWays: this.#extraWays,
      areaWays: this.#areaWays,
      wayBlocks: this.#wayBlocks.filter((block) => this.#usedWayBlocks.has(block)),
      bounds: [west, south, east, north],
      roadCount: this.#roadCount,
    };
  }
}

function idRange(block: PbfBlock, items: readonly { readonly id: number }[]): BlockRange {
  let minId = Number.POSITIVE_INFINITY;
  let maxId = Number.NEGATIVE_INFINITY;
  let isSorted = true;
  for (const { id } of items) {
    if (id < minId) minId = id;
    if (id > maxId) maxId = id;
    else isSorted = false;
  }
  return { ...block, minId, maxId, isSorted };
}

function within(node: OsmNode, [west, south, east, north]: Bounds): boolean {
  return node.lon >= west && node.lon <= east && node.lat >= south && node.lat <= north;
}

/** Calls back for each way of the region, in ascending order of id, with indices into the table of nodes. */
export async function eachWay(
  file: PbfFile,
  survey: Survey,
  pause: (done: number) => Promise<void>,
  onWay: (way: OsmWay, nodes: readonly number[], touchesBox: boolean) => void,
): Promise<void> {
  const { nodes, wayBlocks } = survey;
  for (const [i, block] of wayBlocks.entries()) {
    await pause(i / wayBlocks.length);
    for (const item of file.read(block, true)) {
      if (item.type !== 'way') continue;
      const indices = item.refs.map((ref) => nodes.find(ref)).filter((index) => index >= 0);
      const touchesBox = indices.some((index) => ((nodes.flags[index] ?? 0) & inBox) !== 0);
      if (touchesBox || survey.extraWays.has(item.id)) onWay(item, indices, touchesBox);
    }
  }
}
