import { UNLIMITED, type Amounts } from '../load.ts';
import type { QuoteBook } from './quote-book.ts';
import type { QuotedStop } from './quote-request.ts';

/** How many equal pieces a load must be cut into to fit the largest vehicle that may come; 1 where none may. */
export function piecesOf({ alone }: QuoteBook, stop: QuotedStop): number {
  const vehicles = [...(alone?.day.vehicles.values() ?? [])].filter(
    ({ access }) => access <= stop.largestAccess,
  );
  const pieces = vehicles.map(({ capacity }) =>
    Math.max(piecesIn(stop.pickup, capacity), piecesIn(stop.delivery, capacity)),
  );
  const least = Math.min(...pieces);
  return Number.isFinite(least) ? least : 1;
}

/** One of so many equal pieces of a load, rounded up. */
export function pieceOf(stop: QuotedStop, pieces: number): QuotedStop {
  if (pieces === 1) return stop;
  const pickup = shareOf(stop.pickup, pieces);
  const delivery = shareOf(stop.delivery, pieces);
  const serviceSeconds = Math.ceil(stop.serviceSeconds / pieces);
  const parts = stop.parts.map((part) => ({
    ...part,
    pickup: shareOf(part.pickup, pieces),
    delivery: shareOf(part.delivery, pieces),
    serviceSeconds: Math.ceil(part.serviceSeconds / pieces),
  }));
  return { ...stop, pickup, delivery, serviceSeconds, parts };
}

function piecesIn(load: Amounts, capacity: Amounts): number {
  return load.reduce((most, amount, dimension) => {
    const limit = capacity[dimension] ?? 0;
    return limit >= UNLIMITED || amount === 0 ? most : Math.max(most, Math.ceil(amount / limit));
  }, 1);
}

/** Of kg whole grams, of the others whole units. */
function shareOf([kg = 0, ...counts]: Amounts, pieces: number): Amounts {
  return [Math.ceil((kg * 1000) / pieces) / 1000, ...counts.map((count) => Math.ceil(count / pieces))];
}
