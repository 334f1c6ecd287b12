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
    | 'skills'
    | 'hub'
    | 'pin'
    | 'fixed_start'
    | 'locked'
    | 'freight'
    | 'shipment'
    | 'unreachable'
    | 'capacity'
    | 'time_window'
    | 'shift'
    | 'break'
    | 'break_window'
    | 'break_load'
    | 'receiving'
    | 'docks'
    | 'latest_at_hub'
    | 'on_board'
    | 'most_trips'
    | 'most_stops'
    | 'most_metres'
    | 'most_driving'
    | 'most_seconds_out'
    | 'cost'
    | 'penalty';
  /** Vehicle and stop index; null where it is about none. */
  readonly vehicle: number | null;
  readonly stop: number | null;
  /** How much over, in the unit of the rule (load, seconds, metres, minor units, a count); 1 where it is yes or no. */
  readonly amount: number;
  /** One sentence for logs and tests. */
  readonly text: string;
}

/** What the independent checker makes of a solution. */
export interface SolutionCheck {
  readonly violations: readonly Violation[];
  /** Recomputed; minor units. */
  readonly cost: number;
  readonly penalty: number;
  /** Of stops in no run, those with a `leaveOutCost` aside. */
  readonly missedPriority: number;
  readonly missedRequests: number;
}

/** Takes down what is wrong with one run. */
export type Report = (kind: Violation['kind'], stop: number | null, amount: number, text: string) => void;
