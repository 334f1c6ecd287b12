import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MovePrice } from '#server/domain/desk/price-move.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { nextRunNumber } from '#server/domain/edits/desk-plan.ts';
import { differenceOf } from '#server/domain/edits/difference.ts';
import type { NewRun } from '#server/domain/edits/edit.ts';
import { priceEdit } from '#web/shared/desk/price-edit.ts';
import { bestReachable } from '../desk/cost-change.tsx';
import type { Desk } from '../desk/use-desk.ts';
import {
  dropRows,
  editToPlace,
  keyOfPlace,
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
export interface Drag {
  readonly stops: readonly string[];
  readonly place: DropPlace | null;
  /** Null over no place, and where the stops stand already. */
  readonly price: DropPrice | null;
  /** The three best places, best first. */
  readonly best: readonly MovePrice[];
  /** The run that an idle vehicle would make of them; null where none is idle. */
  readonly fresh: NewRun | null;
  /** Where the pointer is; null when it is done by keyboard. */
  readonly at: { readonly x: number; readonly y: number } | null;
}

interface Held {
  readonly stops: readonly string[];
  readonly place: DropPlace | null;
  readonly at: Drag['at'];
}

const startPx = 5;

type Press = Pick<PointerEvent, 'button' | 'pointerType' | 'clientX' | 'clientY'>;

export interface StopDrag {
  readonly drag: Drag | null;
  /** A press on a stop: it is dragged once it moves. */
  readonly press: (event: Press, stop: string) => void;
  readonly pickUp: (stop: string) => void;
  readonly moveByKey: (key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown') => void;
  /** The n-th best place, from 0. */
  readonly moveToBest: (rank: number) => void;
  readonly drop: () => void;
  readonly giveUp: () => void;
  /** The first of the stops that were put elsewhere last; another object each time. */
  readonly dropped: { readonly stop: string } | null;
  /** True for the click that ends a drag. */
  readonly swallowsClick: () => boolean;
}

/** Drags one or several stops by pointer or by key; prices come from the plan's own tables as it moves. */
export function useStopDrag(desk: Desk | null, selected: readonly string[]): StopDrag {
  const [held, setHeld] = useState<Held | null>(null);
  const hasDragged = useRef(false);
  const [dropped, setDropped] = useState<StopDrag['dropped']>(null);
  const plan = desk?.shown.arrangement ?? null;
  const order = useMemo(
    () => new Map(plan?.runs.flatMap(({ trips }) => trips.flat()).map(({ stop }, index) => [stop, index])),
    [plan],
  );
  const stopsWith = useCallback(
    (stop: string): string[] => {
      const all = selected.includes(stop) ? selected : [stop];
      return all.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    },
    [selected, order],
  );
  const stops = held?.stops ?? null;
  const moved = useMemo(() => new Set(stops), [stops]);
  const best = useMemo(() => (stops && desk ? bestReachable(desk.pricer, stops) : []), [stops, desk]);
  const fresh = useMemo(() => (stops && desk ? bestNewRun(desk, stops) : null), [stops, desk]);
  const placeKey = held?.place ? keyOfPlace(held.place) : null;
  const price = useMemo(
    () => (stops && desk && held?.place ? priceAt(desk, stops, held.place) : null),
    // The place is another object at each movement; its key says whether it is another place.
    // oxlint-disable-next-line react/exhaustive-deps
    [desk, stops, placeKey],
  );

  const drop = useCallback(() => {
    if (!held) return;
    setHeld(null);
    if (held.place === null || !plan || !desk) return;
    const edit = editToPlace(held.stops, held.place);
    if (differenceOf(plan, applyEdit(plan, edit)).runs.length === 0) return;
    desk.edit(edit);
    setDropped({ stop: held.stops[0]! }); // at least one is held
  }, [held, plan, desk]);
  const giveUp = useCallback(() => setHeld(null), []);

  const latest = useRef({ stopsWith, drop, giveUp, moved, fresh });
  useEffect(() => {
    latest.current = { stopsWith, drop, giveUp, moved, fresh };
  });

  const press = useCallback((event: Press, stop: string) => {
    hasDragged.current = false;
    // A finger scrolls; stops are moved by touch through their menu.
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const from = { x: event.clientX, y: event.clientY };
    const onMove = (move: PointerEvent): void => {
      const at = { x: move.clientX, y: move.clientY };
      if (!hasDragged.current && Math.hypot(at.x - from.x, at.y - from.y) < startPx) return;
      const isFirst = !hasDragged.current;
      hasDragged.current = true;
      scrollNear(at.y);
      setHeld((before) => {
        if (!before && !isFirst) return null;
        const stops = before?.stops ?? latest.current.stopsWith(stop);
        return { stops, place: placeUnder(at.x, at.y, new Set(stops), latest.current.fresh), at };
      });
    };
    const onUp = (): void => {
      stopListening();
      if (hasDragged.current) latest.current.drop();
    };
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      stopListening();
      latest.current.giveUp();
    };
    const stopListening = (): void => {
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', onUp);
      removeEventListener('keydown', onKey, true);
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', onUp);
    addEventListener('keydown', onKey, true);
  }, []);

  return {
    drag: held && { ...held, price, best, fresh },
    press,
    pickUp: (stop) => {
      if (!plan) return;
      const all = stopsWith(stop);
      setHeld({ stops: all, place: placeNow(plan, all), at: null });
    },
    moveByKey: (key) =>
      setHeld(
        (before) =>
          before &&
          plan && {
            ...before,
            place: placeByKey(dropRows(plan, moved, fresh), before.place ?? 'out', key),
          },
      ),
    moveToBest: (rank) => {
      const place = best[rank]?.to;
      if (place) setHeld((before) => before && { ...before, place });
    },
    drop,
    giveUp,
    dropped,
    swallowsClick: () => {
      const was = hasDragged.current;
      hasDragged.current = false;
      return was;
    },
  };
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
    return [pricer.price(stops, { run: nextRunNumber(plan), vehicle })];
  });
  idle.sort((a, b) => a.newViolations.length - b.newViolations.length || a.costChange - b.costChange);
  const to = idle[0]?.to;
  return to && 'vehicle' in to ? to : null;
}

function placeUnder(
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

const scrollEdgePx = 32;
const scrollStepPx = 12;

/** Near its edges the list of runs moves under the pointer. */
function scrollNear(y: number): void {
  const list = document.querySelector<HTMLElement>('.dock-rows');
  if (!list) return;
  const { top, bottom } = list.getBoundingClientRect();
  if (y > top - scrollEdgePx && y < top + scrollEdgePx) list.scrollTop -= scrollStepPx;
  if (y > bottom - scrollEdgePx && y < bottom + scrollEdgePx) list.scrollTop += scrollStepPx;
}
