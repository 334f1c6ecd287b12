import type { MapLook, MapSpot } from '#web/shared/map/map-press.ts';
import { ValueStore } from '#web/shared/ui/value-store.ts';
import { keyOfPlace, type DropPlace } from './drop-places.ts';

/** Where a pointer is in the window. */
interface At {
  readonly x: number;
  readonly y: number;
  /** A finger covers what is below it. */
  readonly isTouch: boolean;
}

/** Stops in the hand, and where it is. */
export interface Held {
  readonly stops: readonly string[];
  readonly place: DropPlace | null;
  /** Null when it is done by keyboard. */
  readonly at: At | null;
}

type Press = Pick<PointerEvent, 'button' | 'pointerType' | 'pointerId' | 'clientX' | 'clientY'>;

/** What a board does with a pointer that drags. */
interface DragHandlers {
  /** All stops that are taken along with one. */
  readonly stopsWith: (stop: string) => readonly string[];
  readonly placeUnder: (x: number, y: number, stops: readonly string[]) => DropPlace | null;
  readonly drop: (held: Held) => void;
}

interface PressHooks {
  /** A finger has rested: the stops are in the hand. */
  readonly onLift?: () => void;
  readonly onRest?: () => void;
}

const startPx = 5;
/** A finger that rests is not quite still. */
const fingerPx = 10;
const longPressMs = 400;

/** What is in the hand. It lies outside of the page's state, so that a movement draws the board anew and nothing else. */
export class DragStore {
  readonly #held = new ValueStore<Held | null>(null);
  #hasDragged = false;
  #handlers: DragHandlers | null = null;
  #mapLook: MapLook | null = null;

  readonly held = this.#held.get;
  readonly subscribe = this.#held.subscribe;

  set(held: Held | null): void {
    this.#held.set(held);
  }

  /** Null where no board is there to drop on. */
  serve(handlers: DragHandlers | null): void {
    this.#handlers = handlers;
  }

  /** Stops can be put on the map too; null where there is none. */
  readonly serveMap = (look: MapLook | null): void => {
    this.#mapLook = look;
  };

  /** What of the map lies at a point of the window, save these stops. */
  lookAtMap(x: number, y: number, except: ReadonlySet<string>): MapSpot | null {
    return this.#mapLook?.(x, y, except) ?? null;
  }

  /** True for the click that ends a drag. */
  swallowsClick(): boolean {
    const was = this.#hasDragged;
    this.#hasDragged = false;
    return was;
  }

  /**
   * A press on a stop. It is dragged once it moves; a finger, which scrolls when it moves at once, has to rest on it first.
   * A second finger means something else. `onRest`: it was let go after resting, without having moved.
   */
  readonly press = (event: Press, stop: string, { onLift, onRest }: PressHooks = {}): void => {
    this.#hasDragged = false;
    if (event.button !== 0 || !this.#handlers) return;
    const isTouch = event.pointerType === 'touch';
    const from = atOf(event);
    let isLifted = !isTouch;
    let hasMoved = false;
    const lift = (): void => {
      isLifted = true;
      onLift?.();
      this.#moveTo(stop, from);
    };
    const timer = isTouch ? setTimeout(lift, longPressMs) : undefined;
    const onMove = (move: PointerEvent): void => {
      if (move.pointerId !== event.pointerId) return;
      const at = atOf(move);
      hasMoved ||= Math.hypot(at.x - from.x, at.y - from.y) >= (isTouch ? fingerPx : startPx);
      if (!hasMoved) return;
      if (!isLifted) {
        end();
        return;
      }
      scrollNear(at);
      this.#moveTo(stop, at);
    };
    const onOther = (other: PointerEvent): void => {
      if (!isLifted && other.pointerId !== event.pointerId) end();
    };
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener('pointerdown', onOther);
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', onCancel);
      removeEventListener('keydown', onKey, true);
      this.set(null);
    };
    const onUp = (up: PointerEvent): void => {
      if (up.pointerId !== event.pointerId) return;
      const held = this.held();
      end();
      if (held && hasMoved) this.#handlers?.drop(held);
      else if (held) onRest?.();
    };
    const onCancel = (cancelled: PointerEvent): void => {
      if (cancelled.pointerId === event.pointerId) end();
    };
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      end();
    };
    addEventListener('pointerdown', onOther);
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', onCancel);
    addEventListener('keydown', onKey, true);
  };

  #moveTo(stop: string, at: At): void {
    const handlers = this.#handlers;
    if (!handlers) return;
    this.#hasDragged = true;
    const before = this.held();
    const stops = before?.stops ?? handlers.stopsWith(stop);
    const place = handlers.placeUnder(at.x, at.y, stops);
    const isSame = before?.place && place && keyOfPlace(before.place) === keyOfPlace(place);
    this.set({ stops, place: isSame ? before.place : place, at });
  }
}

const atOf = ({ clientX: x, clientY: y, pointerType }: Press): At => ({
  x,
  y,
  isTouch: pointerType === 'touch',
});

const scrollEdgePx = 32;
const scrollStepPx = 12;

/** Near its edges the list of runs moves under the pointer. */
function scrollNear({ y }: At): void {
  const list = document.querySelector<HTMLElement>('.dock-rows');
  if (!list) return;
  const { top, bottom } = list.getBoundingClientRect();
  if (y > top - scrollEdgePx && y < top + scrollEdgePx) list.scrollTop -= scrollStepPx;
  if (y > bottom - scrollEdgePx && y < bottom + scrollEdgePx) list.scrollTop += scrollStepPx;
}
