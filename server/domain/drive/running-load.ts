import type { Load, LoadDimension } from '../load.ts';
import { loadDimensions, noLoad, sumLoads } from '../load.ts';
import type { DrivenRun } from './driven-run.ts';
import type { RunItem } from './run-event.ts';
import type { ItemState, RunState, StopState } from './run-state.ts';

type BareStop = Omit<StopState, 'lacks'>;

interface Standing extends Pick<RunState, 'stage' | 'trip'> {
  readonly stops: readonly BareStop[];
}

/** What is on the vehicle: deliveries of the trip that nobody took yet, and what was collected on it. */
export function aboardOf({
  stops,
  unplanned,
  stage,
  trip,
  tripOf,
}: Standing & Pick<RunState, 'unplanned'> & { readonly tripOf: (item: RunItem) => number | null }): Load {
  if (stage === 'at_hub' || stage === 'back') return noLoad;
  const items = stops.flatMap((stop) => stop.items.map((item) => ({ item, planned: stop.trip })));
  const ofStops = items.map(({ item, planned }) =>
    item.kind === 'delivery'
      ? planned === trip
        ? leftToDeliver(item)
        : noLoad
      : tripOf(item) === trip
        ? (item.outcome?.taken ?? noLoad)
        : noLoad,
  );
  return sumLoads([...ofStops, ...unplanned.filter((each) => each.trip === trip)]);
}

/** What of the pickups at each stop ahead finds no room, where each before it is taken as far as it fits. */
export function lacksOf({
  stops,
  aboard,
  stage,
  trip,
  capacity,
}: Standing & { readonly aboard: Load; readonly capacity: DrivenRun['capacity'] }): ReadonlyMap<
  string,
  Load
> {
  const lacks = new Map<string, Load>();
  const isOver = stage === 'back' ? Infinity : stage === 'at_hub' ? trip : trip - 1;
  for (const ahead of new Set(stops.map((stop) => stop.trip))) {
    if (ahead <= isOver) continue;
    const ofTrip = stops.filter((stop) => stop.trip === ahead);
    const deliveries = ofTrip.flatMap(({ items }) => items).filter(({ kind }) => kind === 'delivery');
    let load = ahead === trip && stage !== 'at_hub' ? aboard : sumLoads(deliveries.map(leftToDeliver));
    for (const stop of ofTrip) {
      const open = stop.items.filter(({ outcome }) => outcome === null);
      load = minus(
        load,
        sumLoads(open.filter(({ kind }) => kind === 'delivery').map(({ booked }) => booked)),
      );
      load = sumLoads([load, ...open.filter(({ kind }) => kind === 'pickup').map(({ booked }) => booked)]);
      const over = overOf(load, capacity);
      // Of a vehicle that is too full already, stops where nothing is picked up lack nothing.
      if (over && open.some(({ kind }) => kind === 'pickup')) lacks.set(stop.key, over);
      if (over) load = minus(load, over);
    }
  }
  return lacks;
}

/** On board until somebody took it: what was not wanted comes back. */
function leftToDeliver({ booked, outcome }: ItemState): Load {
  return outcome?.kind === 'delivered' ? minus(booked, outcome.taken) : booked;
}

const each = (of: (dimension: LoadDimension) => number): Load => ({
  kg: Math.round(of('kg') * 1_000) / 1_000,
  crates: of('crates'),
  parcels: of('parcels'),
});

/** Never below nothing. */
const minus = (a: Load, b: Load): Load => each((dimension) => Math.max(0, a[dimension] - b[dimension]));

/** By how much a load is more than a vehicle may carry; null: it is not. */
export function overOf(load: Load, capacity: DrivenRun['capacity']): Load | null {
  const over = each((dimension) => Math.max(0, load[dimension] - (capacity[dimension] ?? Infinity)));
  return loadDimensions.some((dimension) => over[dimension] > 0) ? over : null;
}
