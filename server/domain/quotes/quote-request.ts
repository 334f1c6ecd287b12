import { brokenMore, noRun } from '../desk/best-places.ts';
import type { DayStop } from '../desk/desk-day.ts';
import { PlaceQueue } from '../desk/place-queue.ts';
import { sequenceOf } from '../desk/price-trips.ts';
import { scheduleDeskRun } from '../desk/schedule-desk-run.ts';
import type { DeskRun } from '../edits/desk-plan.ts';
import { alonePrice } from '../shares/alone-price.ts';
import { shareRun } from '../shares/share-run.ts';
import { joinStop } from './join-stop.ts';
import { pieceOf, piecesOf } from './quoted-pieces.ts';
import type { PlaceTravel, QuoteBook } from './quote-book.ts';
import type { QuoteFrame } from './quote-frame.ts';

/** What is asked about: a stop without its place, since that is new. */
export type QuotedStop = Omit<DayStop, 'place' | 'isCancelled'>;

/** What its requests would bear. */
interface QuotedShare {
  /** Of all of them; minor units. */
  readonly amount: number;
  /** The stop beside it on its way, whose ways to it are the shortest; null: it would be alone on its run. */
  readonly neighbour: string | null;
}

export interface RequestQuote {
  /** Null where no place in the plan keeps all rules. */
  readonly share: QuotedShare | null;
  /** Each on a trip of its own; null where no vehicle may come and take one. */
  readonly alone: number | null;
}

/** Where it would go best so far. */
interface BestPlace {
  readonly frame: QuoteFrame;
  readonly trips: DeskRun['trips'];
  readonly costChange: number;
}

const quoted = 'quoted';
const planned = { stop: quoted, pin: null };

/**
 * Puts a request into the plan where that costs least and breaks no rule, and shares out the run's cost as it then is:
 * among the places of the open runs, trips added to them, and runs of idle vehicles. Joined to a stop beside it where the
 * planner would join them. What is larger than any vehicle that may come is priced as its pieces, each as the first.
 *
 * @param travel of its place, for the places of the book
 * @param notBefore runs that leave earlier are gone; seconds from the day's origin
 */
export function quoteRequest(
  book: QuoteBook,
  whole: QuotedStop,
  travel: PlaceTravel,
  notBefore: number = -Infinity,
): RequestQuote {
  const pieces = piecesOf(book, whole);
  const stop = pieceOf(whole, pieces);
  const alone = priceAlone(book.alone, stop, travel);
  if (alone === null) return { share: null, alone };
  const runs = book.runs.filter(({ before }) => before.start >= notBefore);
  const best = bestPlace(runs, book.idle, stop, travel);
  const share = best && shareAt(best, stop);
  return { share: share && { ...share, amount: share.amount * pieces }, alone: alone * pieces };
}

/** The stop in a frame's spare row. */
const stopIn = ({ spareRow }: QuoteFrame, stop: QuotedStop): DayStop => ({
  ...stop,
  place: spareRow,
  isCancelled: false,
});

function priceAlone(frame: QuoteFrame | null, stop: QuotedStop, travel: PlaceTravel): number | null {
  if (!frame) return null;
  frame.setTravel(travel);
  const own = stopIn(frame, stop);
  let sum = 0;
  for (const part of stop.parts) {
    const price = alonePrice(own, part, frame.day);
    if (price === null) return null;
    sum += price;
  }
  return sum;
}

