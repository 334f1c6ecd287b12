import type { RunEventWire } from '#server/contract/drive.ts';
import { drivenEvent, drivenRun } from '#server/contract/drive.ts';
import type { Request } from '#server/contract/request.ts';
import { mostOfTap } from '#server/contract/tap-bounds.ts';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import type { DrivenRun } from '#server/domain/drive/driven-run.ts';
import type { ItemState, RunState } from '#server/domain/drive/run-state.ts';
import { unplannedRequest } from '#server/domain/drive/unplanned-request.ts';
import { and, asc, eq, isNotNull, ne } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { runEvents } from './drive-schema.ts';
import { findPlan } from './plan-names.ts';
import { appendChanged, readRequest } from './request-rows.ts';
import { weighIns } from './receiving-schema.ts';
import { findRunHead, readVersions, type RunHead, runHeadsOfPlan } from './run-versions.ts';
import { requests, stopRequests } from './schema.ts';
import { settleStates } from './settle-states.ts';
import { followUnplanned } from './unplanned-requests.ts';
import type { Write } from './writer.ts';

/** All taps of a run, in the order in which they came; times are dates whatever was kept of a phone's clock. */
export function readEvents(db: Executor, run: string): RunEventWire[] {
  return db
    .select({ event: runEvents.event })
    .from(runEvents)
    .where(eq(runEvents.runId, run))
    .orderBy(asc(runEvents.seq))
    .all()
    .map(({ event }) => ({ ...event, clock_offset_ms: withinBounds(event.clock_offset_ms) }));
}

/** Of taps that came before there was a bound. */
function withinBounds(offsetMs: number | null): number | null {
  const most = mostOfTap.clockOffsetMs;
  return offsetMs === null ? null : Math.max(-most, Math.min(offsetMs, most));
}

/** The request that a tap of a run speaks of, of one that takes another back too; null: none. */
export function requestOfEvent(tx: Executor, run: string, { deed }: RunEventWire): string | null {
  if ('item' in deed) return deed.item.request;
  if (deed.kind === 'unplanned') return unplannedRequest(run, deed.pickup);
  if (deed.kind !== 'undone') return null;
  const of = tx.select({ request: runEvents.request }).from(runEvents).where(eq(runEvents.id, deed.event));
  return of.get()?.request ?? null;
}

/**
 * States of requests follow what the drivers of the day say, and what nobody planned becomes a request; one that was
 * cancelled, or weighed at the hub, stays so. `before`: the run's taps, without those that came in just now.
 */
export function followDrivers(
  under: Write,
  head: RunHead,
  named: ReadonlySet<string>,
  { at, before }: { readonly at: string; readonly before: () => RunEventWire[] },
): void {
  const { tx, append } = under;
  const changed: Request[] = [];
  const stateOfRun = statesOfRuns(tx);
  for (const id of named) {
    if (isWeighed(tx, id)) continue;
    const { run, state } = stateOfRun(head.id);
    const request = isUnplanned(id, head.id, state)
      ? followUnplanned(under, pickupOf(head.id, state, id), {
          head,
          run,
          id,
          at,
          was: () => pickupOf(head.id, reckonRun(tx, head.id, before()).state, id),
        })
      : followVisits(tx, head, id, stateOfRun);
    if (request) changed.push(request);
  }
  if (changed.length === 0) return;
  // What is open again is published only while a run has it.
  const plan = findPlan(tx, head.hub, head.date);
  if (plan && changed.some(({ state }) => state === 'published')) settleStates(tx, plan);
  appendChanged(append, head.hub, changed);
}

/**
 * As `followDrivers`, of a request that is cancelled no longer: by all that drivers say of it, meanwhile too. Where they say
 * nothing, or have taken it back, it stays as it is.
 */
export function followAllTaps(under: Write, hub: string, id: string, at: string): void {
  const { tx } = under;
  const stateOfRun = statesOfRuns(tx);
  const heads = runsThatSpeakOf(tx, id).filter((head) => head.hub === hub);
  const planned = heads.find((head) => !isUnplanned(id, head.id, stateOfRun(head.id).state));
  if (planned) {
    followVisits(tx, planned, id, stateOfRun);
    return;
  }
  for (const head of heads) {
    const { run, state } = stateOfRun(head.id);
    const pickup = pickupOf(head.id, state, id);
    if (pickup) followUnplanned(under, pickup, { head, run, id, at, was: () => null });
  }
}

/** Whether a request is what a driver took along, and no stop of his run. */
const isUnplanned = (id: string, run: string, { stops }: RunState): boolean =>
  id.startsWith(unplannedRequest(run, '')) &&
  !stops.some(({ items }) => items.some((item) => item.request === id));

