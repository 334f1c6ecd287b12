/** The county's ground: a grid of square cells, x to the east and y to the north in metres. */
export const grid = { columns: 281, rows: 231, cell: 400 } as const;
export const cellCount = grid.columns * grid.rows;
export const extent = { width: (grid.columns - 1) * grid.cell, height: (grid.rows - 1) * grid.cell } as const;

/** Metres from the south-west corner. */
export interface XY {
  readonly x: number;
  readonly y: number;
}

/** A place in the Annamite highlands that no real county of this name has. */
const origin = { lon: 107.83, lat: 13.94 } as const;
const metresPerDegree = 111_320;
const metresPerLonDegree = metresPerDegree * Math.cos(((origin.lat + 0.41) * Math.PI) / 180);

export function toLonLat({ x, y }: XY): { lon: number; lat: number } {
  return { lon: origin.lon + x / metresPerLonDegree, lat: origin.lat + y / metresPerDegree };
}

export const columnOf = (cell: number): number => cell % grid.columns;
export const rowOf = (cell: number): number => Math.floor(cell / grid.columns);
export const cellAt = (column: number, row: number): number => row * grid.columns + column;
export const centreOf = (cell: number): XY => ({ x: columnOf(cell) * grid.cell, y: rowOf(cell) * grid.cell });

/** Cells from the nearest edge. */
export function edgeDistance(cell: number): number {
  const column = columnOf(cell);
  const row = rowOf(cell);
  return Math.min(column, row, grid.columns - 1 - column, grid.rows - 1 - row);
}

export function metresBetween(a: XY, b: XY): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

const steps = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** Calls back for each of the up to eight neighbours with the metres to it. */
export function forNeighbours(cell: number, visit: (neighbour: number, metres: number) => void): void {
  const column = columnOf(cell);
  const row = rowOf(cell);
  for (const [dx, dy] of steps) {
    const c = column + dx;
    const r = row + dy;
    if (c < 0 || r < 0 || c >= grid.columns || r >= grid.rows) continue;
    visit(cellAt(c, r), grid.cell * (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1));
  }
}

/** Cells within so many cells of one, itself included. */
export function cellsAround(cell: number, radius: number): number[] {
  const cells: number[] = [];
  const column = columnOf(cell);
  const row = rowOf(cell);
  const reach = Math.floor(radius);
  for (let r = Math.max(0, row - reach); r <= Math.min(grid.rows - 1, row + reach); r++) {
    for (let c = Math.max(0, column - reach); c <= Math.min(grid.columns - 1, column + reach); c++) {
      if ((c - column) ** 2 + (r - row) ** 2 <= radius * radius) cells.push(cellAt(c, r));
    }
  }
  return cells;
}

/** Cells by ascending key. */
export class CellQueue {
  readonly #keys: number[] = [];
  readonly #cells: number[] = [];

  get size(): number {
    return this.#cells.length;
  }

  push(cell: number, key: number): void {
    let i = this.#cells.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((this.#keys[parent] ?? 0) <= key) break;
      this.#keys[i] = this.#keys[parent] ?? 0;
      this.#cells[i] = this.#cells[parent] ?? 0;
      i = parent;
    }
    this.#keys[i] = key;
    this.#cells[i] = cell;
  }

  /** Of a queue that is not empty. */
  pop(): { cell: number; key: number } {
    const top = { cell: this.#cells[0] ?? 0, key: this.#keys[0] ?? 0 };
    const lastKey = this.#keys.pop() ?? 0;
    const lastCell = this.#cells.pop() ?? 0;
    const size = this.#cells.length;
    if (size > 0) this.#sink(lastCell, lastKey, size);
    return top;
  }

  #sink(cell: number, key: number, size: number): void {
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && (this.#keys[child + 1] ?? 0) < (this.#keys[child] ?? 0)) child++;
      if ((this.#keys[child] ?? 0) >= key) break;
      this.#keys[i] = this.#keys[child] ?? 0;
      this.#cells[i] = this.#cells[child] ?? 0;
      i = child;
    }
    this.#keys[i] = key;
    this.#cells[i] = cell;
  }
}
