import type { LonLat, Profile, Snap } from '../port.ts';

/** Enough for every place a hub has ever seen, in a few megabytes. */
const keptPoints = 20_000;

/** Remembers where points met the road, per profile; the points longest unused are forgotten first. */
export class SnapMemory {
  readonly #byKey = new Map<string, Snap | null>();

  /** What is known of each point: undefined where nothing, null where there is no road. */
  recall(profile: Profile, points: readonly LonLat[]): (Snap | null | undefined)[] {
    return points.map((point) => {
      const key = keyOf(profile, point);
      const snap = this.#byKey.get(key);
      if (snap !== undefined) this.#keep(key, snap);
      return snap;
    });
  }

  remember(profile: Profile, points: readonly LonLat[], snaps: readonly (Snap | null)[]): void {
    for (const [index, point] of points.entries()) this.#keep(keyOf(profile, point), snaps[index] ?? null);
    for (const key of this.#byKey.keys()) {
      if (this.#byKey.size <= keptPoints) break;
      this.#byKey.delete(key);
    }
  }

  /** A map keeps the order of insertion: what is used moves to the end. */
  #keep(key: string, snap: Snap | null): void {
    this.#byKey.delete(key);
    this.#byKey.set(key, snap);
  }
}

function keyOf(profile: Profile, [lon, lat]: LonLat): string {
  return `${profile} ${lon} ${lat}`;
}
