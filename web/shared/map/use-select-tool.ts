import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { distanceToLine, type Point } from './geometry.ts';
import type { Overlay } from './plan-features.ts';

/** Ids of what was drawn around, or passed by: stops, and requests in no run. */
export interface Enclosed {
  readonly stops: readonly string[];
  readonly requests: readonly string[];
  /** To be added to what is selected already. */
  readonly isMore: boolean;
}

/** What a drag over the map draws: a line around points, or one that passes them within a distance. */
export type SelectTool = { readonly kind: 'around' } | { readonly kind: 'along'; readonly metres: number };

/** What is being drawn, in pixels of the map. */
export interface DrawnShape {
  readonly points: readonly Point[];
  /** How far to both sides of the line it selects; null: what is inside. */
  readonly reachPx: number | null;
}

const leastPx = 6;

/**
 * Selects points of the map by drawing: with the tool on, its line; with Shift held and no line along a road, a box.
 * Ctrl, or Shift along a road, adds to what is selected. Returns the shape in the making.
 */
export function useSelectTool(
  map: MapLibreMap | null,
  overlay: Overlay,
  tool: SelectTool | null,
  onSelect: ((enclosed: Enclosed) => void) | null,
): DrawnShape | null {
  const [shape, setShape] = useState<DrawnShape | null>(null);
  const latest = useRef({ overlay, tool, onSelect });
  useEffect(() => {
    latest.current = { overlay, tool, onSelect };
  });
  const canSelect = onSelect !== null;
  useEffect(() => {
    if (!map || !canSelect) return undefined;
    map.boxZoom.disable();
    const container = map.getCanvasContainer();
    const onDown = (event: PointerEvent): void => {
      const { tool: drawing } = latest.current;
      const isBox = event.shiftKey && drawing?.kind !== 'along';
      if (event.button !== 0 || !(isBox || drawing)) return;
      const { left, top } = container.getBoundingClientRect();
      const at = (each: PointerEvent): Point => [each.clientX - left, each.clientY - top];
      const from = at(event);
      const reachPx = drawing?.kind === 'along' ? drawing.metres / metresPerPixel(map) : null;
      let drawn: DrawnShape = { points: [from], reachPx };
      map.dragPan.disable();
      const onMove = (move: PointerEvent): void => {
        const to = at(move);
        const points: readonly Point[] = isBox
          ? [from, [to[0], from[1]], to, [from[0], to[1]]]
          : [...drawn.points, to];
        drawn = { points, reachPx };
        setShape(drawn);
      };
      const onEnd = (end: PointerEvent): void => {
        removeEventListener('pointermove', onMove);
        removeEventListener('pointerup', onEnd);
        removeEventListener('pointercancel', onEnd);
        map.dragPan.enable();
        setShape(null);
        swallowClick(container);
        if (end.type === 'pointercancel' || extentOf(drawn.points) < leastPx) return;
        const isMore = end.ctrlKey || end.metaKey || (reachPx !== null && end.shiftKey);
        latest.current.onSelect?.({ ...pointsIn(map, latest.current.overlay, drawn), isMore });
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

/** Around the earth at the equator; MapLibre's tiles are 512 pixels wide. */
const equatorMetres = 40_075_017;
const tilePx = 512;

/** In the middle of the map. */
function metresPerPixel(map: MapLibreMap): number {
  const shrink = Math.cos((map.getCenter().lat * Math.PI) / 180);
  return (equatorMetres * shrink) / (tilePx * 2 ** map.getZoom());
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

function pointsIn(map: MapLibreMap, { stops, loose }: Overlay, shape: DrawnShape) {
  const chosen = ({ features }: GeoJSON.FeatureCollection): string[] =>
    features.flatMap(({ geometry, properties }) => {
      if (geometry.type !== 'Point') return [];
      const [lon = 0, lat = 0] = geometry.coordinates;
      const { x, y } = map.project([lon, lat]);
      return isChosen([x, y], shape) ? [String(properties?.['id'])] : [];
    });
  return { stops: chosen(stops), requests: chosen(loose) };
}

/** Inside of the shape, or within reach of the line. */
export function isChosen(point: Point, { points, reachPx }: DrawnShape): boolean {
  return reachPx === null ? isInside(point, points) : distanceToLine(point, points) <= reachPx;
}

/** By the number of edges to the right of the point; the shape is closed from its last corner to its first. */
function isInside([x, y]: Point, shape: readonly Point[]): boolean {
  let isIn = false;
  for (const [index, [toX, toY]] of shape.entries()) {
    const [fromX, fromY] = shape.at(index - 1)!; // before the first comes the last
    const isCrossed = toY > y !== fromY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX;
    if (isCrossed) isIn = !isIn;
  }
  return isIn;
}
