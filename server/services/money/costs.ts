import type { CostReport } from '#server/contract/costs.ts';
import type { Store } from '#server/store/port.ts';
import { costsTable, dearestTable, villagesTable } from '../export/costs-table.ts';
import { writeCsv, writeXlsx } from '../export/write-tables.ts';
import { requireHub } from '../hubs.ts';
import type { CostSpan, Services } from '../port.ts';
import { requireSpan } from './require-span.ts';
import { DaysOfCosts, type DaysOfCostsDeps } from './days-of-costs.ts';
import { groupCosts } from './group-costs.ts';
import { settledFigures } from './money.ts';
import { villageCostsOf } from './village-costs.ts';

/** What spans of days cost. */
export function makeCosts({
  store,
  readMoney,
}: {
  readonly store: Pick<Store, 'hubs' | 'money' | 'events'>;
  /** Of a day that is not settled. */
  readonly readMoney: DaysOfCostsDeps['readMoney'];
}): Omit<Services['costs'], 'cheaper'> {
  const days = new DaysOfCosts({
    store,
    readMoney: async (hub, date) => {
      const settlement = await store.money.getSettlement(hub, date);
      return settlement ? settledFigures(settlement) : readMoney(hub, date);
    },
  });
  const read = async (hubId: string, span: Pick<CostSpan, 'from' | 'until'>) => {
    await requireHub(store.hubs, hubId);
    requireSpan(span);
    const dates = await store.money.listDays(hubId, span.from, span.until);
    const found = await days.get(hubId, dates);
    return { dates, found, known: found.flatMap((day) => (day ? [day] : [])) };
  };
  const get = async (hubId: string, span: CostSpan): Promise<CostReport> => {
    const { dates, found, known } = await read(hubId, span);
    return {
      ...groupCosts(known, span.by, span.of ? { of: span.of, name: span.only ?? '' } : null),
      days: known.length,
      settled_days: known.filter(({ isSettled }) => isSettled).length,
      missing: dates.filter((_, index) => found[index] === null),
    };
  };
  const villages = async (hubId: string, span: Pick<CostSpan, 'from' | 'until'>) =>
    villageCostsOf((await read(hubId, span)).known);
  return {
    get,
    villages,
    export: async (hubId, { format, table, locale, ...span }) => {
      const { currency, timezone } = await requireHub(store.hubs, hubId);
      const style = { locale, currency, timezone, date: span.from };
      const report = await get(hubId, span);
      const tables = {
        costs: costsTable(report, span.by, locale),
        villages: villagesTable(await villages(hubId, span)),
        dearest: dearestTable(report.dearest),
      };
      const isOther = format === 'csv' && table !== 'costs';
      const name = `${isOther ? table : 'costs'}-${span.from}-${span.until}`;
      const bytes =
        format === 'csv' ? writeCsv(tables[table], style) : await writeXlsx(Object.values(tables), style);
      return { filename: `${isOther ? name : `${name}-${span.by}`}.${format}`, bytes };
    },
  };
}
