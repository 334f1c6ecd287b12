import { contains, type PointRing } from './rings.ts';

export interface NearPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly weight: number;
  readonly lat: number;
  readonly lon: number;
}

export interface Boundary {
  readonly name: string;
  /** admin_level: the higher the smaller. */
  readonly level: number;
  readonly outline: readonly PointRing[];
}

/** A grid of a quarter of a degree. */
const cellsPerDegree = 4;

/** Places by where they are. */
export class NearIndex {
  readonly #cells = new Map<string, NearPlace[]>();

  constructor(places: readonly NearPlace[]) {
    for (const place of places) {
      const key = cellKey(cell(place.lon), cell(place.lat));
      const list = this.#cells.get(key);
      if (list) list.push(place);
      else this.#cells.set(key, [place]);
    }
  }

  /** The nearest place of a larger kind and another name, within about 50 km. */
  nearestLarger(place: NearPlace): NearPlace | null {
    const x = cell(place.lon);
    const y = cell(place.lat);
    for (let ring = 0; ring <= 2; ring++) {
      const best = this.#nearestIn(place, x, y, ring);
      if (best) return best;
    }
    return null;
  }

  #nearestIn(place: NearPlace, x: number, y: number, ring: number): NearPlace | null {
    const scale = Math.cos((place.lat * Math.PI) / 180);
    let best: NearPlace | null = null;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (let dx = -ring - 1; dx <= ring + 1; dx++) {
      for (let dy = -ring - 1; dy <= ring + 1; dy++) {
        for (const other of this.#cells.get(cellKey(x + dx, y + dy)) ?? []) {
          if (other.weight <= place.weight || other.name === place.name) continue;
          const distance = ((other.lon - place.lon) * scale) ** 2 + (other.lat - place.lat) ** 2;
          if (distance < bestDistance) {
            bestDistance = distance;
            best = other;
          }
        }
      }
    }
    return best;
  }
}

/** Administrative areas by where they are. */
export class BoundaryIndex {
  readonly #cells = new Map<string, Boundary[]>();

  add(boundary: Boundary): void {
    let [west, south, east, north] = [180, 90, -180, -90];
    for (const ring of boundary.outline) {
      for (let i = 0; i < ring.length; i += 2) {
        west = Math.min(west, ring[i] ?? west);
        east = Math.max(east, ring[i] ?? east);
        south = Math.min(south, ring[i + 1] ?? south);
        north = Math.max(north, ring[i + 1] ?? north);
      }
    }
    for (let x = cell(west); x <= cell(east); x++) {
      for (let y = cell(south); y <= cell(north); y++) {
        const key = cellKey(x, y);
        const list = this.#cells.get(key);
        if (list) list.push(boundary);
        else this.#cells.set(key, [boundary]);
      }
    }
  }

  /** The smallest area of another name that the place is in. */
  enclosing(place: NearPlace): Boundary | null {
    let best: Boundary | null = null;
    for (const boundary of this.#cells.get(cellKey(cell(place.lon), cell(place.lat))) ?? []) {
      if (boundary.name === place.name || (best && boundary.level <= best.level)) continue;
      const isInside = boundary.outline.some((ring) => contains(ring, place.lon, place.lat));
      if (isInside) best = boundary;
    }
    return best;
  }
}

function cell(degrees: number): number {
  return Math.floor(degrees * cellsPerDegree);
}

function cellKey(x: number, y: number): string {
  return `${x} ${y}`;
}
