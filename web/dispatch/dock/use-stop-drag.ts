import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { MovePrice } from '#server/domain/desk/price-move.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { differenceOf } from '#server/domain/edits/difference.ts';
import type { NewRun } from '#server/domain/edits/edit.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';
import { UserError } from '#server/domain/user-error.ts';
import { priceEdit } from '#web/shared/desk/price-edit.ts';
import { bestReachable } from '../desk/cost-change.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { DragStore, Held } from './drag-store.ts';
import { placeOnPath, placesBeside } from './map-places.ts';
import {
  dropRows,
  editToPlace,
  placeAtPoint,
  placeByKey,
  placeNow,
  type DropPlace,
  type RowCell,
} from './drop-places.ts';

/** What putting the stops there would do; what is about one run is null where they leave all runs. */
export type DropPrice = Pick<MovePrice, 'costChange' | 'metresChange' | 'newViolations'> & {
  readonly finish: number | null;
  readonly finishChange: number | null;
};

/** Stops in the hand, with the place below and its price. */
export interface Drag extends Held {
  /** Null over no place, and where the stops stand already. */
  readonly price: DropPrice | null;
  /** The three best places, best first. */
  readonly best: readonly MovePrice[];
  /** The run that an idle vehicle would make of them; null where none is idle. */
  readonly fresh: NewRun | null;
}

