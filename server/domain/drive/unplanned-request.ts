/** The request that a pickup which nobody planned becomes; both ids are of their makers, and the pair is of no other. */
export const unplannedRequest = (run: string, pickup: string): string => `${run}-${pickup}`;

/** Whether a request is what an unplanned pickup of the same run has become. */
export const isOfPickup = (request: string, pickup: string): boolean => request.endsWith(`-${pickup}`);
