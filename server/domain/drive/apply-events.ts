import { type Load, noLoad } from '../load.ts';
import type { DrivenItem, DrivenRun, DrivenStop } from './driven-run.ts';
import { keyOfItem } from './driven-run.ts';
import { orderEvents, type TimedEvent } from './order-events.ts';
import { aboardOf, lacksOf } from './running-load.ts';
import type { RunDeed, RunEvent, RunItem } from './run-event.ts';
import { isOfPickup } from './unplanned-request.ts';
import type { ItemOutcome, ItemState, RunState, Said, StopState } from './run-state.ts';

/** A run with all that is known of it. */
export interface KnownRun {
  /** As it was last published; without trips where it was withdrawn. */
  readonly latest: DrivenRun;
  /** Revisions that events name, `latest` or earlier; one that is missing is read from the events alone. */
  readonly earlier: readonly DrivenRun[];
  /** In any order, any of them more than once. */
  readonly events: readonly RunEvent[];
}

/**
 * What came of a run: the run as last published, and upon it every tap of the driver. The order in which events come in,
 * and how often, changes nothing; neither do revisions that no event names. What the driver did stands whatever the desk
 * publishes later: a stop that it took out of the run is kept where he was there, and an amount that it changed is told
 * beside the one he saw.
 */
export function applyEvents({ latest, earlier, events }: KnownRun): RunState {
  const told = withoutUndone(orderEvents(events));
  const walk = walkEvents(told, latest);
  const stops = stopsOf(latest, earlier, walk);
  const { stage, trip, unplanned } = walk;
  const aboard = aboardOf({ stops, unplanned, stage, trip, tripOf: walk.tripOf });
  const lacks = lacksOf({ stops, aboard, stage, trip, capacity: latest.capacity });
  return {
    revision: latest.revision,
    answer: walk.answer,
    seenRevision: walk.seenRevision,
    check: walk.check,
    stage,
    trip,
    trips: Array.from({ length: Math.max(latest.trips.length, trip + 1) }, (_, index) => ({
      left: walk.left.get(index) ?? null,
      back: walk.returned.get(index) ?? null,
    })),
    stops: stops.map((stop) => ({ ...stop, lacks: lacks.get(stop.key) ?? null })),
    unplanned,
    aboard,
    position: walk.position,
    back: walk.back,
    lastTime: told.at(-1)?.time ?? null,
  };
}

/** Without those that were taken back, and the taking back: which may be taken back itself. */
function withoutUndone(events: readonly TimedEvent[]): TimedEvent[] {
  const undone = new Set<string>();
  for (const { id, deed } of events.toReversed()) {
    if (deed.kind === 'undone' && !undone.has(id)) undone.add(deed.event);
  }
  return events.filter(({ id, deed }) => !undone.has(id) && deed.kind !== 'undone');
}

