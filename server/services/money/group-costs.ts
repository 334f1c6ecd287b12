import { Temporal } from 'temporal-polyfill';
import {
  type CostFigures,
  type CostFilter,
  costFilter,
  type CostGroup,
  type CostGrouping,
  type CostReport,
  type CostsOnly,
  type DearStop,
  isOfTime,
} from '#server/contract/costs.ts';
import type { DayMoney } from '#server/contract/money.ts';

type Carried = NonNullable<DayMoney['runs'][number]['carried']>;
type Run = Omit<DayMoney['runs'][number], 'way' | 'carried'> & { readonly carried: Carried };
type Line = DayMoney['lines'][number] & {
  readonly carried: NonNullable<DayMoney['lines'][number]['carried']>;
};

/** A day of which all is known that groups are made from. */
export interface CostDay {
  readonly date: string;
  readonly isSettled: boolean;
  readonly runs: readonly Run[];
  readonly lines: readonly Line[];
  readonly dearest: readonly DearStop[];
  /** Where each request is handled. */
  readonly pointOf: ReadonlyMap<string, { readonly lat: number; readonly lon: number }>;
}

const dearestShown = 10;

/** So many days without a run end a season. */
const daysBetweenSeasons = 28;

/**
 * What days cost, in groups. Groups of requests have their fair shares, whatever they are billed by; so has all that is
 * looked at for some requests alone. A request that several runs served counts with the first.
 *
 * @param days in their order
 */
export function groupCosts(
  days: readonly CostDay[],
  by: CostGrouping,
  only: Readonly<CostsOnly> = {},
): Omit<CostReport, 'missing' | 'days' | 'settled_days'> {
  const asked = costFilter.options.filter((of) => only[of] !== undefined);
  const ofRequests =
    by === 'village' || by === 'cooperative' || by === 'product' || asked.some((of) => of !== 'vehicle');
  const looked = asked.length === 0 ? days : days.map((day) => dayOfOnly(day, only, asked));
  const parts = looked.flatMap((day) =>
    ofRequests
      ? day.lines.map((line) => costOfLine(day, line, by))
      : day.runs.map((run) => costOfRun(day, run)),
  );
  // What all runs cost is more than their requests bear.
  const isWhole = asked.length === 0 || !ofRequests;
  const total: CostFigures = {
    cost: 0,
    parcels: 0,
    grams: 0,
    kg_km: 0,
    of_runs: isWhole ? { ...noRuns } : null,
  };
  const ofTotal =
    isWhole && ofRequests ? days.flatMap((day) => day.runs.map((run) => costOfRun(day, run))) : parts;
  for (const part of ofTotal) addTo(total, part);
  const groups = sorted(together(parts, by, seasonsOf(days)), by);
  const inGroups = groups.reduce((sum, { cost }) => sum + cost, 0);
  return {
    groups,
    total,
    hub: total.cost - inGroups,
    dearest: dearestFirst(looked.flatMap(({ dearest }) => dearest)),
    names: allNames(days),
  };
}

function dayOfOnly(day: CostDay, only: Readonly<CostsOnly>, asked: readonly CostFilter[]): CostDay {
  const lines = day.lines.filter((line) => asked.every((of) => nameIn(of, day, line) === only[of]));
  const runs = day.runs.filter(({ vehicle }) => vehicle === (only.vehicle ?? vehicle));
  return { ...day, runs, lines, dearest: dearestOfDay(day.date, lines) };
}

/** '' for none. */
function nameIn(of: CostFilter, day: CostDay, { place, cooperative, product, runs: [first] }: Line): string {
  switch (of) {
    case 'village':
      return place;
    case 'cooperative':
      return cooperative ?? '';
    case 'product':
      return product;
    case 'vehicle':
      return day.runs.find(({ run }) => run === first)?.vehicle ?? '';
  }
}

function allNames(days: readonly CostDay[]): CostReport['names'] {
  const names = {
    vehicle: new Set<string>(),
    village: new Set<string>(),
    cooperative: new Set<string>(),
    product: new Set<string>(),
  };
  for (const { runs, lines } of days) {
    for (const { vehicle } of runs) names.vehicle.add(vehicle);
    for (const { place, cooperative, product } of lines) {
      names.village.add(place);
      names.cooperative.add(cooperative ?? '');
      names.product.add(product);
    }
  }
  const sort = (all: ReadonlySet<string>) => [...all].sort((a, b) => a.localeCompare(b));
  return {
    vehicle: sort(names.vehicle),
    village: sort(names.village),
    cooperative: sort(names.cooperative),
    product: sort(names.product),
  };
}

