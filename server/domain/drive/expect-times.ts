import type { DrivenRun, DrivenTrip } from './driven-run.ts';
import { keyOfStop } from './driven-run.ts';
import type { RunState, StopState } from './run-state.ts';

/** Ms since 1970. */
export interface ExpectedTimes {
  /** Of the stops that are not done, by their keys. */
  readonly stops: ReadonlyMap<string, { readonly arrival: number; readonly departure: number }>;
  /** When it is back at the hub from each trip; of one that is over: when it was. */
  readonly back: readonly number[];
}

/**
 * When a run that is under way comes to what is left of it: from where it was last and from then, over the legs of the
 * run as planned, never earlier than now. Where stops are skipped or taken in another order, the way leads along the
 * stops between.
 *
 * @param now ms since 1970
 */
export function expectTimes(run: DrivenRun, state: RunState, now: number): ExpectedTimes {
  const stops: Map<string, { arrival: number; departure: number }> = new Map();
  const back: number[] = [];
  for (const [index, trip] of run.trips.entries()) {
    const returned = state.trips[index]?.back ?? null;
    const isOver = returned !== null || index < state.trip || state.stage === 'back';
    if (isOver) {
      back.push(returned ?? state.lastTime ?? trip.end * 1_000);
      continue;
    }
    const states = new Map(state.stops.map((stop) => [stop.key, stop]));
    const start = leavesHub(run, state, index, back.at(-1) ?? null, now);
    const walk = walkTrip({ run, trip, index, states, start, now });
    for (const [key, times] of walk.stops) stops.set(key, times);
    back.push(walk.back);
  }
  return { stops, back };
}

/** When a trip leaves, or left. */
function leavesHub(
  run: DrivenRun,
  state: RunState,
  index: number,
  before: number | null,
  now: number,
): number {
  const left = state.trips[index]?.left ?? null;
  if (left !== null) return left;
  const { start } = run.trips[index]!; // it is one of them
  if (before === null) return state.stage === 'out' ? start * 1_000 : Math.max(now, start * 1_000);
  const atHub = start - run.trips[index - 1]!.end; // `before` is its return
  return Math.max(now, before + Math.max(0, atHub) * 1_000);
}

interface TripWalk {
  readonly run: DrivenRun;
  readonly trip: DrivenTrip;
  readonly index: number;
  readonly states: ReadonlyMap<string, StopState>;
  /** When it leaves the hub. */
  readonly start: number;
  readonly now: number;
}

function walkTrip({ run, trip, index, states, start, now }: TripWalk) {
  const stops = new Map<string, { arrival: number; departure: number }>();
  const ofTrip = trip.stops.map((stop) => ({ stop, state: states.get(keyOfStop(stop)) ?? null }));
  const last = lastVisited(ofTrip.map(({ state }) => state));
  let at = last?.position ?? -1;
  let clock = last?.time ?? start;
  for (const [position, { stop, state }] of ofTrip.entries()) {
    if (state === null || state.status === 'done') continue;
    const isHere = state.status === 'here';
    if (!isHere) clock += (secondsAlong(trip, at, position) + restSeconds(run, index, at, position)) * 1_000;
    const arrival = isHere ? (state.arrived ?? now) : Math.max(now, clock);
    const open = stop.items.filter((_, item) => state.items[item]?.outcome === null);
    const begins = Math.max(arrival, ...open.map(({ readyFrom }) => readyFrom * 1_000));
    const departure = Math.max(now, begins + (stop.departure - stop.start) * 1_000);
    stops.set(state.key, { arrival, departure });
    clock = departure;
    at = position;
  }
  const end = trip.stops.length;
  const home = clock + (secondsAlong(trip, at, end) + restSeconds(run, index, at, end)) * 1_000;
  return { stops, back: Math.max(now, home) };
}

/** The stop of a trip at which the vehicle was last, and when it left it, or was seen there. */
function lastVisited(states: readonly (StopState | null)[]): { position: number; time: number } | null {
  let last: { position: number; time: number } | null = null;
  for (const [position, state] of states.entries()) {
    if (state === null || state.status === 'here') continue;
    // A stop that was left out from afar was not visited.
    const handled = state.items.map(({ outcome }) => (outcome?.kind === 'missed' ? null : outcome?.time));
    const seen = [state.arrived, state.departed, ...handled];
    const time = Math.max(...seen.map((each) => each ?? -Infinity));
    if (time > (last?.time ?? -Infinity)) last = { position, time };
  }
  return last;
}

/** Between two positions of a trip, -1 being the hub it leaves and its length the one it comes to. */
function secondsAlong({ legs }: DrivenTrip, from: number, to: number): number {
  const [first, last] = from <= to ? [from, to] : [to, from];
  return legs.slice(first + 1, last + 1).reduce((sum, { seconds }) => sum + seconds, 0);
}

function restSeconds({ breaks }: DrivenRun, trip: number, from: number, to: number): number {
  return breaks
    .filter((rest) => rest.trip === trip && rest.position > from && rest.position <= to)
    .reduce((sum, { seconds }) => sum + seconds, 0);
}