/** Null: the driver has taken it back. */
const pickupOf = (run: string, { unplanned }: RunState, request: string) =>
  unplanned.find(({ pickup }) => unplannedRequest(run, pickup) === request) ?? null;

/** A request as it is by the visits to it; null where it stays as it was. */
function followVisits(tx: Executor, head: RunHead, id: string, stateOfRun: StateOfRun): Request | null {
  const items = itemsOf(tx, head, id, stateOfRun);
  const state = stateOf(items.found, items.isInParts);
  // A tap may name whatever it likes.
  const isOther = and(
    eq(requests.hubId, head.hub),
    eq(requests.id, id),
    ne(requests.state, state),
    ne(requests.state, 'cancelled'),
  );
  const { changes } = tx.update(requests).set({ state }).where(isOther).run();
  return changes > 0 ? readRequest(tx, head.hub, id) : null;
}

/** The hub's scale has the last word on what came, however late the driver's comes in. */
function isWeighed(tx: Executor, request: string): boolean {
  const entry = tx.select({ id: weighIns.id }).from(weighIns).where(eq(weighIns.requestId, request));
  return entry.get() !== undefined;
}

/** Every visit to a request of which a driver of the day says anything, or that serves a part of it. */
function itemsOf(
  tx: Executor,
  head: RunHead,
  request: string,
  stateOfRun: StateOfRun,
): { found: ItemState[]; isInParts: boolean } {
  const parts = tx
    .select({ name: stopRequests.name })
    .from(stopRequests)
    .where(and(eq(stopRequests.requestId, request), isNotNull(stopRequests.part)));
  const isInParts = parts.get() !== undefined;
  const others = isInParts ? runHeadsOfPlan(tx, head.planId) : runsThatSpeakOf(tx, request);
  const runs = new Map([head, ...others].map((each) => [each.id, each]));
  const found = [...runs.keys()].flatMap((run) =>
    stateOfRun(run).state.stops.flatMap(({ items }) => items.filter((item) => item.request === request)),
  );
  return { found, isInParts };
}

/** Those with a tap that names a request. */
function runsThatSpeakOf(tx: Executor, request: string): RunHead[] {
  const spoken = tx
    .select({ run: runEvents.runId })
    .from(runEvents)
    .where(eq(runEvents.request, request))
    .groupBy(runEvents.runId)
    .all();
  return spoken.flatMap(({ run }) => findRunHead(tx, run) ?? []);
}

interface ReckonedRun {
  readonly run: DrivenRun;
  readonly state: RunState;
}
type StateOfRun = (run: string) => ReckonedRun;

/** A run is reckoned from its events once, however many of its requests are asked for. */
function statesOfRuns(tx: Executor): StateOfRun {
  const known = new Map<string, ReckonedRun>();
  return (run) => {
    const reckoned = known.get(run) ?? reckonRun(tx, run);
    known.set(run, reckoned);
    return reckoned;
  };
}

/** A run as its events make it: all there are of it, or some of them. */
export function reckonRun(tx: Executor, id: string, events = readEvents(tx, id)): ReckonedRun {
  const { latest, earlier } = readVersions(tx, id, new Set(events.map(({ revision }) => revision)));
  const run = drivenRun(latest.revision, latest.frozen);
  const versions = earlier.map(({ revision, frozen }) => drivenRun(revision, frozen));
  return { run, state: applyEvents({ latest: run, earlier: versions, events: events.map(drivenEvent) }) };
}

/**
 * Open while nobody took anything and somebody is still to come, or while a part of it is to be fetched. What one driver
 * took counts, though another came in vain for the same.
 */
function stateOf(
  items: readonly ItemState[],
  isInParts: boolean,
): 'published' | 'collected' | 'partly_collected' | 'missed' {
  const hasOpen = items.some(({ outcome }) => outcome === null);
  const took = items.filter(({ outcome }) => outcome !== null && outcome.kind !== 'missed');
  if (hasOpen && (isInParts || took.length === 0)) return 'published';
  if (took.length === 0) return items.length > 0 ? 'missed' : 'published';
  const isWhole = took.every(isAllTaken) && (!isInParts || took.length === items.length);
  return isWhole ? 'collected' : 'partly_collected';
}

function isAllTaken({ outcome, booked }: ItemState): boolean {
  if (outcome?.kind === 'collected') return outcome.partly === null;
  return outcome?.kind === 'delivered' && outcome.taken.parcels >= booked.parcels;
}
