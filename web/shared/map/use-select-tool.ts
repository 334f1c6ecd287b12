import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import type { Overlay } from './plan-features.ts';

type Point = readonly [number, number];

/** Ids of what lies inside of a drawn shape: stops, and requests in no run. */
export interface Enclosed {
  readonly stops: readonly string[];
  readonly requests: readonly string[];
  /** To be added to what is selected already. */
  readonly isMore: boolean;
}

const leastPx = 6;

/**
 * Draws around points on the map: a box with Shift held, a free line while the tool is on. Returns the corners of the shape
 * in the making, in pixels of the map.
 */
export function useSelectTool(
  map: MapLibreMap | null,
  overlay: Overlay,
  isOn: boolean,
  onSelect: ((enclosed: Enclosed) => void) | null,
): readonly Point[] {
  const [shape, setShape] = useState<readonly Point[]>([]);
  const latest = useRef({ overlay, isOn, onSelect });
  useEffect(() => {
    latest.current = { overlay, isOn, onSelect };
  });
  const canSelect = onSelect !== null;
  useEffect(() => {
    if (!map || !canSelect) return undefined;
    map.boxZoom.disable();
    const container = map.getCanvasContainer();
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0 || !(event.shiftKey || latest.current.isOn)) return;
      const isBox = event.shiftKey;
      const { left, top } = container.getBoundingClientRect();
      const at = (each: PointerEvent): Point => [each.clientX - left, each.clientY - top];
      const from = at(event);
      let drawn: readonly Point[] = [from];
      map.dragPan.disable();
      const onMove = (move: PointerEvent): void => {
        const to = at(move);
        drawn = isBox ? [from, [to[0], from[1]], to, [from[0], to[1]]] : [...drawn, to];
        setShape(drawn);
      };
      const onEnd = (end: PointerEvent): void => {
        removeEventListener('pointermove', onMove);
        removeEventListener('pointerup', onEnd);
        removeEventListener('pointercancel', onEnd);
        map.dragPan.enable();
        setShape([]);
        swallowClick(container);
        if (end.type === 'pointercancel' || extentOf(drawn) < leastPx) return;
        const isMore = end.ctrlKey || end.metaKey;
        latest.current.onSelect?.({ ...enclosedBy(map, latest.current.overlay, drawn), isMore });
      };
      addEventListener('pointermove', onMove);
      addEventListener('pointerup', onEnd);
      addEventListener('pointercancel', onEnd);
    };
    container.addEventListener('pointerdown', onDown, true);
    return () => container.removeEventListener('pointerdown', onDown, true);
  }, [map, canSelect]);
  return shape;
}

/** A line that ends where it began would be a click on what lies there. */
function swallowClick(container: HTMLElement): void {
  const swallow = (event: Event): void => event.stopPropagation();
  container.addEventListener('click', swallow, true);
  setTimeout(() => container.removeEventListener('click', swallow, true));
}

function extentOf(points: readonly Point[]): number {
  const width = (axis: 0 | 1) => {
    const all = points.map((point) => point[axis]);
    return Math.max(...all) - Math.min(...all);
  };
  return Math.max(width(0), width(1));
}

function enclosedBy(map: MapLibreMap, { stops, loose }: Overlay, shape: readonly Point[]) {
  const inside = ({ features }: GeoJSON.FeatureCollection): string[] =>
    features.flatMap(({ geometry, properties }) => {
      if (geometry.type !== 'Point') return [];
      const [lon = 0, lat = 0] = geometry.coordinates;
      const { x, y } = map.project([lon, lat]);
      return isInside([x, y], shape) ? [String(properties?.['id'])] : [];
    });
  return { stops: inside(stops), requests: inside(loose) };
}

/** By the number of edges to the right of the point; the shape is closed from its last corner to its first. */
export function isInside([x, y]: Point, shape: readonly Point[]): boolean {
  let isIn = false;
  for (const [index, [toX, toY]] of shape.entries()) {
    const [fromX, fromY] = shape.at(index - 1)!; // before the first comes the last
    const isCrossed = toY > y !== fromY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX;
    if (isCrossed) isIn = !isIn;
  }
  return isIn;
}
