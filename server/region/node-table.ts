/** Coordinates of the region's nodes: parallel typed arrays in ascending order of id, 17 bytes a node. */
export class NodeTable {
  size = 0;
  ids = new Float64Array(1024);
  /** Units of 100 nanodegrees, OpenStreetMap's own. */
  lons = new Int32Array(1024);
  lats = new Int32Array(1024);
  flags = new Uint8Array(1024);

  /** lon and lat in degrees; ids must ascend. */
  add(id: number, lon: number, lat: number, flags: number): void {
    if (this.size === this.ids.length) this.#grow();
    this.ids[this.size] = id;
    this.lons[this.size] = Math.round(lon * 1e7);
    this.lats[this.size] = Math.round(lat * 1e7);
    this.flags[this.size] = flags;
    this.size++;
  }

  /** Index of a node; −1 where it is not in the region. */
  find(id: number): number {
    return findId(this.ids, this.size, id);
  }

  lon(index: number): number {
    return (this.lons[index] ?? 0) / 1e7;
  }

  lat(index: number): number {
    return (this.lats[index] ?? 0) / 1e7;
  }

  flag(index: number, flag: number): void {
    this.flags[index] = (this.flags[index] ?? 0) | flag;
  }

  /** Both tables in one. */
  static merge(a: NodeTable, b: NodeTable): NodeTable {
    if (b.size === 0) return a;
    const merged = new NodeTable();
    merged.#resize(a.size + b.size);
    let i = 0;
    let j = 0;
    while (i < a.size || j < b.size) {
      const fromA = j >= b.size || (i < a.size && (a.ids[i] ?? 0) < (b.ids[j] ?? 0));
      if (fromA) merged.#copy(a, i++);
      else merged.#copy(b, j++);
    }
    return merged;
  }

  #copy(from: NodeTable, index: number): void {
    this.ids[this.size] = from.ids[index] ?? 0;
    this.lons[this.size] = from.lons[index] ?? 0;
    this.lats[this.size] = from.lats[index] ?? 0;
    this.flags[this.size] = from.flags[index] ?? 0;
    this.size++;
  }

  #grow(): void {
    // By half, not double: at tens of millions of nodes the slack counts.
    this.#resize(Math.ceil(this.ids.length * 1.5));
  }

  #resize(length: number): void {
    this.ids = resized(this.ids, new Float64Array(length));
    this.lons = resized(this.lons, new Int32Array(length));
    this.lats = resized(this.lats, new Int32Array(length));
    this.flags = resized(this.flags, new Uint8Array(length));
  }
}

/** A growing list of ids that becomes a sorted set. */
export class IdSet {
  #ids = new Float64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(id: number): void {
    if (this.#size === this.#ids.length) {
      this.sort();
      // After dropping duplicates there may be room again.
      if (this.#size > this.#ids.length / 2) {
        this.#ids = resized(this.#ids, new Float64Array(this.#ids.length * 2));
      }
    }
    this.#ids[this.#size++] = id;
  }

  /** Sorts and drops duplicates: call after the last add, before the questions below. */
  sort(): void {
    const sorted = this.#ids.subarray(0, this.#size).sort();
    let kept = 0;
    for (let i = 0; i < this.#size; i++) {
      const id = sorted[i] ?? 0;
      if (i === 0 || id !== sorted[kept - 1]) sorted[kept++] = id;
    }
    this.#size = kept;
  }

  has(id: number): boolean {
    return findId(this.#ids, this.#size, id) >= 0;
  }

  /** Is any id of the set in the range, both ends included? */
  hasBetween(low: number, high: number): boolean {
    const at = lowerBound(this.#ids, this.#size, low);
    return at < this.#size && (this.#ids[at] ?? 0) <= high;
  }
}

function resized<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from.length > to.length ? from.subarray(0, to.length) : from);
  return to;
}

function lowerBound(ids: Float64Array, size: number, id: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findId(ids: Float64Array, size: number, id: number): number {
  const at = lowerBound(ids, size, id);
  return at < size && ids[at] === id ? at : -1;
}