function bestPlace(
  runs: readonly QuoteFrame[],
  idle: readonly QuoteFrame[],
  stop: QuotedStop,
  travel: PlaceTravel,
): BestPlace | null {
  let best: BestPlace | null = null;
  const offer = (frame: QuoteFrame, trips: DeskRun['trips']) => {
    const costChange = feasibleChange(frame, trips, stop);
    if (costChange !== null && (best === null || costChange < best.costChange)) {
      best = { frame, trips, costChange };
    }
  };
  for (const frame of idle) {
    if (!mayCome(frame, stop)) continue;
    frame.setTravel(travel);
    offer(frame, [[planned]]);
  }
  const queue = new PlaceQueue();
  for (const [index, frame] of runs.entries()) {
    if (!mayCome(frame, stop)) continue;
    frame.setTravel(travel);
    queuePlaces(queue, index, frame, stop);
  }
  for (let place = queue.take(); place !== null; place = queue.take()) {
    // Assigned in `offer`, which the checker does not see.
    const soFar = best as BestPlace | null;
    if (soFar !== null && place.costChange >= soFar.costChange) break;
    const frame = runs[place.run]!; // the queue has their indices
    const { trips } = frame.run;
    offer(frame, trips.with(place.trip, trips[place.trip]!.toSpliced(place.position, 0, planned)));
  }
  if (best !== null) return best;
  for (const frame of runs) {
    if (mayCome(frame, stop)) offer(frame, [...frame.run.trips, [planned]]);
  }
  return best;
}

const mayCome = ({ vehicle }: QuoteFrame, stop: QuotedStop) => vehicle.access <= stop.largestAccess;

function queuePlaces(queue: PlaceQueue, index: number, frame: QuoteFrame, stop: QuotedStop): void {
  const moved = [stopIn(frame, stop)];
  const { bounds, before } = frame;
  let step = 0;
  for (const [trip, { length }] of frame.run.trips.entries()) {
    for (let position = 0; position <= length; position++, step++) {
      bounds.set(moved, step, before);
      if (bounds.broken === 0) queue.add(index, trip, position, 0, bounds.cost - before.cost);
    }
  }
}

/** Null where more rules are broken than before. */
function feasibleChange(frame: QuoteFrame, trips: DeskRun['trips'], stop: QuotedStop): number | null {
  const day = { ...frame.day, stops: withQuoted(frame, stop) };
  const isNew = frame.run.trips.length === 0;
  const now = frame.pricer.price(sequenceOf(trips, day), frame.run.start, frame.vehicle);
  return brokenMore(isNew ? noRun : frame.before, now) > 0 ? null : now.cost - frame.before.cost;
}

function withQuoted(frame: QuoteFrame, stop: QuotedStop): Map<string, DayStop> {
  return new Map([...frame.day.stops, [quoted, stopIn(frame, stop)]]);
}

function shareAt({ frame, trips }: BestPlace, stop: QuotedStop): QuotedShare {
  const neighbour = nearestBeside(frame, trips);
  const apart = { trips, stops: withQuoted(frame, stop) };
  const { trips: now, stops } = (neighbour !== null && joinStop(apart, quoted, neighbour, frame)) || apart;
  const run: DeskRun = { ...frame.run, trips: now };
  const day = { ...frame.day, stops };
  const { shares } = shareRun(run, day, scheduleDeskRun(run, day));
  const own = new Set(stop.parts.map(({ request }) => request));
  const amount = shares.reduce((sum, share) => sum + (own.has(share.request) ? share.amount : 0), 0);
  return { amount, neighbour };
}

/** Of the stops before and behind it in its trip. */
function nearestBeside(frame: QuoteFrame, trips: DeskRun['trips']): string | null {
  const trip = trips.find((stops) => stops.includes(planned)) ?? [];
  const at = trip.indexOf(planned);
  const { size, seconds } = frame.day.tables[frame.vehicle.table]!; // a day has its vehicles' tables
  const secondsTo = (stop: string) => {
    const row = frame.day.stops.get(stop)!.place; // of the run
    return Math.min(seconds[frame.spareRow * size + row]!, seconds[row * size + frame.spareRow]!);
  };
  const beside = [trip[at - 1], trip[at + 1]].flatMap((each) => (each ? [each.stop] : []));
  return beside.sort((a, b) => secondsTo(a) - secondsTo(b))[0] ?? null;
}
