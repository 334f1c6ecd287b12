import { describe, expect, it } from 'vitest';
import type { CostFigures } from '#server/contract/costs.ts';
import { costFilter, costGrouping } from '#server/contract/costs.ts';
import { type CostDay, dearestOfDay, groupCosts } from '#server/services/money/group-costs.ts';
import { splitWhole } from '#server/domain/rates/split-whole.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const add = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

/** Days of runs whose cost is shared by random weights among requests, a part of it left to the hub. */
function randomDays(seed: number): CostDay[] {
  const random = seededRandom(seed);
  const whole = (most: number) => Math.floor(random() * (most + 1));
  const day = (date: string, count: number): CostDay => {
    const lines: CostDay['lines'][number][] = [];
    const runs = Array.from({ length: count }, (_, index) => {
      const cost = whole(3_000_001);
      const [hub, ...fair] = splitWhole(
        cost,
        Array.from({ length: 2 + whole(7) }, () => random()),
      );
      const own = fair.map((amount, at): CostDay['lines'][number] => ({
        request: `${date}-${index}-${at}`,
        reference: `r${at}`,
        kind: 'pickup',
        place: `Bản ${whole(5)}`,
        product: ['', 'Tea leaf', 'Oranges'][whole(2)]!,
        cooperative: [null, 'HTX Chè Mây', 'HTX Cam'][whole(2)]!,
        runs: [index + 1],
        booked_kg: 10,
        weighed_kg: null,
        at_hub: [],
        products: [],
        weighed_by: null,
        parcels: whole(40),
        carried: { grams: whole(900_000), kg_km: whole(80_000) },
        parts: { travel: amount, load: 0, handling: 0, cap: 0 },
        fair: amount,
        by_kg: 0,
        by_tonne_km: 0,
        alone: whole(3) === 0 ? null : amount + whole(1000),
        baseline: null,
        quote: null,
        billed: amount,
        billed_by: 'fair' as const,
      }));
      lines.push(...own);
      return {
        run: index + 1,
        vehicle: `L-${index % 3}`,
        type: '1.25 t',
        planned: { metres: whole(200_000), seconds: whole(30_000), cost: whole(3_000_000) },
        actual: null,
        typed: null,
        driven: null,
        cost,
        causes: whole(1) === 0 ? null : { km: 0, hours: 0, load: 0, price: 0 },
        hub: hub!,
        carried: {
          grams: add(own.map(({ carried }) => carried.grams)),
          kg_km: add(own.map(({ carried }) => carried.kg_km)),
          parcels: add(own.map(({ parcels }) => parcels)),
          capacity_kg_km: whole(9_000_000),
          empty_metres: whole(90_000),
          waiting_seconds: whole(9000),
        },
      };
    });
    return { date, isSettled: true, runs, lines, dearest: dearestOfDay(date, lines), pointOf: new Map() };
  };
  const dates = [
    '2026-02-28',
    '2026-03-01',
    '2026-03-02',
    '2026-03-08',
    '2026-03-09',
    '2026-12-31',
    '2027-01-01',
  ];
  return dates.map((date) => day(date, whole(6)));
}

const figures = ['parcels', 'grams', 'kg_km'] as const;
const runFigures = [
  'runs',
  'noted',
  'planned_cost',
  'metres',
  'seconds',
  'empty_metres',
  'capacity_kg_km',
] as const;

