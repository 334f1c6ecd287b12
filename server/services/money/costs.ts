import type { CheaperStop, CostReport } from '#server/contract/costs.ts';
import { UserError } from '#server/domain/user-error.ts';
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
  cheaper,
}: {
  readonly store: Pick<Store, 'hubs' | 'money' | 'events'>;
  /** Of a day that is not settled. */
  readonly readMoney: DaysOfCostsDeps['readMoney'];
  readonly cheaper: Services['costs']['cheaper'];
}): Services['costs'] {
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
      ...groupCosts(known, span.by, span),
      days: known.length,
      settled_days: known.filter(({ isSettled }) => isSettled).length,
      missing: dates.filter((_, index) => found[index] === null),
    };
  };
  const villages = async (hubId: string, span: Pick<CostSpan, 'from' | 'until'>) =>
    villageCostsOf((await read(hubId, span)).known);
  /** What would have made each of the stops cheaper; null where that cannot be reckoned any more. */
  const cheaperOf = async (hub: string, stops: CostReport['dearest']): Promise<(CheaperStop | null)[]> => {
    const found: (CheaperStop | null)[] = [];
    for (const { date, place } of stops) {
      found.push(
        await cheaper(hub, { date, place }).catch((error: unknown) => {
          if (error instanceof UserError) return null;
          throw error;
        }),
      );
    }
    return found;
  };
  return {
    get,
    villages,
    cheaper,
    export: async (hubId, { format, table, locale, ...span }) => {
      const { currency, timezone } = await requireHub(store.hubs, hubId);
      const style = { locale, currency, timezone, date: span.from };
      const report = await get(hubId, span);
      const hasDearest = format === 'xlsx' || table === 'dearest';
      const tables = {
        costs: costsTable(report, span.by, locale),
        villages: villagesTable(await villages(hubId, span)),
        dearest: dearestTable(
          report.dearest,
          hasDearest ? await cheaperOf(hubId, report.dearest) : [],
          style,
        ),
      };
      const isOther = format === 'csv' && table !== 'costs';
      const name = `${isOther ? table : 'costs'}-${span.from}-${span.until}`;
      const bytes =
        format === 'csv' ? writeCsv(tables[table], style) : await writeXlsx(Object.values(tables), style);
      return { filename: `${isOther ? name : `${name}-${span.by}`}.${format}`, bytes };
    },
  };
}
