import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { parse } from 'osm-pbf-parser-node';
import { PbfReader as Protobuf } from 'pbf';
import { UserError } from '#server/domain/user-error.ts';
import type { OsmMember, OsmTags } from './pbf-writer.ts';

export interface OsmNode {
  readonly type: 'node';
  readonly id: number;
  readonly lat: number;
  readonly lon: number;
  readonly tags?: OsmTags;
}
export interface OsmWay {
  readonly type: 'way';
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags?: OsmTags;
}
export interface OsmRelation {
  readonly type: 'relation';
  readonly id: number;
  readonly members: readonly OsmMember[];
  readonly tags?: OsmTags;
}
export type OsmItem = OsmNode | OsmWay | OsmRelation;

/** A data block of the file, not yet read. */
export interface PbfBlock {
  readonly offset: number;
  readonly size: number;
}

export interface PbfHeader {
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number] | null;
  readonly timestamp: Date | null;
}

interface BlobHeader {
  type: string;
  size: number;
}

/** The format's own limits. */
const maxHeaderBytes = 64 * 1024;
const maxBlobBytes = 32 * 1024 * 1024;

/**
 * An OpenStreetMap PBF file. Opening it walks over the framing of the whole file, so that one that is cut off or
 * is something else is refused at once, before hours of work and without reading its data.
 */
export class PbfFile {
  readonly header: PbfHeader;
  readonly blocks: readonly PbfBlock[];
  readonly #fd: number;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openExtract(path);
    try {
      const [header, ...blocks] = this.#scan();
      if (!header) throw unreadable(path, 'it is empty');
      this.blocks = blocks;
      this.header = readHeader(this.#inflate(header));
    } catch (error) {
      this.close();
      throw error instanceof UserError ? error : unreadable(path, String(error), error);
    }
  }

  /** The objects of one block. */
  read(block: PbfBlock, withTags: boolean): OsmItem[] {
    try {
      // The parser's types say object[]; its documented items are these three.
      return parse(this.#inflate(block), { withTags }) as OsmItem[];
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw unreadable(this.#path, `the block at byte ${block.offset} is damaged`, error);
    }
  }

  close(): void {
    closeSync(this.#fd);
  }

  #scan(): PbfBlock[] {
    const { size } = fstatSync(this.#fd);
    const blobs: PbfBlock[] = [];
    for (let offset = 0; offset < size;) {
      const length = this.#bytes(offset, 4, size).readUInt32BE();
      if (length > maxHeaderBytes) throw unreadable(this.#path, `there is no block at byte ${offset}`);
      const blob = readBlobHeader(this.#bytes(offset + 4, length, size));
      const expected = offset === 0 ? 'OSMHeader' : 'OSMData';
      if (blob.type !== expected || blob.size > maxBlobBytes) {
        throw unreadable(this.#path, `there is no ${expected} block at byte ${offset}`);
      }
      offset += 4 + length;
      if (offset + blob.size > size) throw truncated(this.#path, size);
      blobs.push({ offset, size: blob.size });
      offset += blob.size;
    }
    return blobs;
  }

  #bytes(offset: number, length: number, fileSize: number): Buffer {
    if (offset + length > fileSize) throw truncated(this.#path, fileSize);
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
      const count = readSync(this.#fd, bytes, done, length - done, offset + done);
      if (count === 0) throw truncated(this.#path, fileSize);
      done += count;
    }
    return bytes;
  }

  #inflate(block: PbfBlock): Buffer {
    const bytes = this.#bytes(block.offset, block.size, Number.POSITIVE_INFINITY);
    const blob = new Protobuf(bytes).readFields<{ raw?: Uint8Array; zlib?: Uint8Array }>((tag, blob, pbf) => {
      if (tag === 1) blob.raw = pbf.readBytes();
      else if (tag === 3) blob.zlib = pbf.readBytes();
    }, {});
    if (blob.raw) return Buffer.from(blob.raw);
    if (blob.zlib) return inflateSync(blob.zlib, { maxOutputLength: maxBlobBytes });
    throw unreadable(this.#path, 'its blocks are not compressed with zlib (osmium cat rewrites it)');
  }
}

function openExtract(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new UserError('FILE_UNREADABLE', `${path} cannot be opened: ${String(error)}.`, { cause: error });
  }
}

function readBlobHeader(bytes: Buffer): BlobHeader {
  return new Protobuf(bytes).readFields<BlobHeader>(
    (tag, header, pbf) => {
      if (tag === 1) header.type = pbf.readString();
      else if (tag === 3) header.size = pbf.readVarint();
    },
    { type: '', size: 0 },
  );
}

function readHeader(bytes: Buffer): PbfHeader {
  return new Protobuf(bytes).readFields<{ bounds: PbfHeader['bounds']; timestamp: Date | null }>(
    (tag, header, pbf) => {
      if (tag === 1) header.bounds = pbf.readMessage(readBox, [0, 0, 0, 0]);
      else if (tag === 32) {
        const seconds = pbf.readVarint(true);
        if (seconds > 0) header.timestamp = new Date(seconds * 1000);
      }
    },
    { bounds: null, timestamp: null },
  );
}

/** Fields 1–4: left, right, top, bottom in nanodegrees. */
function readBox(tag: number, box: [number, number, number, number], pbf: Protobuf): void {
  const index = [0, 2, 3, 1][tag - 1];
  if (index !== undefined) box[index] = pbf.readSVarint() / 1e9;
}

function unreadable(path: string, reason: string, cause?: unknown): UserError {
  return new UserError('EXTRACT_UNREADABLE', `${path} is no OpenStreetMap PBF extract: ${reason}.`, {
    cause,
  });
}

function truncated(path: string, size: number): UserError {
  return new UserError('EXTRACT_TRUNCATED', `${path} is cut off after ${size} bytes.`);
}
