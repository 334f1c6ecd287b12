import type { ProblemMatrix } from './problem.ts';

/** Above this many rows the second layout would cost more memory than it saves time. */
const largestTurned = 4000;
/** Rows and columns are turned in squares that fit the processor's nearest cache. */
const square = 32;

/** A matrix laid out both by where legs begin and by where they lead; see `VehicleType`. */
export interface Legs {
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
  readonly secondsTo: Int32Array;
  readonly metresTo: Int32Array;
  readonly toRow: number;
  readonly toStep: number;
}

export function layOutLegs(matrix: ProblemMatrix): Legs {
  const { size, seconds, metres } = matrix;
  if (size > largestTurned) {
    return { seconds, metres, secondsTo: seconds, metresTo: metres, toRow: 1, toStep: size };
  }
  const secondsTo = isSymmetric(seconds, size) ? seconds : turned(seconds, size);
  const metresTo = isSymmetric(metres, size) ? metres : turned(metres, size);
  return { seconds, metres, secondsTo, metresTo, toRow: size, toStep: 1 };
}

/** Whether one layout serves both ways: half the memory to read. */
function isSymmetric(cells: Int32Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      if (cells[row * size + column] !== cells[column * size + row]) return false;
    }
  }
  return true;
}

/** Columns as rows. */
function turned(cells: Int32Array, size: number): Int32Array {
  const result = new Int32Array(cells.length);
  for (let top = 0; top < size; top += square) {
    for (let left = 0; left < size; left += square) {
      const bottom = Math.min(size, top + square);
      const right = Math.min(size, left + square);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++)
          result[column * size + row] = cells[row * size + column]!;
      }
    }
  }
  return result;
}
