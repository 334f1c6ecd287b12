import type { TimeWindow } from './time-window.ts';

interface TimedVisit {
  readonly windows: readonly TimeWindow[];
  readonly setupSeconds: number;
  readonly serviceSeconds: number;
}

/**
 * For departures from `first` to `last` (both included) the trip is through with what has been looked at so far
 * at max(earliest, departure + duration). All such pieces together are the exact time function of the sequence:
 * between two of them a window is missed and service waits for the next.
 */
interface Piece {
  readonly first: number;
  readonly last: number;
  readonly earliest: number;
  readonly duration: number;
}

/**
 * When a vehicle should leave for a fixed sequence of visits: of the departures in the shift that keep all
 * windows and the shift's end, the one with the least time out, and of those the earliest. Where the end cannot
 * be kept: the earliest end, then the least time out. Where a window cannot be kept: the start of the shift.
 * `legSeconds` has one entry more than `visits`.
 */
export function bestDeparture(
  visits: readonly TimedVisit[],
  legSeconds: readonly number[],
  shift: TimeWindow,
): number {
  let pieces: Piece[] = [
    { first: shift.start, last: Number.POSITIVE_INFINITY, earliest: Number.NEGATIVE_INFINITY, duration: 0 },
  ];
  for (const [index, visit] of visits.entries()) {
    pieces = pieces.flatMap((piece) => throughVisit(drive(piece, legSeconds[index] ?? 0), visit));
  }
  pieces = pieces.map((piece) => drive(piece, legSeconds[visits.length] ?? 0));
  const earliestEnd = pieces.reduce((end, piece) => Math.min(end, endOf(piece, piece.first)), Infinity);
  if (earliestEnd === Infinity) return shift.start;
  return leastTimeOut(pieces, Math.max(shift.end, earliestEnd)) ?? shift.start;
}

function endOf(piece: Piece, departure: number): number {
  return Math.max(piece.earliest, departure + piece.duration);
}

function drive(piece: Piece, seconds: number): Piece {
  return { ...piece, earliest: piece.earliest + seconds, duration: piece.duration + seconds };
}

/** The parts of a piece that begin service in each of the windows. */
function throughVisit(piece: Piece, visit: TimedVisit): Piece[] {
  const service = visit.setupSeconds + visit.serviceSeconds;
  const parts: Piece[] = [];
  let { first } = piece;
  for (const window of visit.windows) {
    if (piece.earliest > window.end || first > piece.last) continue;
    const last = Math.min(piece.last, window.end - piece.duration);
    if (last < first) continue;
    parts.push({
      first,
      last,
      earliest: Math.max(piece.earliest, window.start) + service,
      duration: piece.duration + service,
    });
    first = last + 1;
  }
  return parts;
}

function leastTimeOut(pieces: readonly Piece[], latestEnd: number): number | null {
  let best: number | null = null;
  let bestSeconds = Infinity;
  for (const piece of pieces) {
    const last = Math.min(piece.last, latestEnd - piece.duration);
    if (piece.earliest > latestEnd || last < piece.first) continue;
    // Leaving later than this waits nowhere; leaving earlier waits by the difference.
    const departure = Math.min(last, Math.max(piece.first, piece.earliest - piece.duration));
    const seconds = endOf(piece, departure) - departure;
    if (seconds < bestSeconds) {
      best = departure;
      bestSeconds = seconds;
    }
  }
  return best;
}
