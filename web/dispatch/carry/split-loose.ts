import { isMissed, type Request } from '#server/contract/request.ts';
import type { Load } from '#server/domain/load.ts';
import { isRestFree } from '#server/domain/publish/told-loads.ts';
import type { Day } from '../day.ts';

/** What of a day may go on to the next, and what of that which is in no run may not. */
interface LooseSplit {
  /**
   * Requests that no run, planned or published, has any part of, those of which no run has all, and those whose drivers
   * came in vain.
   */
  readonly free: readonly Request[];
  /** Their drivers were told to come. */
  readonly told: readonly Request[];
  /** Collected already, or in a run of the plan of record. */
  readonly others: readonly Request[];
}

/** @param told how much of each request drivers were told to serve; null: all of it */
export function splitLoose(
  { requests, unassigned, unplanned, visitsOf }: Day,
  told: ReadonlyMap<string, Load | null>,
): LooseSplit {
  const isLoose = ({ id, state }: Request) => state === 'booked' && !visitsOf.has(id);
  const isRest = (request: Request, left: Load | undefined) =>
    left !== undefined &&
    (request.state === 'planned' || request.state === 'published') &&
    isRestFree(told.get(request.id), {
      kg: request.kg - left.kg,
      crates: request.crates - left.crates,
      parcels: request.parcels - left.parcels,
    });
  const all = [
    ...unassigned.map(({ request, why: { left } }) => ({ request, left })),
    ...unplanned.map((request) => ({ request, left: undefined })),
  ].map(({ request, left }) => ({ request, isFree: isLoose(request) || isRest(request, left) }));
  const some = (isFreeWanted: boolean) =>
    all.filter(({ isFree }) => isFree === isFreeWanted).map(({ request }) => request);
  // A plan and its requests may be a moment apart.
  const kept = some(false).filter(({ state }) => state !== 'booked');
  return {
    free: [...some(true), ...requests.filter(isMissed)],
    told: kept.filter(({ id }) => told.has(id)),
    others: kept.filter(({ id }) => !told.has(id)),
  };
}
