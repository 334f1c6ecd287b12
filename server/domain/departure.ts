import { isNothing } from './load.ts';
import { legsOfRun, secondsAtVisit, type RunTimes } from './run.ts';
import type { TimeWindow } from './time-window.ts';

/**
 * For departures from `first` to `last` (both included), what has been looked at is over at
 * max(ready, departure + readyAfter), and the way under way comes to its end at max(arrival, departure +
 * arrivalAfter), never before that: a break moves both. All pieces together, ascending, are the exact time function
 * of the sequence: between two of them a window is missed and the event waits for the next.
 */
interface Piece {
  readonly first: number;
  readonly last: number;
  readonly ready: number;
  readonly readyAfter: number;
  readonly arrival: number;
  readonly arrivalAfter: number;
}

const always: readonly TimeWindow[] = [{ start: -Infinity, end: Infinity }];

/**
 * When a vehicle should leave for a fixed sequence of events (docs/adr/0012): of the departures from the start of the
 * shift (and `startsAt`) on that keep all windows of visits, breaks and receiving, `latestAtHub` and the latest end, the
 * one with the least time out, and of those the earliest. Where `latestAtHub` or the latest end cannot be kept: the
 * earliest end, then the least time out. Where a window cannot be kept: the earliest departure.
 */
export function bestDeparture(run: RunTimes): number {
  const earliest = Math.max(run.shift.start, run.startsAt ?? run.shift.start);
  const latestEnd = run.shift.end + (run.overtime?.mostSeconds ?? 0);
  const kept = leastTimeOut(timeFunction(run, earliest, true), latestEnd);
  if (kept !== null) return kept;
  const pieces = timeFunction(run, earliest, false);
  const earliestEnd = pieces.reduce((end, piece) => Math.min(end, endOf(piece, piece.first)), Infinity);
  return leastTimeOut(pieces, earliestEnd) ?? earliest;
}

/** From departure to the end of the run, for the departures that keep what is asked for. */
function timeFunction(run: RunTimes, earliest: number, keepsCaps: boolean): Piece[] {
  const from = { first: earliest, last: Infinity, ready: -Infinity, readyAfter: 0 };
  let pieces: Piece[] = [{ ...from, arrival: -Infinity, arrivalAfter: 0 }];
  let hasPickups = false;
  let latestArrival = Infinity;
  for (const { breaks, to } of legsOfRun(run)) {
    pieces = pieces.map((piece) => drive(piece, to.legSeconds));
    for (const { windows, seconds } of breaks) {
      pieces = pieces.flatMap((piece) => throughBreak(piece, windows, seconds));
    }
    if (to.kind === 'visit') {
      pieces = pieces.flatMap((piece) => throughWindows(piece, to.windows, secondsAtVisit(to)));
      hasPickups ||= !isNothing(to.pickup);
      latestArrival = Math.min(latestArrival, to.latestAtHub ?? Infinity);
      continue;
    }
    const cap = keepsCaps ? latestArrival : Infinity;
    const windows = hasPickups ? (to.receiving ?? always) : always;
    const seconds = to.kind === 'hub' ? to.turnaroundSeconds : 0;
    pieces = pieces
      .flatMap((piece) => arrivingBy(piece, cap))
      .flatMap((piece) => throughWindows(piece, windows, seconds));
    hasPickups = false;
    latestArrival = Infinity;
  }
  return pieces;
}

function endOf(piece: Piece, departure: number): number {
  return Math.max(piece.ready, departure + piece.readyAfter);
}

function drive(piece: Piece, seconds: number): Piece {
  return { ...piece, arrival: piece.ready + seconds, arrivalAfter: piece.readyAfter + seconds };
}

/** The parts of a piece that begin the break in each of its windows. */
function throughBreak(piece: Piece, windows: readonly TimeWindow[], seconds: number): Piece[] {
  return splitByWindows(piece, piece.ready, piece.readyAfter, windows).map(({ first, last, opens }) => {
    const start = Math.max(piece.ready, opens);
    return {
      first,
      last,
      ready: start + seconds,
      readyAfter: piece.readyAfter + seconds,
      arrival: Math.max(piece.arrival, start) + seconds,
      arrivalAfter: piece.arrivalAfter + seconds,
    };
  });
}

/** The parts of a piece that begin, on arrival or after it, in each of the windows. */
function throughWindows(piece: Piece, windows: readonly TimeWindow[], seconds: number): Piece[] {
  return splitByWindows(piece, piece.arrival, piece.arrivalAfter, windows).map(({ first, last, opens }) => {
    const ready = Math.max(piece.arrival, opens) + seconds;
    const readyAfter = piece.arrivalAfter + seconds;
    return { first, last, ready, readyAfter, arrival: ready, arrivalAfter: readyAfter };
  });
}

function splitByWindows(piece: Piece, earliest: number, after: number, windows: readonly TimeWindow[]) {
  const parts: { readonly first: number; readonly last: number; readonly opens: number }[] = [];
  let { first } = piece;
  for (const window of windows) {
    if (earliest > window.end || first > piece.last) continue;
    const last = Math.min(piece.last, window.end - after);
    if (last < first) continue;
    parts.push({ first, last, opens: window.start });
    first = last + 1;
  }
  return parts;
}

function arrivingBy(piece: Piece, latest: number): Piece[] {
  const last = Math.min(piece.last, latest - piece.arrivalAfter);
  return piece.arrival > latest || last < piece.first ? [] : [{ ...piece, last }];
}

function leastTimeOut(pieces: readonly Piece[], latestEnd: number): number | null {
  let best: number | null = null;
  let bestSeconds = Infinity;
  for (const piece of pieces) {
    const last = Math.min(piece.last, latestEnd - piece.readyAfter);
    if (piece.ready > latestEnd || last < piece.first) continue;
    // Leaving later than this waits nowhere; leaving earlier waits by the difference.
    const departure = Math.min(last, Math.max(piece.first, piece.ready - piece.readyAfter));
    const seconds = endOf(piece, departure) - departure;
    if (seconds < bestSeconds) {
      best = departure;
      bestSeconds = seconds;
    }
  }
  return best;
}