/** The first day of each day's season. */
function seasonsOf(days: readonly CostDay[]): ReadonlyMap<string, string> {
  const firstOf = new Map<string, string>();
  let [first, last] = ['', ''];
  for (const { date } of days) {
    const since = last === '' ? Infinity : Temporal.PlainDate.from(last).until(date).days;
    if (since > daysBetweenSeasons) first = date;
    firstOf.set(date, first);
    last = date;
  }
  return firstOf;
}

const noRuns = {
  runs: 0,
  noted: 0,
  planned_cost: 0,
  metres: 0,
  empty_metres: 0,
  seconds: 0,
  waiting_seconds: 0,
  capacity_kg_km: 0,
};
// The keys are those of noRuns.
const runFigures = Object.keys(noRuns) as (keyof typeof noRuns)[];

function costOfRun({ date }: CostDay, { run, vehicle, cost, planned, causes, carried }: Run): CostGroup {
  const { grams, kg_km, parcels, ...ofWay } = carried;
  return {
    date,
    run,
    name: vehicle,
    cost,
    grams,
    parcels,
    kg_km,
    of_runs: {
      runs: 1,
      noted: causes ? 1 : 0,
      planned_cost: planned.cost,
      metres: planned.metres,
      seconds: planned.seconds,
      ...ofWay,
    },
  };
}

/** Named by what it is grouped by, as a run is. */
function costOfLine(day: CostDay, line: Line, by: CostGrouping): CostGroup {
  const { fair: cost, parcels, carried } = line;
  const of = by === 'village' || by === 'cooperative' || by === 'product' ? by : 'vehicle';
  const name = nameIn(of, day, line);
  return {
    date: day.date,
    run: line.runs[0] ?? null,
    name: name || null,
    cost,
    parcels,
    ...carried,
    of_runs: null,
  };
}

function together(
  parts: readonly CostGroup[],
  by: CostGrouping,
  seasonOf: ReadonlyMap<string, string>,
): CostGroup[] {
  const groups = new Map<string, CostGroup>();
  for (const part of parts) {
    const { date, run, name } = nameOf(part, by, seasonOf);
    const key = `${date ?? ''} ${run ?? ''} ${name === null ? '' : `=${name}`}`;
    const group = groups.get(key);
    if (group) addTo(group, part);
    else groups.set(key, { ...part, of_runs: part.of_runs && { ...part.of_runs }, date, run, name });
  }
  return [...groups.values()];
}

function nameOf(
  { date, run, name }: CostGroup,
  by: CostGrouping,
  seasonOf: ReadonlyMap<string, string>,
): Pick<CostGroup, 'date' | 'run' | 'name'> {
  if (by === 'run') return { date, run, name };
  if (by === 'day') return { date, run: null, name: null };
  if (by === 'week') return { date: date && mondayOf(date), run: null, name: null };
  if (by === 'season') return { date: seasonOf.get(date ?? '') ?? date, run: null, name: null };
  return { date: null, run: null, name };
}

function mondayOf(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** In place: a season has thousands of parts. */
function addTo(sum: CostFigures, part: CostFigures): void {
  for (const figure of ['cost', 'parcels', 'grams', 'kg_km'] as const) sum[figure] += part[figure];
  if (!sum.of_runs || !part.of_runs) return;
  for (const figure of runFigures) sum.of_runs[figure] += part.of_runs[figure];
}

function sorted(groups: readonly CostGroup[], by: CostGrouping): CostGroup[] {
  if (!isOfTime(by)) return groups.toSorted((a, b) => b.cost - a.cost);
  const order = ({ date, run }: CostGroup) => `${date ?? ''} ${String(run ?? 0).padStart(6, '0')}`;
  return groups.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** At most ten visits of a day: what is handled at a place by the same runs; what was not collected has no cost per kg. */
export function dearestOfDay(date: string, lines: CostDay['lines']): DearStop[] {
  const stops = new Map<string, DearStop>();
  for (const { place, runs, fair, carried, alone } of lines) {
    const key = `${runs.join()} ${place}`;
    const before = stops.get(key) ?? { date, place, runs, cost: 0, grams: 0, alone: 0 };
    stops.set(key, {
      ...before,
      cost: before.cost + fair,
      grams: before.grams + carried.grams,
      alone: before.alone === null || alone === null ? null : before.alone + alone,
    });
  }
  return dearestFirst([...stops.values()].filter(({ grams }) => grams > 0));
}

function dearestFirst(stops: readonly DearStop[]): DearStop[] {
  return stops.toSorted((a, b) => b.cost / b.grams - a.cost / a.grams).slice(0, dearestShown);
}
