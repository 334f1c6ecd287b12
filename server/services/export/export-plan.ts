import { isStanding } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Store } from '#server/store/port.ts';
import { documentNow, type ReadDay } from '../desk/document-now.ts';
import { findRequest } from '../find-request.ts';
import type { ExportOrder, Services } from '../port.ts';
import { runDriversOn } from '../run-drivers.ts';
import { type ExportTable, type NumberedRun, runsTable, stopsTable, unassignedTable } from './plan-tables.ts';
import { writeCsv, writeXlsx } from './write-tables.ts';

interface ExportDeps {
  readonly store: Pick<Store, 'plans' | 'requests' | 'fleet' | 'drivers'>;
  readonly readDay: ReadDay;
}

/** The plan of record, or one run of it, as a file for other programs. */
export function makeExports(deps: ExportDeps): Services['exports'] {
  return {
    plan: async (hub, order) => {
      const { date, format, table, run, locale } = order;
      const plan = await readPlan(deps, hub, order);
      const { currency, timezone } = plan;
      const style = { locale, currency, timezone, date };
      const base = run === null ? `plan-${date}` : `run-${run}-${date}`;
      if (format === 'xlsx') {
        return { filename: `${base}.xlsx`, bytes: await writeXlsx(plan.tables, style) };
      }
      const chosen = plan.tables.find(({ name }) => name === table);
      if (!chosen) throw new UserError('RUN_UNKNOWN', `A run has no table ${table}.`, { ids: [table] });
      return { filename: `${base}-${table}.csv`, bytes: writeCsv(chosen, style) };
    },
  };
}

/** @throws UserError PLAN_UNKNOWN, RUN_UNKNOWN */
async function readPlan(
  { store, readDay }: ExportDeps,
  hub: string,
  { date, run, locale }: ExportOrder,
): Promise<{ currency: string; timezone: string; tables: ExportTable[] }> {
  const stored = await store.plans.get(hub, date);
  if (!stored) throw new UserError('PLAN_UNKNOWN', `${date} has no plan yet.`, { ids: [date] });
  const { facts, plan } = await readDay(hub, date);
  const document = documentNow(stored.document, plan, facts);
  const driverOf = await runDriversOn(store, hub, date);
  const runs = document.runs.flatMap((written): NumberedRun[] => {
    const planned = plan.runs.find(({ vehicle }) => vehicle === written.vehicle);
    return planned ? [{ number: planned.run, ...driverOf(planned), run: written }] : [];
  });
  const chosen = run === null ? runs : runs.filter(({ number }) => number === run);
  if (run !== null && chosen.length === 0) {
    throw new UserError('RUN_UNKNOWN', `The plan has no run ${run}.`, { ids: [String(run)] });
  }
  const requestOf = findRequest(await store.requests.listByDay(hub, date));
  const tables = [runsTable(chosen), stopsTable(chosen, requestOf)];
  if (run === null) {
    const loose = document.unassigned.filter(({ request }) => isStanding(requestOf(request)));
    tables.push(unassignedTable(loose, requestOf, locale));
  }
  return { currency: document.currency, timezone: document.timezone, tables };
}
