import { closeSync, openSync, writeSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { PbfWriter as Protobuf } from 'pbf';

export type OsmTags = Readonly<Record<string, string>>;

export interface OsmMember {
  readonly type: 'node' | 'way' | 'relation';
  readonly ref: number;
  readonly role: string;
}

export interface PbfWriterOptions {
  /** West, south, east, north in degrees: the header's box. */
  readonly bounds?: readonly [number, number, number, number];
  /** The data's date: the header's replication timestamp. */
  readonly timestamp?: Date;
}

/** A block holds at most this many objects (the format's own convention) … */
const maxEntities = 8000;
/** … and so many refs and members that it stays far below the format's 32 MiB. */
const maxRefs = 400_000;
/** Higher levels cost more time than the disk they save. */
const deflateLevel = 3;
const kinds = ['node', 'way', 'relation'] as const;

interface Entity {
  readonly id: number;
  readonly keys: number[];
  readonly values: number[];
  /** Nodes: lat, lon in 100 nanodegrees. Ways: refs. Relations: member refs. */
  readonly numbers: number[];
  readonly roles: number[];
  readonly types: number[];
}

/**
 * Writes an OpenStreetMap PBF file block by block: nodes, then ways, then relations, each in ascending order of
 * id (this is asserted, since readers rely on it). Writes are synchronous, so that memory holds one block.
 */
export class PbfWriter {
  readonly #fd: number;
  #open = true;
  #kind = 0;
  #lastId = Number.NEGATIVE_INFINITY;
  #entities: Entity[] = [];
  #refs = 0;
  #strings = new Map<string, number>([['', 0]]);

  constructor(path: string, options: PbfWriterOptions = {}) {
    this.#fd = openSync(path, 'w');
    this.#writeBlob('OSMHeader', headerBlock(options));
  }

  /** lat and lon in degrees. */
  node(node: { id: number; lat: number; lon: number; tags?: OsmTags }): void {
    const numbers = [Math.round(node.lat * 1e7), Math.round(node.lon * 1e7)];
    this.#add(0, node.id, node.tags, numbers);
  }

  way(way: { id: number; refs: readonly number[]; tags?: OsmTags }): void {
    this.#add(1, way.id, way.tags, [...way.refs]);
  }

  relation(relation: { id: number; members: readonly OsmMember[]; tags?: OsmTags }): void {
    const refs = relation.members.map((member) => member.ref);
    this.#start(2, relation.id);
    const roles = relation.members.map((member) => this.#string(member.role));
    const types = relation.members.map((member) => kinds.indexOf(member.type));
    this.#add(2, relation.id, relation.tags, refs, roles, types);
  }

  /** Writes what is left; the file is whole after this. */
  async close(): Promise<void> {
    if (!this.#open) return;
    try {
      this.#flush();
    } finally {
      this.abandon();
    }
  }

  /** Closes the file as it is: for a file that is thrown away. */
  abandon(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#fd);
  }

  /** A block holds one kind of object; called before anything of the object enters the string table. */
  #start(kind: number, id: number): void {
    if (kind < this.#kind) throw new Error(`a ${kinds[kind]} after a ${kinds[this.#kind]}`);
    if (kind > this.#kind) {
      this.#flush();
      this.#kind = kind;
      this.#lastId = Number.NEGATIVE_INFINITY;
    }
    if (id <= this.#lastId) throw new Error(`${kinds[kind]} ${id} after ${this.#lastId}`);
    if (this.#entities.length >= maxEntities || this.#refs >= maxRefs) this.#flush();
  }

  #add(
    kind: number,
    id: number,
    tags: OsmTags = {},
    numbers: number[],
    roles: number[] = [],
    types: number[] = [],
  ): void {
    this.#start(kind, id);
    this.#lastId = id;
    this.#refs += numbers.length;
    const keys: number[] = [];
    const values: number[] = [];
    for (const [key, value] of Object.entries(tags)) {
      keys.push(this.#string(key));
      values.push(this.#string(value));
    }
    this.#entities.push({ id, keys, values, numbers, roles, types });
  }

  #string(text: string): number {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const index = this.#strings.size;
    this.#strings.set(text, index);
    return index;
  }

  #flush(): void {
    if (this.#entities.length === 0) return;
    const block = new Protobuf();
    block.writeMessage(1, writeStrings, [...this.#strings.keys()]);
    block.writeMessage(2, groupWriters[this.#kind] ?? writeDense, this.#entities);
    this.#writeBlob('OSMData', block.finish());
    this.#entities = [];
    this.#refs = 0;
    this.#strings = new Map([['', 0]]);
  }

  #writeBlob(type: string, content: Uint8Array): void {
    const blob = new Protobuf();
    blob.writeVarintField(2, content.length);
    blob.writeBytesField(3, deflateSync(content, { level: deflateLevel }));
    const blobBytes = blob.finish();
    const header = new Protobuf();
    header.writeStringField(1, type);
    header.writeVarintField(3, blobBytes.length);
    const headerBytes = header.finish();
    const length = Buffer.alloc(4);
    length.writeUInt32BE(headerBytes.length);
    this.#write(Buffer.concat([length, headerBytes, blobBytes]));
  }

  #write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length;) done += writeSync(this.#fd, bytes, done);
  }
}

function headerBlock(options: PbfWriterOptions): Uint8Array {
  const header = new Protobuf();
  if (options.bounds) header.writeMessage(1, writeBounds, options.bounds);
  header.writeStringField(4, 'OsmSchema-V0.6');
  header.writeStringField(4, 'DenseNodes');
  header.writeStringField(5, 'Sort.Type_then_ID');
  header.writeStringField(16, 'hubward');
  if (options.timestamp) header.writeVarintField(32, Math.floor(options.timestamp.getTime() / 1000));
  return header.finish();
}

/** Left, right, top, bottom in nanodegrees. */
function writeBounds(bounds: readonly [number, number, number, number], pbf: Protobuf): void {
  const [west, south, east, north] = bounds.map((degrees) => Math.round(degrees * 1e9));
  pbf.writeSVarintField(1, west ?? 0);
  pbf.writeSVarintField(2, east ?? 0);
  pbf.writeSVarintField(3, north ?? 0);
  pbf.writeSVarintField(4, south ?? 0);
}

function writeStrings(strings: readonly string[], pbf: Protobuf): void {
  for (const text of strings) pbf.writeBytesField(1, Buffer.from(text));
}

function writeDense(entities: readonly Entity[], pbf: Protobuf): void {
  pbf.writeMessage(2, writeDenseNodes, entities);
}

function writeDenseNodes(entities: readonly Entity[], pbf: Protobuf): void {
  pbf.writePackedSVarint(1, deltas(entities.map((entity) => entity.id)));
  pbf.writePackedSVarint(8, deltas(entities.map((entity) => entity.numbers[0] ?? 0)));
  pbf.writePackedSVarint(9, deltas(entities.map((entity) => entity.numbers[1] ?? 0)));
  if (!entities.some((entity) => entity.keys.length > 0)) return;
  const pairs: number[] = [];
  for (const entity of entities) {
    entity.keys.forEach((key, i) => pairs.push(key, entity.values[i] ?? 0));
    pairs.push(0);
  }
  pbf.writePackedVarint(10, pairs);
}

function writeWays(entities: readonly Entity[], pbf: Protobuf): void {
  for (const entity of entities) pbf.writeMessage(3, writeWay, entity);
}

function writeWay(entity: Entity, pbf: Protobuf): void {
  pbf.writeVarintField(1, entity.id);
  pbf.writePackedVarint(2, entity.keys);
  pbf.writePackedVarint(3, entity.values);
  pbf.writePackedSVarint(8, deltas(entity.numbers));
}

function writeRelations(entities: readonly Entity[], pbf: Protobuf): void {
  for (const entity of entities) pbf.writeMessage(4, writeRelation, entity);
}

function writeRelation(entity: Entity, pbf: Protobuf): void {
  pbf.writeVarintField(1, entity.id);
  pbf.writePackedVarint(2, entity.keys);
  pbf.writePackedVarint(3, entity.values);
  pbf.writePackedVarint(8, entity.roles);
  pbf.writePackedSVarint(9, deltas(entity.numbers));
  pbf.writePackedVarint(10, entity.types);
}

const groupWriters = [writeDense, writeWays, writeRelations];

function deltas(values: readonly number[]): number[] {
  let before = 0;
  return values.map((value) => {
    const delta = value - before;
    before = value;
    return delta;
  });
}
