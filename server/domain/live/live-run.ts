import type { DrivenRun } from '../drive/driven-run.ts';
import { expectTimes } from '../drive/expect-times.ts';
import type { RunState, StopState } from '../drive/run-state.ts';
import { overOf } from '../drive/running-load.ts';
import { type Load, noLoad, sumLoads } from '../load.ts';

/** What the desk has to look at, and nothing else. */
export type LiveAlert =
  /** What comes next is expected so much later than planned. */
  | { readonly kind: 'behind'; readonly seconds: number }
  /** More than the vehicle may carry is on it, or (`stop`) will be after a stop to come; `over`: by how much. */
  | { readonly kind: 'over_capacity'; readonly stop: StopState | null; readonly over: Load }
  /** The driver has gone on, and nothing was said of it. */
  | { readonly kind: 'skipped'; readonly stop: StopState }
  /** Nothing has come in for so long, from a run that should be under way. */
  | { readonly kind: 'no_word'; readonly seconds: number };

/** A run as it goes, beside its plan. Times are ms since 1970. */
export interface LiveRun {
  /** Seconds by which what comes next is expected later than planned; below 0: earlier. Null: the run is over. */
  readonly behindSeconds: number | null;
  /** Of the stops to come, by their keys. */
  readonly expected: ReadonlyMap<string, { readonly arrival: number; readonly departure: number }>;
  /** When it is, or was, back at the hub from each trip. */
  readonly backAt: readonly number[];
  /** The first that is not done; null: none is left. */
  readonly next: StopState | null;
  readonly done: number;
  readonly stops: number;
  /** Of the pickups that are closed: what was booked, and what was taken. */
  readonly booked: Load;
  readonly collected: Load;
  readonly alerts: readonly LiveAlert[];
}

const behindFrom = 30 * 60;
const silentFrom = 2 * 3600;

/**
 * How a run goes by what is known of it.
 *
 * @param heardAt ms since 1970 at which something last came in from the driver; null: never
 * @param toldAt ms since 1970 at which he was first told of the run
 * @param now ms since 1970
 */
export function liveRun(
  run: DrivenRun,
  state: RunState,
  {
    heardAt,
    toldAt,
    now,
  }: { readonly heardAt: number | null; readonly toldAt: number; readonly now: number },
): LiveRun {
  const { stops: expected, back: backAt } = expectTimes(run, state, now);
  const standing = state.stops.filter(({ isTakenOut }) => !isTakenOut);
  const skipped = skippedStops(state);
  const next = standing.find((stop) => stop.status !== 'done' && !skipped.includes(stop)) ?? null;
  const behindSeconds = state.stage === 'back' ? null : behindBy(run, state, next, expected, backAt);
  const pickups = state.stops.flatMap(({ items }) =>
    items.filter(({ kind, outcome }) => kind === 'pickup' && outcome !== null),
  );
  const facts = { run, state, heardAt, toldAt, now, behindSeconds, skipped };
  return {
    behindSeconds,
    expected,
    backAt,
    next,
    done: standing.filter(({ status }) => status === 'done').length,
    stops: standing.length,
    booked: sumLoads(pickups.map(({ booked }) => booked)),
    collected: sumLoads([...pickups.map(({ outcome }) => outcome?.taken ?? noLoad), ...state.unplanned]),
    alerts: alertsOf(facts),
  };
}

interface Facts {
  readonly run: DrivenRun;
  readonly state: RunState;
  readonly heardAt: number | null;
  readonly toldAt: number;
  readonly now: number;
  readonly behindSeconds: number | null;
  readonly skipped: readonly StopState[];
}

function alertsOf({ run, state, heardAt, toldAt, now, behindSeconds, skipped }: Facts): LiveAlert[] {
  const alerts: LiveAlert[] = skipped.map((stop) => ({ kind: 'skipped', stop }));
  // A run that is over, or that nobody drives any more, needs no watching.
  if (state.stage === 'back' || run.trips.length === 0) return alerts;
  const over = overOf(state.aboard, run.capacity);
  const lacking = state.stops.find(({ lacks, isTakenOut }) => lacks !== null && !isTakenOut);
  if (over) alerts.push({ kind: 'over_capacity', stop: null, over });
  else if (lacking?.lacks) alerts.push({ kind: 'over_capacity', stop: lacking, over: lacking.lacks });
  const plannedStart = run.trips[0]!.start * 1000; // it has trips
  const silentSeconds = Math.round((now - Math.max(heardAt ?? 0, toldAt, plannedStart)) / 1000);
  // How far behind a run is that says nothing is a guess, and said by its silence.
  if (silentSeconds > silentFrom) alerts.unshift({ kind: 'no_word', seconds: silentSeconds });
  else if (behindSeconds !== null && behindSeconds > behindFrom) {
    alerts.unshift({ kind: 'behind', seconds: behindSeconds });
  }
  return alerts;
}

/** Where it goes next, or when it comes back, against the plan. */
function behindBy(
  { trips }: DrivenRun,
  { trip, stage }: RunState,
  next: StopState | null,
  expected: LiveRun['expected'],
  backAt: readonly number[],
): number | null {
  const arrival = next && (expected.get(next.key)?.arrival ?? null);
  if (next && arrival !== null) return Math.round(arrival / 1000 - next.planned.arrival);
  const end = trips[trip]?.end;
  const back = backAt[trip];
  if (stage !== 'out' || end === undefined || back === undefined) return null;
  return Math.round(back / 1000 - end);
}

/** Those that the driver has passed: he was at a later one of the trip, or the trip is over. */
function skippedStops({ stops, trips, stage, trip }: RunState): StopState[] {
  const isOver = (index: number) => stage === 'back' || index < trip || (trips[index]?.back ?? null) !== null;
  return stops.filter((stop, index) => {
    if (stop.status !== 'ahead' || stop.isTakenOut) return false;
    return (
      isOver(stop.trip) || stops.slice(index + 1).some((later) => later.trip === stop.trip && wasAt(later))
    );
  });
}

const wasAt = ({ status, arrived, items, isTakenOut }: StopState): boolean =>
  !isTakenOut && (status !== 'ahead' || arrived !== null || items.some(({ outcome }) => outcome !== null));
