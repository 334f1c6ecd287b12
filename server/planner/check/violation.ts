/** A rule a solution breaks, found by recomputing it from the problem. */
export interface Violation {
  readonly kind:
    | 'vehicle_unknown'
    | 'vehicle_twice'
    | 'stop_unknown'
    | 'stop_twice'
    | 'stop_missing'
    | 'run_empty'
    | 'access'
    | 'freight'
    | 'unreachable'
    | 'capacity'
    | 'time_window'
    | 'shift'
    | 'cost';
  /** Vehicle and stop index; null where it is about none. */
  readonly vehicle: number | null;
  readonly stop: number | null;
  /** How much over, in the unit of the rule (kg, crates, parcels, seconds, minor units); 1 where it is yes or no. */
  readonly amount: number;
  /** One sentence for logs and tests. */
  readonly text: string;
}

/** What the independent checker makes of a solution. */
export interface SolutionCheck {
  readonly violations: readonly Violation[];
  /** Recomputed; minor units. */
  readonly cost: number;
  readonly unassignedRequests: number;
}
