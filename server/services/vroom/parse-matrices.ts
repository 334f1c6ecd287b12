import { isRecord } from './describe-fault.ts';
import { refuse } from './refuse.ts';

/** A square matrix as it was given, row-major. */
export interface SquareMatrix {
  readonly size: number;
  readonly cells: Float64Array;
}

/** What a problem brings for one profile. */
export interface GivenMatrices {
  readonly durations?: SquareMatrix;
  readonly distances?: SquareMatrix;
  readonly costs?: SquareMatrix;
}

const kinds = ['durations', 'distances', 'costs'] as const;
const largest = 2 ** 32 - 1;

/** Matrices by profile. They are read by hand: a schema would make an object of every cell. */
export function parseMatrices(matrices: unknown, matrix: unknown): Map<string, GivenMatrices> {
  if (matrix !== undefined) {
    if (matrices !== undefined)
      refuse('matrix', 'it is the older name of matrices.car.durations, and both are there');
    return new Map([['car', { durations: parseSquare('matrix', matrix) }]]);
  }
  if (matrices === undefined) return new Map();
  if (!isRecord(matrices)) refuse('matrices', 'it is not an object');
  return new Map(Object.entries(matrices).map(([profile, given]) => [profile, parseProfile(profile, given)]));
}

function parseProfile(profile: string, given: unknown): GivenMatrices {
  const where = `matrices.${profile}`;
  if (!isRecord(given)) refuse(where, 'it is not an object');
  const unknown = Object.keys(given).find((key) => !kinds.some((kind) => kind === key));
  if (unknown !== undefined) refuse(where, `the field ${unknown} is not known`);
  const read = kinds.flatMap((kind) =>
    given[kind] === undefined ? [] : [[kind, parseSquare(`${where}.${kind}`, given[kind])] as const],
  );
  const matrices: GivenMatrices = Object.fromEntries(read);
  if (matrices.distances && !matrices.durations) refuse(where, 'there are distances but no durations');
  return matrices;
}

function parseSquare(where: string, rows: unknown): SquareMatrix {
  if (!Array.isArray(rows)) refuse(where, 'it is not a list of rows');
  const size = rows.length;
  if (size === 0) refuse(where, 'it is empty');
  // Before there is room made for all of it.
  const square = (rows as unknown[]).map((row, from): unknown[] => {
    if (!Array.isArray(row)) refuse(where, `row ${from} is not a list`);
    if (row.length === size) return row;
    return refuse(where, `row ${from} has ${row.length} entries, not ${size} as there are rows`);
  });
  const cells = new Float64Array(size * size);
  for (const [from, row] of square.entries()) {
    for (let to = 0; to < size; to++) {
      const cell = row[to];
      if (typeof cell !== 'number' || !Number.isInteger(cell) || cell < 0 || cell > largest) {
        refuse(
          `${where}[${from}][${to}]`,
          `${JSON.stringify(cell)} is not a whole number from 0 to ${largest}`,
        );
      }
      cells[from * size + to] = cell;
    }
  }
  return { size, cells };
}
