import type { Load } from '../load.ts';
import { type DeskPlan, unassignedStops } from './desk-plan.ts';

/** A part of a request at a stop. */
export interface PartAtStop {
  readonly stop: string;
  readonly part: Load;
}

/** Parts of requests that stand in no run, by request; those of a request of which no part is in a run too. */
export function looseParts(plan: DeskPlan): Map<string, PartAtStop[]> {
  const loose = new Set(unassignedStops(plan));
  const parts = new Map<string, PartAtStop[]>();
  for (const { stop, requests } of plan.stops) {
    if (!loose.has(stop)) continue;
    for (const { request, part } of requests) {
      if (part) parts.set(request, [...(parts.get(request) ?? []), { stop, part }]);
    }
  }
  return parts;
}

/** Parts that are no longer of the day, as `stop request`. */
export type GoneParts = ReadonlySet<string>;

export const goneKey = (stop: string, request: string): string => `${stop} ${request}`;

/**
 * Parts that a plan has of requests whose rest went on to a later day (`rests`, by request): as long as the plan has more
 * of a request than there is (`loadOf`), what went on is gone from it. So a plan that is older than the carrying over has
 * nothing twice, and one that was made after it loses nothing, whatever its stops are called.
 */
export function gonePartsOf(
  { stops }: Pick<DeskPlan, 'stops'>,
  rests: ReadonlyMap<string, readonly PartAtStop[]>,
  loadOf: (request: string) => Load | undefined,
): GoneParts {
  const gone = new Set<string>();
  for (const [request, went] of rests) {
    const standing = stops.flatMap(({ stop, requests }) => {
      const part = requests.find((each) => each.request === request)?.part;
      return part ? [{ stop, part }] : [];
    });
    const whole = loadOf(request);
    if (!whole || !isMore(sumOfParts(standing), whole)) continue;
    for (const { stop, part } of standing) {
      if (went.some((each) => each.stop === stop && isSame(each.part, part)))
        gone.add(goneKey(stop, request));
    }
  }
  return gone;
}

/** Their loads together. */
export function sumOfParts(parts: readonly Pick<PartAtStop, 'part'>[]): Load {
  const sum = (dimension: keyof Load) => parts.reduce((total, { part }) => total + part[dimension], 0);
  return { kg: roundKg(sum('kg')), crates: sum('crates'), parcels: sum('parcels') };
}

/** Sums of decimals such as 0.1 + 0.2 must not show. */
export const roundKg = (kg: number): number => Math.round(kg * 1e6) / 1e6;

const isMore = (a: Load, b: Load): boolean =>
  a.kg > b.kg + 1e-6 || a.crates > b.crates || a.parcels > b.parcels;

const isSame = (a: Load, b: Load): boolean =>
  a.kg === b.kg && a.crates === b.crates && a.parcels === b.parcels;
