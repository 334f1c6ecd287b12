import type { VillageCost } from '#server/contract/costs.ts';
import type { CostDay } from './group-costs.ts';

/** Places of one name within about so many degrees (5 km) are one village; namesakes are farther apart. */
const villageDegrees = 0.05;

/** What is known of a village so far; its position is the sum of points, each times its weight. */
interface Sum {
  readonly place: string;
  cost: number;
  grams: number;
  requests: number;
  latGrams: number;
  lonGrams: number;
}

/** What the requests of each village bore, by cost per kg; without villages where nothing was collected. */
export function villageCostsOf(days: readonly CostDay[]): VillageCost[] {
  const sums = new Map<string, Sum[]>();
  for (const { lines, pointOf } of days) {
    for (const { request, place, fair, carried } of lines) {
      const point = pointOf.get(request);
      if (!point) continue;
      const sum = sumAt(sums, place, point);
      sum.cost += fair;
      sum.requests += 1;
      sum.grams += carried.grams;
      sum.latGrams += point.lat * carried.grams;
      sum.lonGrams += point.lon * carried.grams;
    }
  }
  return [...sums.values()]
    .flat()
    .filter(({ grams }) => grams > 0)
    .map(({ latGrams, lonGrams, ...village }) => ({
      ...village,
      lat: latGrams / village.grams,
      lon: lonGrams / village.grams,
    }))
    .sort((a, b) => b.cost / b.grams - a.cost / a.grams);
}

function sumAt(sums: Map<string, Sum[]>, place: string, point: { lat: number; lon: number }): Sum {
  const namesakes = sums.get(place) ?? [];
  sums.set(place, namesakes);
  const isNear = ({ latGrams, lonGrams, grams }: Sum) =>
    grams === 0 ||
    (Math.abs(latGrams / grams - point.lat) < villageDegrees &&
      Math.abs(lonGrams / grams - point.lon) < villageDegrees);
  const known = namesakes.find(isNear);
  if (known) return known;
  const made: Sum = { place, cost: 0, grams: 0, requests: 0, latGrams: 0, lonGrams: 0 };
  namesakes.push(made);
  return made;
}
