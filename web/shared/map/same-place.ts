import type { StopPress } from './map-press.ts';

/** Groups of what is at exactly the same place, in their order. */
export function byPlace<T>(all: readonly T[], placeOf: (each: T) => readonly number[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const place = placeOf(each).join(' ');
    const group = groups.get(place);
    if (group) group.push(each);
    else groups.set(place, [each]);
  }
  return [...groups.values()];
}

/** Numbers that share one mark, as short as can be: 4–6, or 4, 7; one that is there twice: 4×2. */
export function numbersTogether(numbers: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const number of [...numbers].sort((a, b) => a - b)) counts.set(number, (counts.get(number) ?? 0) + 1);
  const ranges: { first: number; last: number }[] = [];
  for (const [number, count] of counts) {
    const range = ranges.at(-1);
    if (range?.last === number - 1 && count === 1 && counts.get(range.last) === 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges
    .map(({ first, last }) => {
      if (first === last) return counts.get(first) === 1 ? `${first}` : `${first}×${counts.get(first)}`;
      return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
    })
    .join(', ');
}

/** The stops at the place of one, itself among them, in the order of their runs. */
export function stopsThere(stops: GeoJSON.FeatureCollection, id: string): StopPress[] {
  const isIt = ({ properties }: GeoJSON.Feature) => properties?.['id'] === id;
  const there = byPlace(stops.features, ({ geometry }) =>
    geometry.type === 'Point' ? geometry.coordinates : [],
  ).find((group) => group.some(isIt));
  return (there ?? []).map(({ properties }) => ({
    kind: 'stop',
    id: String(properties?.['id']),
    run: String(properties?.['run']),
  }));
}

/** What a press on a mark is about: the first stop at its place, or the one behind the stop that is selected there. */
export function stopInTurn(
  stops: GeoJSON.FeatureCollection,
  press: StopPress,
  selected: string | null,
): StopPress {
  const there = stopsThere(stops, press.id);
  const at = there.findIndex(({ id }) => id === selected);
  return there[(at + 1) % there.length] ?? press;
}
