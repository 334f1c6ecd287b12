/** Tells the search how far it is, and when to end; asked every few iterations. */
export interface Pace {
  /** From 0 to 1, not falling. */
  progress(iterations: number): number;
  isOver(iterations: number): boolean;
}

/** Ends after so many iterations, or earlier when told. */
export function paceByIterations(limit: number, shouldStop: () => boolean = () => false): Pace {
  return {
    progress: (iterations) => Math.min(1, iterations / Math.max(1, limit)),
    isOver: (iterations) => iterations >= limit || shouldStop(),
  };
}
