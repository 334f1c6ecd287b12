import type { TapPosition } from '#server/domain/drive/run-event.ts';

/** A position and when it was; ms since 1970 by the phone's clock. */
type PositionAt = TapPosition & { readonly at: number };

const everyMs = 5 * 60_000;
const leastMetres = 300;
const metresPerDegree = 111_320;

/**
 * Whether the desk is told where the vehicle is, though nothing was tapped: some minutes after it was told last, and
 * only when the vehicle has moved, by more than the phone may be wrong. `last` null: it was never told.
 */
export function isWorthNoting(now: PositionAt, last: PositionAt | null): boolean {
  if (last === null) return true;
  if (now.at - last.at < everyMs) return false;
  const shrink = Math.cos((now.lat * Math.PI) / 180);
  const metres = Math.hypot((now.lon - last.lon) * shrink, now.lat - last.lat) * metresPerDegree;
  return metres >= Math.max(leastMetres, now.accuracy_metres);
}
