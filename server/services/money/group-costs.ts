import { Temporal } from 'temporal-polyfill';
import type { CostFigures, CostGroup, CostGrouping, CostReport, DearStop } from '#server/contract/costs.ts';
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

/** What days cost, in groups. Groups of requests have their fair shares, whatever they are billed by. */
export function groupCosts(
  days: readonly CostDay[],
  by: CostGrouping,
): Omit<CostReport, 'missing' | 'days' | 'settled_days'> {
  const all = days.flatMap((day) => day.runs.map((run) => costOfRun(day, run)));
  const total: CostFigures = { cost: 0, parcels: 0, grams: 0, kg_km: 0, of_runs: { ...noRuns } };
  for (const run of all) addTo(total, run);
  const ofRequests = by === 'village' || by === 'cooperative' || by === 'product';
  const parts = ofRequests ? days.flatMap(({ lines }) => lines.map((line) => costOfLine(line, by))) : all;
  const groups = sorted(together(parts, by), by);
  const inGroups = groups.reduce((sum, { cost }) => sum + cost, 0);
  return {
    groups,
    total,
    hub: total.cost - inGroups,
    dearest: dearestFirst(days.flatMap(({ dearest }) => dearest)),
  };
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

function costOfLine(line: Line, by: 'village' | 'cooperative' | 'product'): CostGroup {
  const name = { village: line.place, cooperative: line.cooperative, product: line.product || null }[by];
  const { fair: cost, parcels, carried } = line;
  return { date: null, run: null, name, cost, parcels, ...carried, of_runs: null };
}

function together(parts: readonly CostGroup[], by: CostGrouping): CostGroup[] {
  const groups = new Map<string, CostGroup>();
  for (const part of parts) {
    const { date, run, name } = nameOf(part, by);
    const key = `${date ?? ''} ${run ?? ''} ${name === null ? '' : `=${name}`}`;
    const group = groups.get(key);
    if (group) addTo(group, part);
    else groups.set(key, { ...part, of_runs: part.of_runs && { ...part.of_runs }, date, run, name });
  }
  return [...groups.values()];
}

function nameOf({ date, run, name }: CostGroup, by: CostGrouping): Pick<CostGroup, 'date' | 'run' | 'name'> {
  if (by === 'run') return { date, run, name };
  if (by === 'day') return { date, run: null, name: null };
  if (by === 'week') return { date: date && mondayOf(date), run: null, name: null };
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
  const isOfTime = by === 'day' || by === 'week' || by === 'run';
  if (!isOfTime) return groups.toSorted((a, b) => b.cost - a.cost);
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
