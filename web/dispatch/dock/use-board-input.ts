import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { Day } from '../day.ts';
import type { Desk } from '../desk/use-desk.ts';
import { grownFrom, howOf, idsOf, rangeTo, rangeToRun, toggled, type SelectHow } from '../group-select.ts';
import type { Selection } from '../selection.ts';
import type { MenuTarget } from './edit-menu.tsx';
import type { DragStore } from './drag-store.ts';
import type { StopDrag } from './use-stop-drag.ts';

interface BoardInput {
  readonly desk: Desk;
  readonly day: Day;
  readonly selection: Selection;
  readonly loose: readonly string[];
  readonly dragStore: DragStore;
  readonly stopDrag: StopDrag;
  readonly canEdit: boolean;
  readonly setFocus: (cell: string) => void;
  readonly setMenu: (target: MenuTarget) => void;
}

const cells = '[data-head], [data-stop], [data-request]';

const cellOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(cells) : null;

type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';
const isArrow = (key: string): key is Arrow => /^Arrow(Left|Right|Up|Down)$/.test(key);

/** What presses and keys on the rows of the board do. */
export function useBoardInput(props: BoardInput) {
  const { selection, dragStore, stopDrag, canEdit, setFocus } = props;
  const openMenu = (target: EventTarget | null, x: number, y: number): boolean => {
    const menu = menuAt(target, props, x, y);
    if (!menu || !canEdit) return false;
    props.setMenu(menu);
    return true;
  };
  const select = (cell: HTMLElement, how: SelectHow): void => {
    const { stop, request } = cell.dataset;
    if (request !== undefined) selection.selectRequest(request);
    else if (stop === undefined) {
      const run = props.day.runs.find(({ number }) => String(number) === cell.dataset['run']);
      if (!run) return;
      const { runs } = props.day;
      if (how !== 'one') {
        selection.selectGroup((before) => {
          const group = grownFrom(before, selection.run, runs);
          return how === 'more' ? toggled(idsOf(run), group) : rangeToRun(run, group, runs);
        });
      } else if (selection.run === run.run.vehicle && selection.stop === null) selection.clear();
      else selection.selectRun(run.run.vehicle);
    } else if (how === 'range') selection.selectGroup((before) => rangeTo(stop, before, allStops(props)));
    else if (how === 'more') selection.selectGroup((before) => toggled([stop], before));
    else selectOne(stop, props);
  };
  const keyWhileHeld = (event: KeyboardEvent): boolean => {
    if (isArrow(event.key)) stopDrag.moveByKey(event.key);
    else if (/^[1-3]$/.test(event.key)) stopDrag.moveToBest(Number(event.key) - 1);
    else if (event.key === ' ' || event.key === 'Enter') stopDrag.drop();
    else if (event.key === 'Escape' || event.key === 'Tab') stopDrag.giveUp();
    else return false;
    return true;
  };
  const keyOnCell = (event: KeyboardEvent, cell: HTMLElement): boolean => {
    const stop = cell.dataset['stop'];
    if (isArrow(event.key)) moveFocus(cell, event.key);
    else if (event.key === ' ' && stop !== undefined && canEdit) stopDrag.pickUp(stop);
    else if (event.key === 'Enter' || event.key === ' ') select(cell, howOf(event));
    else if (event.key === 'Delete' && stop !== undefined && canEdit) takeOut(stop, props);
    else return false;
    return true;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      // What was dragged from the map ended without a click.
      dragStore.swallowsClick();
      const { target, clientX: x, clientY: y } = event;
      const stop = cellOf(target)?.dataset['stop'];
      if (stop !== undefined && canEdit) {
        dragStore.press(event, stop, { onRest: () => openMenu(target, x, y) });
      }
    },
    onClick: (event: MouseEvent) => {
      if (dragStore.swallowsClick()) return;
      const menu = event.target instanceof Element ? event.target.closest('[data-menu]') : null;
      if (menu) {
        const { left, bottom } = menu.getBoundingClientRect();
        openMenu(menu, left, bottom);
        return;
      }
      const cell = cellOf(event.target);
      if (cell) select(cell, howOf(event));
    },
    onContextMenu: (event: MouseEvent) => {
      // A finger that rests lifts stops; the menu comes when it lets go.
      const isTouch =
        event.nativeEvent instanceof window.PointerEvent && event.nativeEvent.pointerType === 'touch';
      if (isTouch && cellOf(event.target)?.dataset['stop'] !== undefined) event.preventDefault();
      else if (openMenu(event.target, event.clientX, event.clientY)) event.preventDefault();
    },
    onKeyDown: (event: KeyboardEvent) => {
      const cell = cellOf(event.target);
      if (!cell) return;
      if (stopDrag.drag ? keyWhileHeld(event) : keyOnCell(event, cell)) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    // A button would be clicked by the Space that picked up or dropped.
    onKeyUp: (event: KeyboardEvent) => {
      if (event.key === ' ') event.preventDefault();
    },
    onFocus: (event: React.FocusEvent) => {
      const cell = cellOf(event.target);
      const key = cell?.dataset['stop'] ?? cell?.dataset['head'] ?? cell?.dataset['request'];
      if (key !== undefined) setFocus(key);
    },
  };
}

