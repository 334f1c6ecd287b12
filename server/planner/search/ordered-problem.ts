import type { Problem, ProblemMatrix } from '../model/problem.ts';
import type { Sequences } from '../state/snapshot.ts';

/** Above this many places a second copy of the matrices would cost more memory than the order saves time. */
const mostPlaces = 4000;

/**
 * The same problem with stops and places renumbered so that what is near on the road is near in memory, which is what a search
 * over a thousand stops waits for; and the way back from its numbers. Only places that are used keep a row.
 */
export class OrderedProblem {
  readonly problem: Problem;
  /** By the number here, the number given. */
  readonly #given: Int32Array;
  /** The other way round. */
  readonly #here: Int32Array;

  /** Of a valid problem. */
  constructor(given: Problem) {
    const places = given.matrices[0]?.size ?? 0;
    const isOrdered = places > 0 && places <= mostPlaces;
    this.#given = isOrdered ? chainStops(given) : Int32Array.from(given.stops.keys());
    this.#here = new Int32Array(this.#given.length);
    for (const [here, stop] of this.#given.entries()) this.#here[stop] = here;
    this.problem = isOrdered ? this.#renumber(given) : given;
  }

  /** A plan by the numbers here, from one by those given. */
  toHere(plan: Sequences): Sequences {
    return mapStops(plan, this.#here);
  }

  toGiven(plan: Sequences): Sequences {
    return mapStops(plan, this.#given);
  }

  #renumber(given: Problem): Problem {
    const places = new Places();
    const hubs = given.hubs.map((hub) => ({ ...hub, place: places.numberOf(hub.place) }));
    const stops = Array.from(this.#given, (stop) => {
      const { place, ...rest } = given.stops[stop]!;
      return { ...rest, place: places.numberOf(place) };
    });
    const vehicles = given.vehicles.map(({ startPlace, endPlace, fixedStart, ...rest }) => ({
      ...rest,
      startPlace: places.numberOf(startPlace),
      endPlace: places.numberOf(endPlace),
      ...(fixedStart && { fixedStart: fixedStart.map((stop) => this.#here[stop]!) }),
    }));
    const shipments = given.shipments?.map(({ from, to, amounts }) => ({
      from: this.#here[from]!,
      to: this.#here[to]!,
      amounts,
    }));
    const matrices = given.matrices.map((matrix) => places.pick(matrix));
    return { ...given, hubs, stops, vehicles, matrices, ...(shipments && { shipments }) };
  }
}

/** Rows of the matrices, numbered as they are first asked for. */
class Places {
  readonly #numbers = new Map<number, number>();

  numberOf(given: number): number {
    const number = this.#numbers.get(given) ?? this.#numbers.size;
    this.#numbers.set(given, number);
    return number;
  }

  /** The rows and columns asked for, in that order. */
  pick({ size, seconds, metres }: ProblemMatrix): ProblemMatrix {
    const rows = Int32Array.from(this.#numbers.keys());
    const picked = {
      size: rows.length,
      seconds: new Int32Array(rows.length ** 2),
      metres: new Int32Array(rows.length ** 2),
    };
    let at = 0;
    for (const from of rows) {
      for (const to of rows) {
        picked.seconds[at] = seconds[from * size + to]!;
        picked.metres[at++] = metres[from * size + to]!;
      }
    }
    return picked;
  }
}

/** Stops in a chain from the first hub, each followed by the nearest of those left by the first matrix. */
function chainStops({ stops, hubs, matrices }: Problem): Int32Array {
  const { seconds, size } = matrices[0]!;
  const left = Int32Array.from(stops.keys());
  let row = (hubs[0]?.place ?? 0) * size;
  for (let at = 0; at < left.length; at++) {
    let nearest = at;
    let least = Infinity;
    for (let index = at; index < left.length; index++) {
      const leg = seconds[row + stops[left[index]!]!.place]!;
      if (leg < 0 || leg >= least) continue;
      least = leg;
      nearest = index;
    }
    const next = left[nearest]!;
    left[nearest] = left[at]!;
    left[at] = next;
    row = stops[next]!.place * size;
  }
  return left;
}

function mapStops({ offsets, stops, startsAt }: Sequences, numbers: Int32Array): Sequences {
  return { offsets, stops: stops.map((entry) => (entry < 0 ? entry : numbers[entry]!)), startsAt };
}