describe('costs in groups', () => {
  it.each(costGrouping.options)('by %s add up to the total to the last unit', (by) => {
    for (let seed = 1; seed <= 60; seed++) {
      const days = randomDays(seed);
      const { groups, total, hub } = groupCosts(days, by);
      expect(add(groups.map(({ cost }) => cost)) + hub).toBe(total.cost);
      expect(total.cost).toBe(add(days.flatMap(({ runs }) => runs.map(({ cost }) => cost))));
      for (const figure of figures) {
        expect(add(groups.map((group: CostFigures) => group[figure]))).toBe(total[figure]);
      }
      const borneByHub = add(days.flatMap(({ runs }) => runs.map((run) => run.hub)));
      const isOfRuns = ['day', 'week', 'season', 'run', 'vehicle'].includes(by);
      expect(hub).toBe(isOfRuns ? 0 : borneByHub);
      for (const figure of runFigures) {
        const ofGroups = groups.map((group) => group.of_runs?.[figure] ?? 0);
        expect(add(ofGroups)).toBe(isOfRuns ? total.of_runs![figure] : 0);
      }
      const names = groups.map(({ date, run, name }) => JSON.stringify([date, run, name]));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('are of weeks that begin on a Monday, over the turn of a month and a year', () => {
    const days = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-12-31', '2027-01-01'].map((date) => ({
      ...randomDays(3)[2]!,
      date,
    }));
    const { groups } = groupCosts(days, 'week');
    expect(groups.map(({ date }) => date)).toEqual(['2026-02-23', '2026-03-02', '2026-12-28']);
    expect(groups.map((group) => group.of_runs!.runs / days[0]!.runs.length)).toEqual([2, 1, 2]);
  });

  it('are of seasons, which four weeks without a run part', () => {
    const day = randomDays(3)[2]!;
    const dates = ['2026-02-01', '2026-02-10', '2026-03-10', '2026-04-08', '2026-04-09'];
    const { groups } = groupCosts(
      dates.map((date) => ({ ...day, date })),
      'season',
    );
    expect(groups.map(({ date }) => date)).toEqual(['2026-02-01', '2026-04-08']);
    expect(groups.map((group) => group.of_runs!.runs / day.runs.length)).toEqual([3, 2]);
  });

  it.each(costFilter.options)('are of one %s alone, and those of all of them are all', (of) => {
    for (let seed = 1; seed <= 20; seed++) {
      const days = randomDays(seed);
      const all = groupCosts(days, of);
      expect(all.names[of]).toEqual([...new Set(all.groups.map(({ name }) => name ?? ''))].sort());
      for (const by of costGrouping.options) {
        const each = all.names[of].map((name) => groupCosts(days, by, { [of]: name }));
        for (const { groups, total, hub } of each) {
          expect(add(groups.map(({ cost }) => cost)) + hub).toBe(total.cost);
        }
        const isOfRuns = of === 'vehicle' && ['day', 'week', 'season', 'run', 'vehicle'].includes(by);
        const shares = add(days.flatMap(({ lines }) => lines.map(({ fair }) => fair)));
        expect(add(each.map(({ total }) => total.cost))).toBe(isOfRuns ? all.total.cost : shares);
      }
    }
  });

  it('are of what is of one village, product and vehicle at once, and those of all of them are all', () => {
    const days = randomDays(5);
    const { names } = groupCosts(days, 'day');
    const each = names.village.flatMap((village) =>
      names.product.flatMap((product) =>
        names.vehicle.map((vehicle) => groupCosts(days, 'cooperative', { village, product, vehicle })),
      ),
    );
    const shares = add(days.flatMap(({ lines }) => lines.map(({ fair }) => fair)));
    expect(add(each.map(({ total }) => total.cost))).toBe(shares);
    const [village] = names.village;
    const ofVillage = groupCosts(days, 'product', { village });
    const [first] = ofVillage.groups;
    const alone = groupCosts(days, 'product', { village, product: first!.name ?? '' });
    expect(alone.groups).toEqual([first]);
    // What may be chosen stays all of it.
    expect(alone.names).toEqual(names);
    expect(alone.dearest.every(({ place }) => place === village)).toBe(true);
  });

  it('name the ten visits that are dearest by kg, with what going alone would cost', () => {
    const days = randomDays(8);
    const { dearest } = groupCosts(days, 'day');
    expect(dearest).toHaveLength(10);
    const perKg = dearest.map(({ cost, grams }) => cost / grams);
    expect(perKg).toEqual(perKg.toSorted((a, b) => b - a));
    const [first] = dearest;
    const own = days
      .find(({ date }) => date === first!.date)!
      .lines.filter(({ place, runs }) => place === first!.place && runs[0] === first!.runs[0]);
    expect(first!.cost).toBe(add(own.map(({ fair }) => fair)));
    for (const { date, lines } of days) {
      for (const line of lines) {
        const same = lines.filter(({ place, runs }) => place === line.place && runs[0] === line.runs[0]);
        const grams = add(same.map(({ carried }) => carried.grams));
        const isShown = dearest.some(
          (stop) => stop.date === date && stop.place === line.place && stop.runs[0] === line.runs[0],
        );
        if (grams > 0 && !isShown) {
          expect(add(same.map(({ fair }) => fair)) / grams).toBeLessThanOrEqual(perKg.at(-1)!);
        }
      }
    }
  });
});
