import type { Instance } from '../model/instance.ts';

/**
 * The exact time function of a run, from departure to the end of what has been walked through: over departures
 * first … last of a piece, it is max(ends, departure + takes). A second such function is when the way to the next
 * visit is done, since a break interrupts it (docs/adr/0012). Each window's end splits at most one piece, so that there
 * are at most as many pieces as windows and one.
 */
export class TimePieces {
  /** Found by `choose`. */
  departure = 0;
  end = 0;
  readonly #instance: Instance;
  #now: Piece;
  #then: Piece;
  #count = 0;

  constructor(instance: Instance) {
    const { hubs, vehicles } = instance.problem;
    const mostTrips = vehicles.reduce((most, vehicle) => Math.max(most, vehicle.mostTrips ?? 1), 1);
    const receiving = hubs.reduce((most, hub) => Math.max(most, hub.receiving?.length ?? 0), 0);
    const pieces = instance.windowFrom.length + receiving * mostTrips + 1;
    this.#instance = instance;
    this.#now = makePiece(pieces);
    this.#then = makePiece(pieces);
  }

  /** Begins a run that leaves in a shift, both ends included. */
  open(first: number, last: number): void {
    this.#count = 1;
    this.#now.first[0] = first;
    this.#now.last[0] = last;
    this.#now.ends[0] = -Infinity;
    this.#now.takes[0] = 0;
  }

  /** Sets off on a leg. */
  leave(legSeconds: number): void {
    const { ends, takes, wayEnds, wayTakes } = this.#now;
    for (let piece = 0; piece < this.#count; piece++) {
      wayEnds[piece] = ends[piece]! + legSeconds;
      wayTakes[piece] = takes[piece]! + legSeconds;
    }
  }

  /** Takes a break (a node) on the way. */
  rest(node: number): void {
    const { windowOffset, windowFrom, windowTo, service } = this.#instance;
    const seconds = service[node]!;
    const now = this.#now;
    const then = this.#then;
    let count = 0;
    for (let piece = 0; piece < this.#count; piece++) {
      let first = now.first[piece]!;
      for (let window = windowOffset[node]!; window < windowOffset[node + 1]!; window++) {
        const closes = windowTo[window]!;
        const last = Math.min(now.last[piece]!, closes - now.takes[piece]!);
        if (now.ends[piece]! > closes || last < first) continue;
        then.first[count] = first;
        then.last[count] = last;
        then.ends[count] = Math.max(now.ends[piece]!, windowFrom[window]!) + seconds;
        then.takes[count] = now.takes[piece]! + seconds;
        then.wayEnds[count] = Math.max(now.wayEnds[piece]!, windowFrom[window]!) + seconds;
        then.wayTakes[count] = now.wayTakes[piece]! + seconds;
        count++;
        first = last + 1;
      }
    }
    this.#turn(count);
  }

  /** Arrives at a stop (a node), waits for one of its windows and stays for so long. */
  visit(node: number, seconds: number): void {
    const { windowOffset, windowFrom, windowTo } = this.#instance;
    this.#begin(windowFrom, windowTo, windowOffset[node]!, windowOffset[node + 1]!, seconds);
  }

  /** Arrives at the hub, by `latest`, waits for one of the windows and stays for so long. */
  unload(from: Int32Array, to: Int32Array, seconds: number, latest: number): void {
    if (latest < Infinity) this.arriveBy(latest);
    this.#begin(from, to, 0, from.length, seconds);
  }

  /** Arrives and stays for so long, at any time. */
  stay(seconds: number): void {
    const { ends, takes, wayEnds, wayTakes } = this.#now;
    for (let piece = 0; piece < this.#count; piece++) {
      ends[piece] = wayEnds[piece]! + seconds;
      takes[piece] = wayTakes[piece]! + seconds;
    }
  }

  /** Keeps only departures that have their way done at this second or before it. */
  arriveBy(latest: number): void {
    const { first, last, wayEnds, wayTakes } = this.#now;
    for (let piece = 0; piece < this.#count; piece++) {
      last[piece] = wayEnds[piece]! > latest ? -Infinity : Math.min(last[piece]!, latest - wayTakes[piece]!);
      if (last[piece]! < first[piece]!) last[piece] = -Infinity;
    }
  }

  #begin(from: Int32Array, to: Int32Array, firstWindow: number, endWindow: number, seconds: number): void {
    const now = this.#now;
    const then = this.#then;
    let count = 0;
    for (let piece = 0; piece < this.#count; piece++) {
      let first = now.first[piece]!;
      for (let window = firstWindow; window < endWindow; window++) {
        const closes = to[window]!;
        const last = Math.min(now.last[piece]!, closes - now.wayTakes[piece]!);
        if (now.wayEnds[piece]! > closes || last < first) continue;
        then.first[count] = first;
        then.last[count] = last;
        then.ends[count] = Math.max(now.wayEnds[piece]!, from[window]!) + seconds;
        then.takes[count] = now.wayTakes[piece]! + seconds;
        count++;
        first = last + 1;
      }
    }
    this.#turn(count);
  }

  #turn(count: number): void {
    this.#count = count;
    const spent = this.#now;
    this.#now = this.#then;
    this.#then = spent;
  }

  get isImpossible(): boolean {
    return this.#count === 0;
  }

  /** Of the departures left that end by `latestEnd`: least time out, then earliest. False where there is none. */
  choose(latestEnd: number): boolean {
    const { first, last, ends, takes } = this.#now;
    let best = Infinity;
    for (let piece = 0; piece < this.#count; piece++) {
      const until = Math.min(last[piece]!, latestEnd - takes[piece]!);
      if (ends[piece]! > latestEnd || until < first[piece]!) continue;
      // Leaving later than this waits nowhere; leaving earlier waits by the difference.
      const departure = Math.min(until, Math.max(first[piece]!, ends[piece]! - takes[piece]!));
      const end = Math.max(ends[piece]!, departure + takes[piece]!);
      if (end - departure >= best) continue;
      best = end - departure;
      this.departure = departure;
      this.end = end;
    }
    return best < Infinity;
  }
}

interface Piece {
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly ends: Float64Array;
  readonly takes: Float64Array;
  readonly wayEnds: Float64Array;
  readonly wayTakes: Float64Array;
}

function makePiece(count: number): Piece {
  const make = () => new Float64Array(count);
  return { first: make(), last: make(), ends: make(), takes: make(), wayEnds: make(), wayTakes: make() };
}