export interface StopDrag {
  readonly drag: Drag | null;
  readonly pickUp: (stop: string) => void;
  readonly moveByKey: (key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown') => void;
  /** The n-th best place, from 0. */
  readonly moveToBest: (rank: number) => void;
  readonly drop: () => void;
  readonly giveUp: () => void;
  /** The first of the stops that were put elsewhere last; another object each time. */
  readonly dropped: { readonly stop: string } | null;
}

/** Drags one or several stops by pointer or by key; prices come from the plan's own tables as it moves. */
export function useStopDrag(store: DragStore, desk: Desk, selected: readonly string[]): StopDrag {
  const held = useSyncExternalStore(store.subscribe, store.held);
  const [dropped, setDropped] = useState<StopDrag['dropped']>(null);
  const plan = desk.shown.arrangement;
  const order = useMemo(
    () => new Map(plan.runs.flatMap(({ trips }) => trips.flat()).map(({ stop }, index) => [stop, index])),
    [plan],
  );
  const stopsWith = useCallback(
    (stop: string): readonly string[] => {
      const all = selected.includes(stop) ? selected : [stop];
      return all.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    },
    [selected, order],
  );
  const stops = held?.stops ?? null;
  const best = useMemo(
    () => (stops && ifPossible(() => bestReachable(desk.pricer, stops))) ?? [],
    [stops, desk.pricer],
  );
  const fresh = useMemo(() => stops && ifPossible(() => bestNewRun(desk, stops)), [stops, desk]);
  const place = held?.place ?? null;
  const price = useMemo(
    () => (stops && place ? ifPossible(() => priceAt(desk, stops, place)) : null),
    [desk, stops, place],
  );

  const dropHeld = useCallback(
    ({ stops, place }: Held) => {
      if (place === null) return;
      const edit = editToPlace(stops, place);
      const isSame = ifPossible(() => differenceOf(plan, applyEdit(plan, edit)).runs.length === 0);
      if (isSame) return;
      desk.edit(edit);
      setDropped({ stop: stops[0]! }); // at least one is held
    },
    [plan, desk],
  );
  useEffect(() => {
    store.serve({
      stopsWith,
      placeUnder: (x, y, stops) =>
        placeOnBoard(x, y, new Set(stops), fresh) ?? placeOnMap(store, desk, stops, x, y),
      drop: dropHeld,
    });
    return () => store.serve(null);
  }, [store, stopsWith, fresh, desk, dropHeld]);

  const put = (place: DropPlace) => held && store.set({ ...held, place });
  return {
    drag: held && { ...held, price, best, fresh },
    pickUp: (stop) => {
      const all = stopsWith(stop);
      store.set({ stops: all, place: placeNow(plan, all), at: null });
    },
    moveByKey: (key) => {
      if (held) put(placeByKey(dropRows(plan, new Set(held.stops), fresh), held.place ?? 'out', key));
    },
    moveToBest: (rank) => {
      const place = best[rank]?.to;
      if (place) put(place);
    },
    drop: () => {
      store.set(null);
      if (held) dropHeld(held);
    },
    giveUp: () => store.set(null),
    dropped,
  };
}

/** Null where others have changed meanwhile what it is about. */
function ifPossible<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function priceAt(desk: Desk, stops: readonly string[], place: DropPlace): DropPrice | null {
  const { pricer, shown, day } = desk;
  const plan = shown.arrangement;
  const edit = editToPlace(stops, place);
  if (differenceOf(plan, applyEdit(plan, edit)).runs.length === 0) return null;
  if (place !== 'out') return pricer.price(stops, place);
  const price = priceEdit(plan, day, edit);
  return price && { ...price, newViolations: [], finish: null, finishChange: null };
}

/** The idle vehicle that serves the stops at the least cost, as the run that it would make. */
function bestNewRun({ shown, day, pricer }: Desk, stops: readonly string[]): NewRun | null {
  const plan = shown.arrangement;
  const used = new Set(plan.runs.map(({ vehicle }) => vehicle));
  const idle = [...day.vehicles].flatMap(([vehicle, { isAvailable }]) => {
    if (!isAvailable || used.has(vehicle) || plan.barred.includes(vehicle)) return [];
    return [pricer.price(stops, { run: newRunNumber(plan, vehicle, day.toldRuns), vehicle })];
  });
  const best = idle.reduce<MovePrice | null>(
    (least, each) => (least && !isBetter(each, least) ? least : each),
    null,
  );
  return best && 'vehicle' in best.to ? best.to : null;
}

/** Beside the stop below, where it is cheaper, or on the run's line. */
function placeOnMap(
  store: DragStore,
  desk: Desk,
  stops: readonly string[],
  x: number,
  y: number,
): DropPlace | null {
  const moved = new Set(stops);
  const spot = store.lookAtMap(x, y, moved);
  if (spot?.press.kind !== 'stop' && spot?.press.kind !== 'run') return null;
  const { press, at } = spot;
  const { arrangement, document } = desk.shown;
  const index = arrangement.runs.findIndex(({ vehicle }) => vehicle === press.run);
  const run = arrangement.runs[index];
  const written = document.runs[index];
  if (!run || !written) return null;
  if (press.kind === 'run') return placeOnPath(run, written, moved, at);
  const [before, after] = placesBeside(run, press.id, moved).flatMap(
    (to) => ifPossible(() => desk.pricer.price(stops, to)) ?? [],
  );
  if (!before || !after) return null;
  return isBetter(after, before) ? after.to : before.to;
}

/** Breaks fewer rules anew, or as many at less cost. */
function isBetter(a: MovePrice, b: MovePrice): boolean {
  const more = a.newViolations.length - b.newViolations.length;
  return more < 0 || (more === 0 && a.costChange < b.costChange);
}

function placeOnBoard(
  x: number,
  y: number,
  moved: ReadonlySet<string>,
  fresh: NewRun | null,
): DropPlace | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]');
  const kind = row?.dataset['drop'];
  if (!row || kind === undefined) return null;
  if (kind === 'out') return 'out';
  if (kind === 'new') return fresh;
  const cells = [...row.querySelectorAll<HTMLElement>('[data-cell]')].map((cell): RowCell => ({
    trip: Number(cell.dataset['trip']),
    stop: cell.dataset['stop'] ?? null,
    rect: cell.getBoundingClientRect(),
  }));
  return placeAtPoint(Number(kind), cells, moved, x, y);
}
