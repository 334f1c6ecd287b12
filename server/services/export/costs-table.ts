import type { Locale } from '#server/contract/basics.ts';
import {
  type CheaperStop,
  type CostGroup,
  type CostGrouping,
  type CostReport,
  type DearStop,
  isOfTime,
  type VillageCost,
} from '#server/contract/costs.ts';
import { cheaperCell } from './cheaper-cell.ts';
import { type ColumnName, costNames } from './headings.ts';
import { type Columns, type ExportTable, tableOf } from './plan-tables.ts';
import type { ExportStyle } from './write-tables.ts';

const per = (share: number, whole: number, digits: number): number | null =>
  whole > 0 ? Math.round((share / whole) * 10 ** digits) / 10 ** digits : null;

const columnsOfName: Record<CostGrouping, Columns<CostGroup>> = {
  day: [['date', 'text', ({ date }) => date]],
  week: [['week', 'text', ({ date }) => date]],
  season: [['season', 'text', ({ date }) => date]],
  run: [
    ['date', 'text', ({ date }) => date],
    ['run', 'count', ({ run }) => run],
    ['vehicle', 'text', ({ name }) => name],
  ],
  vehicle: nameIn('vehicle'),
  village: nameIn('place'),
  cooperative: nameIn('cooperative'),
  product: nameIn('product'),
};

function nameIn(column: ColumnName): Columns<CostGroup> {
  return [[column, 'text', ({ name }) => name]];
}

const figureColumns: Columns<CostGroup> = [
  ['parcels', 'count', ({ parcels }) => parcels],
  ['kg', 'decimal', ({ grams }) => grams / 1000],
  ['tonne_km', 'decimal', ({ kg_km: kgKm }) => kgKm / 1000],
  ['cost_total', 'money', ({ cost }) => cost],
  ['cost_per_parcel', 'money', ({ cost, parcels }) => per(cost, parcels, 2)],
  ['cost_per_kg', 'money', ({ cost, grams }) => per(cost, grams / 1000, 2)],
  ['cost_per_tonne_km', 'money', ({ cost, kg_km: kgKm }) => per(cost, kgKm / 1000, 2)],
];

const runColumns: Columns<CostGroup> = [
  ['cost_planned', 'money', ({ of_runs: ofRuns }) => ofRuns?.planned_cost ?? null],
  ['runs', 'count', ({ of_runs: ofRuns }) => ofRuns?.runs ?? null],
  ['km', 'decimal', ({ of_runs: ofRuns }) => ofRuns && ofRuns.metres / 1000],
  ['km_empty', 'decimal', ({ of_runs: ofRuns }) => ofRuns && ofRuns.empty_metres / 1000],
  [
    'load_percent',
    'decimal',
    ({ kg_km, of_runs: ofRuns }) => ofRuns && per(100 * kg_km, ofRuns.capacity_kg_km, 1),
  ],
  [
    'waiting_percent',
    'decimal',
    ({ of_runs: ofRuns }) => ofRuns && per(100 * ofRuns.waiting_seconds, ofRuns.seconds, 1),
  ],
];

/** One row a group, one for what the hub bears where that is in none, and the total. */
export function costsTable(
  { groups, total, hub }: CostReport,
  by: CostGrouping,
  locale: Locale,
): ExportTable {
  const names = costNames[locale];
  const ofNone = { date: null, run: null };
  const rowOf = (name: string) =>
    isOfTime(by) ? { run: null, date: name, name: null } : { ...ofNone, name };
  const borne = { cost: hub, parcels: 0, grams: 0, kg_km: 0, of_runs: null };
  const rows: CostGroup[] = [
    ...groups.map((group) => (isOfTime(by) ? group : { ...group, name: group.name ?? names.none })),
    ...(hub === 0 ? [] : [{ ...borne, ...rowOf(names.hub) }]),
    { ...total, ...rowOf(names.total) },
  ];
  return tableOf('costs', [...columnsOfName[by], ...figureColumns, ...runColumns], rows);
}

/** One row a village, the dearest first. */
export function villagesTable(villages: readonly VillageCost[]): ExportTable {
  return tableOf(
    'villages',
    [
      ['place', 'text', ({ place }) => place],
      ['lat', 'decimal', ({ lat }) => Math.round(lat * 1e5) / 1e5],
      ['lon', 'decimal', ({ lon }) => Math.round(lon * 1e5) / 1e5],
      ['requests', 'count', ({ requests }) => requests],
      ['kg', 'decimal', ({ grams }) => grams / 1000],
      ['cost_total', 'money', ({ cost }) => cost],
      ['cost_per_kg', 'money', ({ cost, grams }) => per(cost, grams / 1000, 2)],
    ],
    villages,
  );
}

/**
 * The dearest visits, with what going alone would have cost, and what would have been cheaper.
 *
 * @param cheaper of each stop, by its place in the list; null and absent: not known
 */
export function dearestTable(
  stops: readonly DearStop[],
  cheaper: readonly (CheaperStop | null)[],
  style: ExportStyle,
): ExportTable {
  const rows = stops.map((stop, index) => ({ ...stop, cheaper: cheaper[index] ?? null }));
  return tableOf(
    'dearest',
    [
      ['date', 'text', ({ date }) => date],
      ['place', 'text', ({ place }) => place],
      ['runs', 'text', ({ runs }) => runs.join(', ')],
      ['kg', 'decimal', ({ grams }) => grams / 1000],
      ['cost_total', 'money', ({ cost }) => cost],
      ['cost_alone', 'money', ({ alone }) => alone],
      ['cost_per_kg', 'money', ({ cost, grams }) => per(cost, grams / 1000, 2)],
      ['cost_planned', 'money', ({ cheaper: found }) => found && found.was],
      ['cost_cheapest', 'money', ({ cheaper: found }) => found?.ways[0]?.amount ?? null],
      ['cheaper', 'text', ({ cheaper: found }) => found && cheaperCell(found, style)],
    ],
    rows,
  );
}
