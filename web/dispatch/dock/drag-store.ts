import type { DropPlace } from './drop-places.ts';

/** Stops in the hand, and where it is. */
export interface Held {
  readonly stops: readonly string[];
  readonly place: DropPlace | null;
  /** Where the pointer is; null when it is done by keyboard. */
  readonly at: { readonly x: number; readonly y: number } | null;
}

type Press = Pick<PointerEvent, 'button' | 'pointerType' | 'clientX' | 'clientY'>;

/** What a board does with a pointer that drags. */
interface DragHandlers {
  /** All stops that are taken along with one. */
  readonly stopsWith: (stop: string) => readonly string[];
  readonly placeUnder: (x: number, y: number, stops: readonly string[]) => DropPlace | null;
  readonly drop: (held: Held) => void;
}

const startPx = 5;

/** What is in the hand. It lies outside of the page's state, so that a movement draws the board anew and nothing else. */
export class DragStore {
  #held: Held | null = null;
  #hasDragged = false;
  #handlers: DragHandlers | null = null;
  readonly #listeners = new Set<() => void>();

  readonly held = (): Held | null => this.#held;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Null where no board is there to drop on. */
  serve(handlers: DragHandlers | null): void {
    this.#handlers = handlers;
  }

  set(held: Held | null): void {
    if (held === this.#held) return;
    this.#held = held;
    for (const listener of this.#listeners) listener();
  }

  /** True for the click that ends a drag. */
  swallowsClick(): boolean {
    const was = this.#hasDragged;
    this.#hasDragged = false;
    return was;
  }

  /** A press on a stop: it is dragged once it moves. A finger scrolls; stops are moved by touch through their menu. */
  readonly press = (event: Press, stop: string): void => {
    this.#hasDragged = false;
    if (event.button !== 0 || event.pointerType === 'touch' || !this.#handlers) return;
    const from = { x: event.clientX, y: event.clientY };
    const onMove = (move: PointerEvent): void => {
      const at = { x: move.clientX, y: move.clientY };
      if (!this.#hasDragged && Math.hypot(at.x - from.x, at.y - from.y) < startPx) return;
      this.#hasDragged = true;
      scrollNear(at.y);
      this.#moveTo(stop, at);
    };
    const onEnd = (end: Event): void => {
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onEnd);
      removeEventListener('pointercancel', onEnd);
      removeEventListener('keydown', onKey, true);
      const held = this.#held;
      this.set(null);
      if (end.type === 'pointerup' && held) this.#handlers?.drop(held);
    };
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      onEnd(key);
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onEnd);
    addEventListener('pointercancel', onEnd);
    addEventListener('keydown', onKey, true);
  };

  #moveTo(stop: string, at: { readonly x: number; readonly y: number }): void {
    const handlers = this.#handlers;
    if (!handlers) return;
    const stops = this.#held?.stops ?? handlers.stopsWith(stop);
    this.set({ stops, place: handlers.placeUnder(at.x, at.y, stops), at });
  }
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
