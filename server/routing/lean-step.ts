import type { RouteStep } from './port.ts';

/** A step as an OSRM server sends it. */
export type RawStep = RouteStep & { readonly geometry: string };

/** What a reader of directions needs: no geometry, and of the crossings passed only the first one's lanes. */
export function leanStep(raw: RawStep): RouteStep {
  const { geometry: _geometry, intersections, ...step } = raw;
  const first = intersections?.[0] as { lanes?: unknown } | undefined;
  return first?.lanes === undefined ? step : { ...step, intersections: [{ lanes: first.lanes }] };
}
