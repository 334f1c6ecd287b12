import type { Request } from '#server/contract/request.ts';

/** By its reference of the day, or by its id; of several with one reference, the one that stands. */
export function findRequest(requests: readonly Request[]): (name: string) => Request {
  const standing = requests.filter(({ state }) => state !== 'cancelled');
  const known = new Map([
    ...requests.map((request) => [request.reference, request] as const),
    ...requests.map((request) => [request.id, request] as const),
    // A list may have the id of another for its reference.
    ...standing.map((request) => [request.reference, request] as const),
  ]);
  return (name) => known.get(name)!; // the store refuses plans that name others
}
