/** How a load may be cut; amounts in units of the dimension that is cut. */
export interface CutLimits {
  /** No piece is smaller; ≥ 1. */
  readonly leastPiece: number;
  /** At most so many pieces; ≥ 2. */
  readonly mostVisits: number;
}

/**
 * Sizes, largest first, into which so many units are cut so that vehicles of different size can share them well; null
 * where the limits leave no way. `loads` is what each trip that may come can take, in any order.
 *
 * First as few full loads as the trips allow, largest trips first, and a rest. While visits are left over, the largest
 * piece that holds a smaller vehicle's full load is cut there: then either the smaller vehicle takes its part, or both
 * parts meet again in the larger one.
 */
export function pieceSizes(units: number, loads: readonly number[], limits: CutLimits): number[] | null {
  const useful = loads.filter((load) => load >= limits.leastPiece).sort((a, b) => b - a);
  const largest = useful[0] ?? 0;
  if (largest * limits.mostVisits < units) return null;
  const pieces = fullLoads(units, useful, limits.mostVisits);
  if (!raiseRest(pieces, limits.leastPiece)) return null;
  const leastCut = units / limits.mostVisits;
  const cuts = [...new Set(useful)].filter((load) => load >= leastCut);
  while (pieces.length < limits.mostVisits && cutLargest(pieces, cuts, limits.leastPiece));
  return pieces.sort((a, b) => b - a);
}

/** As many trips as there are; where these are too few for all of it, as if the largest came as often as needed. */
function fullLoads(units: number, loads: readonly number[], most: number): number[] {
  const fill = (of: readonly number[]) => {
    const pieces: number[] = [];
    let rest = units;
    for (const load of of) {
      if (rest === 0) break;
      pieces.push(Math.min(rest, load));
      rest -= Math.min(rest, load);
    }
    return rest === 0 ? pieces : null;
  };
  return fill(loads.slice(0, most)) ?? fill(Array.from({ length: most }, () => loads[0]!))!; // most × largest ≥ units
}

/** A rest below the least piece takes what it lacks from the pieces before it. */
function raiseRest(pieces: number[], least: number): boolean {
  const rest = pieces.length - 1;
  let lacking = Math.max(0, least - pieces[rest]!);
  pieces[rest]! += lacking;
  for (let piece = rest - 1; piece >= 0 && lacking > 0; piece--) {
    const given = Math.min(lacking, pieces[piece]! - least);
    pieces[piece]! -= given;
    lacking -= given;
  }
  return lacking === 0;
}

function cutLargest(pieces: number[], cuts: readonly number[], least: number): boolean {
  pieces.sort((a, b) => b - a);
  for (const [index, piece] of pieces.entries()) {
    const load = cuts.find((cut) => cut < piece);
    const part = load === undefined ? 0 : Math.min(load, piece - least);
    if (part < least) continue;
    pieces.splice(index, 1, part, piece - part);
    return true;
  }
  return false;
}
