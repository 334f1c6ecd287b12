import type { Locale } from '#server/contract/basics.ts';
import type { WhatIf, WhatIfFigures } from '#server/contract/what-if.ts';
import { costNames } from './headings.ts';
import { type ExportTable, tableOf } from './plan-tables.ts';

/** Two rows a week, as it was and as it would be, and two for all. */
export function whatIfTable({ weeks, was, would }: WhatIf, locale: Locale): ExportTable {
  const names = costNames[locale];
  const rows = [
    ...weeks.map((week) => ({ ...week, name: week.monday })),
    { name: names.total, was, would },
  ].flatMap(({ name, ...sides }) =>
    (['was', 'would'] as const).map((side) => ({ name, side: names[side], figures: sides[side] })),
  );
  const perParcel = ({ cost, parcels }: WhatIfFigures) =>
    parcels > 0 ? Math.round((cost / parcels) * 100) / 100 : null;
  return tableOf(
    'what_if',
    [
      ['week', 'text', ({ name }) => name],
      ['side', 'text', ({ side }) => side],
      ['runs', 'count', ({ figures }) => figures.runs],
      ['km', 'decimal', ({ figures }) => figures.metres / 1000],
      ['kg', 'decimal', ({ figures }) => figures.grams / 1000],
      ['parcels', 'count', ({ figures }) => figures.parcels],
      ['cost_total', 'money', ({ figures }) => figures.cost],
      ['cost_per_parcel', 'money', ({ figures }) => perParcel(figures)],
      ['unserved', 'count', ({ figures }) => figures.unserved],
    ],
    rows,
  );
}
