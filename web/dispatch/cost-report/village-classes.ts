import type { VillageCost } from '#server/contract/costs.ts';

/** From the cheapest: one hue, darker and larger each, so that neither colour alone nor size alone tells them apart. */
export const classLooks = [
  { colour: '#e6e1f2', radius: 6 },
  { colour: '#c4b8e0', radius: 7.5 },
  { colour: '#9d8ac9', radius: 9 },
  { colour: '#7154a8', radius: 10.5 },
  { colour: '#441a7c', radius: 12 },
] as const;

/** Villages of about equally many, from a cost per kg to another; minor units, with decimals. */
export interface VillageClass {
  readonly from: number;
  readonly until: number;
  readonly villages: number;
}

/** Minor units, with decimals. */
export const perKg = ({ cost, grams }: VillageCost): number => (cost * 1000) / grams;

/**
 * Five classes, or as many as there are different costs, from the cheapest; with the class of each village.
 *
 * @param villages by cost per kg, the dearest first
 */
export function classesOf(villages: readonly VillageCost[]): {
  readonly classes: readonly VillageClass[];
  readonly classOf: (village: VillageCost) => number;
} {
  const costs = villages.map(perKg).toReversed();
  const count = Math.min(classLooks.length, new Set(costs).size);
  const firsts = Array.from(
    { length: count },
    (_, index) => costs[Math.floor((index * costs.length) / count)]!,
  );
  const limits = [...new Set(firsts)];
  const classOfCost = (cost: number) => limits.findLastIndex((limit) => cost >= limit);
  return {
    classes: limits.map((from, index) => {
      const own = costs.filter((cost) => classOfCost(cost) === index);
      return { from, until: own.at(-1) ?? from, villages: own.length };
    }),
    classOf: (village) => classOfCost(perKg(village)),
  };
}
