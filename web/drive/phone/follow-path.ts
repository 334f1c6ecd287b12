import type { DrivenLeg } from '#server/contract/drive-run.ts';

type Position = readonly [lon: number, lat: number];

const metresPerDegree = 111_320;

/** Where on a leg the vehicle is, by its steps. */
export interface OnTheWay {
  /** Index of the turn that comes next; the last is the arrival. */
  readonly next: number;
  /** To that turn, along the road as the crow flies between turns. */
  readonly metres: number;
}

/**
 * The turn that comes next for a vehicle at a position: the end of the stretch between two turns that it is nearest to.
 * Null where it is further than `offMetres` from all of them.
 */
export function followSteps(
  steps: DrivenLeg['steps'],
  { lat, lon }: { readonly lat: number; readonly lon: number },
  path: readonly Position[],
  offMetres = 400,
): OnTheWay | null {
  if (steps.length < 2 || path.length < 2) return null;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const project = ([x, y]: Position): Position => [
    (x - lon) * shrink * metresPerDegree,
    (y - lat) * metresPerDegree,
  ];
  const points = path.map(project);
  let [nearest, along, walked] = [Infinity, 0, 0];
  for (let index = 1; index < points.length; index++) {
    const { distance, share, length } = toSegment(points[index - 1]!, points[index]!); // both are there
    if (distance < nearest) [nearest, along] = [distance, walked + share * length];
    walked += length;
  }
  if (nearest > offMetres) return null;
  let start = 0;
  for (const [index, step] of steps.entries()) {
    // A turn just passed is past.
    if (start > along + 15) return { next: index, metres: start - along };
    start += step.metres;
  }
  return { next: steps.length - 1, metres: Math.max(0, walked - along) };
}

/** How far the origin is from a stretch, and where on it the nearest point is. */
function toSegment([ax, ay]: Position, [bx, by]: Position) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length ** 2));
  return { distance: Math.hypot(ax + share * dx, ay + share * dy), share, length };
}