function selectOne(stop: string, { day, desk, selection }: BoardInput): void {
  const run = day.runs.find(({ stops }) => stops.some(({ id }) => id === stop));
  if (run) {
    selection.selectStop(run.run.vehicle, stop);
    return;
  }
  const request = desk.shown.arrangement.stops.find((each) => each.stop === stop)?.requests[0]?.request;
  if (request !== undefined) selection.selectRequest(request, stop);
}

/** As they stand on the board. */
function allStops({ day, loose }: BoardInput): string[] {
  return [...loose, ...day.runs.flatMap(idsOf)];
}

function takeOut(stop: string, { desk, selection }: BoardInput): void {
  const stops = selection.stops.includes(stop) ? selection.stops : [stop];
  const edit = { type: 'unassign', stops } as const;
  if (applyEdit(desk.shown.arrangement, edit) !== desk.shown.arrangement) desk.edit(edit);
}

function menuAt(
  target: EventTarget | null,
  { desk, selection }: BoardInput,
  x: number,
  y: number,
): MenuTarget | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest<HTMLElement>('[data-stop], [data-head], [data-menu]');
  const stop = cell?.dataset['stop'];
  // The menu key has no pointer: it opens below what has the focus.
  const box = cell?.getBoundingClientRect();
  const at = x === 0 && y === 0 && box ? { x: box.left, y: box.bottom } : { x, y };
  if (stop !== undefined) {
    return { of: { stops: selection.stops.includes(stop) ? selection.stops : [stop] }, ...at };
  }
  const number = cell?.dataset['menu'] ?? cell?.dataset['run'];
  const run = desk.shown.arrangement.runs.find((each) => String(each.run) === number);
  return run ? { of: { run }, ...at } : null;
}

/** Left and right along a row, its head first; up and down to the row above or below. */
function moveFocus(cell: HTMLElement, key: Arrow): void {
  const row = cell.closest('.board-row');
  const cellsOf = (of: Element | null | undefined) => [...(of?.querySelectorAll<HTMLElement>(cells) ?? [])];
  const own = cellsOf(row);
  const at = own.indexOf(cell);
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    own[at + (key === 'ArrowLeft' ? -1 : 1)]?.focus();
    return;
  }
  let other = row;
  do other = (key === 'ArrowUp' ? other?.previousElementSibling : other?.nextElementSibling) ?? null;
  while (other && cellsOf(other).length === 0);
  const next = cellsOf(other);
  next[Math.min(at, next.length - 1)]?.focus();
}
