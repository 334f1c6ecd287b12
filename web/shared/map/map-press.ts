import type { Map as MapLibreMap } from 'maplibre-gl';
import { pressableLayers } from './run-layers.ts';

export type MapPress =
  | StopPress
  | { readonly kind: 'request'; readonly id: string }
  | { readonly kind: 'run'; readonly run: string }
  | { readonly kind: 'nothing' };

export interface StopPress {
  readonly kind: 'stop';
  readonly id: string;
  readonly run: string;
}

/** What lies at a point of the map, and where that is. */
export interface MapSpot {
  readonly press: MapPress;
  readonly at: readonly [lon: number, lat: number];
}

/** Looks at a point of the window, past these stops; null beside the map, and on what lies over it. */
export type MapLook = (x: number, y: number, except: ReadonlySet<string>) => MapSpot | null;

/** Told of a press on what can be dragged; `onLift` is to be called once it is in the hand. */
export type MapHold = (event: PointerEvent, press: MapPress, onLift: () => void) => void;

const reachPx = 6;
const nothing: ReadonlySet<string> = new Set();

/** The topmost thing within reach of a point, in pixels of the map. */
export function pressAt(
  map: MapLibreMap,
  { x, y }: { readonly x: number; readonly y: number },
  except = nothing,
): MapPress {
  // Before the style has loaded there is nothing to press.
  const layers = pressableLayers.filter((layer) => map.getLayer(layer));
  const box: [[number, number], [number, number]] = [
    [x - reachPx, y - reachPx],
    [x + reachPx, y + reachPx],
  ];
  const found = map
    .queryRenderedFeatures(box, { layers })
    .filter(({ properties }) => !except.has(String(properties['id'])));
  const hit = layers
    .map((layer) => found.find((feature) => feature.layer.id === layer))
    .find((feature) => feature !== undefined);
  if (!hit) return { kind: 'nothing' };
  const properties = hit.properties as { id?: string; run?: string };
  if (hit.layer.id === 'stop-circles') {
    return { kind: 'stop', id: String(properties.id), run: String(properties.run) };
  }
  if (hit.layer.id === 'loose-circles') return { kind: 'request', id: String(properties.id) };
  return { kind: 'run', run: String(properties.run) };
}

/** Looks at points of the window that are on the map. */
export function lookThrough(map: MapLibreMap): MapLook {
  return (x, y, except) => {
    if (document.elementFromPoint(x, y) !== map.getCanvas()) return null;
    const { left, top } = map.getCanvasContainer().getBoundingClientRect();
    const point = { x: x - left, y: y - top };
    const { lng, lat } = map.unproject([point.x, point.y]);
    return { press: pressAt(map, point, except), at: [lng, lat] };
  };
}

/**
 * A marker that is pressed may be dragged: the map is held still until it is let go. A finger has to rest on it first, and
 * moves the map as ever until then.
 */
export function holdAt(map: MapLibreMap, event: PointerEvent, hold: MapHold | undefined): void {
  if (!hold || event.button !== 0 || event.shiftKey || !event.isPrimary) return;
  const { left, top } = map.getCanvasContainer().getBoundingClientRect();
  const press = pressAt(map, { x: event.clientX - left, y: event.clientY - top });
  if (press.kind !== 'stop' && press.kind !== 'request') return;
  const isTouch = event.pointerType === 'touch';
  if (!isTouch) holdStill(map);
  hold(event, press, () => {
    if (isTouch) holdStill(map);
  });
}

/** Until the pointer is let go. */
function holdStill(map: MapLibreMap): void {
  const handlers = [map.dragPan, map.touchZoomRotate, map.doubleClickZoom];
  for (const handler of handlers) handler.disable();
  // A long press opens no menu of the browser's.
  const refuse = (event: Event): void => event.preventDefault();
  const letGo = (): void => {
    removeEventListener('pointerup', letGo);
    removeEventListener('pointercancel', letGo);
    removeEventListener('contextmenu', refuse, true);
    for (const handler of handlers) handler.enable();
    map.touchZoomRotate.disableRotation();
  };
  addEventListener('pointerup', letGo);
  addEventListener('pointercancel', letGo);
  addEventListener('contextmenu', refuse, true);
}
