import type { Gazetteer, GazetteerHit } from '#server/region/port.ts';
import { foldText } from '#server/services/list-import/fold-text.ts';

/** A gazetteer of a few places in memory: exact by folded name, else by the beginnings of words. */
export function smallGazetteer(
  places: readonly (readonly [name: string, lat: number, lon: number, kind?: string, near?: string])[],
): Gazetteer & { searches: number } {
  const hits: GazetteerHit[] = places.map(([name, lat, lon, kind = 'village', near = null], i) => ({
    id: `n${i + 1}`,
    name,
    kind,
    lat,
    lon,
    near,
  }));
  return {
    searches: 0,
    search(text, { exact = false, limit = 10 } = {}) {
      this.searches++;
      const folded = foldText(text);
      const matches = hits.filter(({ name }) =>
        exact
          ? foldText(name) === folded
          : foldText(name)
              .split(' ')
              .some((word) => word.startsWith(folded)) || foldText(name).startsWith(folded),
      );
      return matches.slice(0, limit);
    },
    close() {},
  };
}