/** What happened to one visit. */
interface ItemWalk {
  /** The last that each phone says. */
  readonly outcomes: Map<string, ItemOutcome>;
  readonly refused: ItemState['refused'][number][];
  /** The revision that was on the phone, and which trip it was, at the last tap. */
  revision: number;
  trip: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type WalkState = Pick<RunState, 'answer' | 'seenRevision' | 'check' | 'stage' | 'trip' | 'position' | 'back'>;

interface Walk extends Writable<WalkState> {
  readonly items: Map<string, ItemWalk & { readonly item: RunItem }>;
  readonly arrived: Map<string, number>;
  readonly departed: Map<string, number>;
  readonly left: Map<number, number>;
  readonly returned: Map<number, number>;
  readonly unplanned: RunState['unplanned'][number][];
  readonly tripOf: (item: RunItem) => number | null;
}

/** Goes through the events once, in their order. */
function walkEvents(events: readonly TimedEvent[], latest: DrivenRun): Walk {
  const items: Walk['items'] = new Map();
  const walk: Walk = {
    answer: null,
    seenRevision: 0,
    check: null,
    stage: 'before',
    trip: 0,
    position: null,
    back: null,
    items,
    arrived: new Map(),
    departed: new Map(),
    left: new Map(),
    returned: new Map(),
    unplanned: [],
    tripOf: (item) => items.get(keyOfItem(item))?.trip ?? null,
  };
  const plannedTrip = new Map(
    latest.trips.flatMap(({ stops }, trip) =>
      stops.flatMap((stop) => stop.items.map((item) => [keyOfItem(item), trip] as const)),
    ),
  );
  const planned = latest.trips.flatMap(({ stops }) => stops.flatMap((stop) => stop.items));
  for (const event of events) {
    if (event.position) walk.position = { ...event.position, time: event.time };
    take(walk, event, plannedTrip, planned);
  }
  return walk;
}

/** One event. `putInto`: the visits of the run as it is; what nobody planned is one of them once the desk has put it there. */
function take(
  walk: Walk,
  event: TimedEvent,
  plannedTrip: ReadonlyMap<string, number>,
  putInto: readonly RunItem[],
): void {
  const { deed, time } = event;
  const said: Said = { event: event.id, phone: event.phone, time };
  switch (deed.kind) {
    case 'accepted':
    case 'declined':
      walk.answer = { ...said, ...deed };
      walk.seenRevision = Math.max(walk.seenRevision, event.revision);
      return;
    case 'seen':
      walk.seenRevision = Math.max(walk.seenRevision, event.revision);
      return;
    case 'checked':
      walk.check = { ...said, ...deed };
      return;
    case 'left_hub':
      walk.stage = 'out';
      walk.trip = deed.trip;
      walk.left.set(deed.trip, time);
      return;
    case 'at_hub':
      walk.stage = 'at_hub';
      walk.trip = deed.trip;
      walk.returned.set(deed.trip, time);
      return;
    case 'back':
      walk.stage = 'back';
      walk.back = { ...said, ...deed };
      walk.returned.set(walk.trip, walk.returned.get(walk.trip) ?? time);
      return;
    case 'arrived':
    case 'departed':
      goOut(walk, plannedTrip.get(keyOfItem(deed.items[0] ?? { request: '', visit: 1 })));
      for (const item of deed.items) {
        itemOf(walk, item, event);
        walk[deed.kind].set(keyOfItem(item), time);
      }
      return;
    case 'unplanned': {
      const put = putInto.find(({ request }) => isOfPickup(request, deed.pickup));
      goOut(walk, put && plannedTrip.get(keyOfItem(put)));
      if (put) itemOf(walk, put, event).outcomes.set(event.phone, putOutcome(said, deed));
      else takeUnplanned(walk, { ...said, ...deed, trip: walk.trip, position: event.position });
      return;
    }
    case 'collected':
    case 'delivered':
    case 'missed':
      goOut(walk, plannedTrip.get(keyOfItem(deed.item)));
      itemOf(walk, deed.item, event).outcomes.set(event.phone, outcomeOf(said, deed));
      return;
    case 'goods_refused':
      goOut(walk, plannedTrip.get(keyOfItem(deed.item)));
      itemOf(walk, deed.item, event).refused.push({ ...said, ...deed });
      return;
    default:
      return;
  }
}

/** Whoever is at a stop has left the hub, tapped or not. */
function goOut(walk: Walk, planned: number | undefined): void {
  if (walk.stage === 'out') return;
  if (walk.stage !== 'back') walk.trip = planned ?? (walk.stage === 'at_hub' ? walk.trip + 1 : walk.trip);
  walk.stage = walk.stage === 'back' ? 'back' : 'out';
}

/** The same pickup told again is a correction. */
function takeUnplanned(walk: Walk, pickup: Walk['unplanned'][number]): void {
  const known = walk.unplanned.findIndex((each) => each.pickup === pickup.pickup);
  if (known >= 0) walk.unplanned[known] = { ...pickup, trip: walk.unplanned[known]!.trip };
  else walk.unplanned.push(pickup);
}

function itemOf(walk: Walk, item: RunItem, { revision }: TimedEvent): ItemWalk {
  const key = keyOfItem(item);
  const known = walk.items.get(key) ?? { item, outcomes: new Map(), refused: [], revision, trip: walk.trip };
  known.revision = revision;
  known.trip = walk.trip;
  walk.items.set(key, known);
  return known;
}

type OutcomeDeed = Extract<RunDeed, { kind: 'collected' | 'delivered' | 'missed' }>;

function outcomeOf(said: Said, deed: OutcomeDeed): ItemOutcome {
  if (deed.kind === 'missed') {
    const { kind, reason, note, photo, consent } = deed;
    return { ...said, kind, reason, note, photo, consent, taken: noLoad };
  }
  const { item: _, ...rest } = deed;
  const taken: Load = { kg: deed.kg, crates: deed.crates, parcels: deed.parcels };
  return { ...said, ...rest, taken };
}

/** What was taken along though nobody planned it, at the stop that it is by now. */
function putOutcome(said: Said, deed: Extract<RunDeed, { kind: 'unplanned' }>): ItemOutcome {
  const { pickup: _pickup, place: _place, grower: _grower, product: _product, ...collected } = deed;
  const taken: Load = { kg: deed.kg, crates: deed.crates, parcels: deed.parcels };
  return { ...said, ...collected, kind: 'collected', partly: null, taken };
}

type BareStop = Omit<StopState, 'lacks'>;

/** The stops of the run as it is, and before them those that it no longer has and where the driver was. */
function stopsOf(latest: DrivenRun, earlier: readonly DrivenRun[], walk: Walk): BareStop[] {
  const versions = new Map([...earlier, latest].map((run) => [run.revision, run]));
  const standing = new Set<string>();
  const present = latest.trips.flatMap(({ stops }, trip) =>
    stops.map((stop) => {
      for (const item of stop.items) standing.add(keyOfItem(item));
      return stopState(stop, { trip, isTakenOut: false }, walk, versions);
    }),
  );
  const gone = new Map<string, BareStop>();
  for (const [key, { item, revision, trip }] of walk.items) {
    if (standing.has(key)) continue;
    const stop = stopThen(versions.get(revision), item);
    const left = stop.items.filter(
      (each) => walk.items.has(keyOfItem(each)) && !standing.has(keyOfItem(each)),
    );
    for (const each of left) standing.add(keyOfItem(each));
    const kept = stopState({ ...stop, items: left }, { trip, isTakenOut: true }, walk, versions);
    if (kept.status !== 'ahead' || kept.items.some(wasHandled)) gone.set(kept.key, kept);
  }
  const trips = [...present, ...gone.values()].map(({ trip }) => trip);
  return [...new Set(trips)]
    .sort((a, b) => a - b)
    .flatMap((trip) => [...gone.values(), ...present].filter((stop) => stop.trip === trip));
}

const wasHandled = ({ outcome, refused }: ItemState): boolean => outcome !== null || refused.length > 0;

/** Where the phone showed a visit; what only the events tell of has no place. */
function stopThen(version: DrivenRun | undefined, item: RunItem): DrivenStop {
  const key = keyOfItem(item);
  const stops = (version?.trips ?? []).flatMap(({ stops: ofTrip }) => ofTrip);
  const found = stops.find(({ items }) => items.some((each) => keyOfItem(each) === key));
  const unknown: DrivenItem = { ...item, kind: 'pickup', product: '', booked: noLoad, readyFrom: 0 };
  return found ?? { place: '', lat: 0, lon: 0, arrival: 0, start: 0, departure: 0, items: [unknown] };
}

function stopState(
  { place, lat, lon, arrival, start, departure, items }: DrivenStop,
  { trip, isTakenOut }: Pick<StopState, 'trip' | 'isTakenOut'>,
  walk: Walk,
  versions: ReadonlyMap<number, DrivenRun>,
): BareStop {
  const keys = items.map(keyOfItem);
  const arrived = latestOf(walk.arrived, keys);
  const departed = latestOf(walk.departed, keys);
  const states = items.map((item) => itemState(item, walk.items.get(keyOfItem(item)), versions));
  const isHere = arrived !== null && (departed === null || departed < arrived);
  const isDone = states.every(({ outcome }) => outcome !== null);
  return {
    key: keys[0]!, // a stop has items
    trip,
    place,
    lat,
    lon,
    planned: { arrival, start, departure },
    items: states,
    status: isDone && !isHere ? 'done' : isHere ? 'here' : 'ahead',
    arrived,
    departed,
    isTakenOut,
  };
}

function itemState(
  item: DrivenItem,
  known: ItemWalk | undefined,
  versions: ReadonlyMap<number, DrivenRun>,
): ItemState {
  const said = [...(known?.outcomes.values() ?? [])].sort(
    (a, b) => b.time - a.time || (a.phone < b.phone ? 1 : -1),
  );
  const [outcome = null, ...rivals] = said;
  const then =
    known &&
    stopThen(versions.get(known.revision), item).items.find((each) => keyOfItem(each) === keyOfItem(item));
  const isSame = !then || !versions.has(known.revision) || isSameLoad(then.booked, item.booked);
  return {
    ...item,
    outcome,
    rivals: rivals.filter((rival) => outcome && !isSameOutcome(outcome, rival)),
    refused: known?.refused ?? [],
    bookedThen: isSame ? null : then.booked,
  };
}

const isSameLoad = (a: Load, b: Load): boolean =>
  a.kg === b.kg && a.crates === b.crates && a.parcels === b.parcels;

const isSameOutcome = (a: ItemOutcome, b: ItemOutcome): boolean =>
  a.kind === b.kind && isSameLoad(a.taken, b.taken);

function latestOf(times: ReadonlyMap<string, number>, keys: readonly string[]): number | null {
  const known = keys.flatMap((key) => times.get(key) ?? []);
  return known.length > 0 ? Math.max(...known) : null;
}
