import type { Violation } from '#server/solver-pool/port.ts';
import { nameOfStop, type VroomNames } from './vroom-names.ts';

type Words = (amount: number, stop: string | null) => string;

/** Of a vehicle's run, with the fields that set the rule. What no run can break that was read from a problem is not here. */
const words: Readonly<Partial<Record<Violation['kind'], Words>>> = {
  run_empty: () => 'it has a trip without tasks',
  access: (_, stop) => `it is larger than ${stop} lets come`,
  skills: (_, stop) => `${stop} asks for skills it does not have`,
  hub: (_, stop) => `${stop} is for vehicles of another hub`,
  pin: (_, stop) => `${stop} is for other vehicles`,
  fixed_start: (_, stop) => `${stop} is not where fixed_start has it`,
  locked: (_, stop) => `${stop} is added behind fixed_start, and it is locked`,
  freight: (_, stop) => `what ${stop} gives or gets does not come by the hub`,
  shipment: (_, stop) => `the shipment of ${stop} is not picked up and delivered in it`,
  capacity: (amount, stop) =>
    `the load ${stop === null ? 'at its start' : `after ${stop}`} is ${amount} above its capacity`,
  time_window: (amount, stop) => `${stop} is reached ${amount} s after its last time window`,
  shift: (amount) => `it ends ${amount} s after its time_window`,
  break: () => 'its breaks are not as they must be',
  break_window: (amount) => `a break begins ${amount} s after its last time window`,
  break_load: (amount) => `the load at a break is ${amount} above its max_load`,
  receiving: (amount) => `it is at the hub ${amount} s after receiving`,
  docks: () => 'there is no free dock when it is at the hub',
  latest_at_hub: (amount, stop) => `what ${stop} gives is back ${amount} s after its latest_at_hub`,
  on_board: (amount, stop) => `what ${stop} gives is on board ${amount} s longer than its max_time_on_board`,
  most_trips: () => 'it has more trips than trips.max',
  most_stops: (amount) => `it has ${amount} more tasks than max_tasks`,
  most_metres: (amount) => `it goes ${amount} m more than max_distance`,
  most_driving: (amount) => `it drives ${amount} s more than max_travel_time`,
  most_seconds_out: (amount) => `it is out ${amount} s more than max_time_out`,
};

/** What a vehicle's run breaks, in the terms of the problem that was read; stops are those of that problem. */
export function describeViolation({ stops }: VroomNames, { kind, stop, amount, text }: Violation): string {
  const name = stop === null ? null : nameOfStop(stops[stop]!); // violations name stops of their problem
  return words[kind]?.(amount, name) ?? text;
}
