import type { DayMoney, LedgerEntry, MoneyLine, ShareBasis } from '#server/contract/money.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Settlement, Store } from '#server/store/port.ts';
import { deskDayOf } from '../desk/desk-day.ts';
import type { ReadDay } from '../desk/document-now.ts';
import { readDrivenDay } from '../driven-day.ts';
import { requireHub } from '../hubs.ts';
import type { Services } from '../port.ts';
import { settleImport } from '../list-import/settle-import.ts';
import { billLines } from './bill-lines.ts';
import { requireSpan } from './require-span.ts';
import { readActualsList } from './read-actuals.ts';
import { writeLedger } from './write-ledger.ts';
import { reckonDay } from './reckon-day.ts';
import { runsOfTakenAlong } from './taken-along.ts';

export interface MoneyDeps {
  readonly store: Pick<Store, 'hubs' | 'money' | 'rates' | 'receiving' | 'drive' | 'cooperatives' | 'quotes'>;
  /** A day with its plan of record. @throws UserError PLAN_UNKNOWN and as `FactsOfDays` */
  readonly readDay: ReadDay;
  readonly newId: () => string;
}

/** What days cost, who bears it, and what is paid. */
export function makeMoney({ store, readDay, newId }: MoneyDeps): Services['money'] {
  /** @param basis null: that of the hub's rules */
  const reckon = async (hub: string, date: string, basis: ShareBasis | null) => {
    const { facts, plan, editVersion } = await readDay(hub, date);
    const known = await store.money.getActuals(hub, date);
    const { baselines, share_rules: rules } = await store.rates.get(hub);
    const { weighIns } = await store.receiving.get(hub, date);
    const driven = await readDrivenDay(store.drive, hub, date);
    const missedStop = rules.missed_stop;
    const { runs, lines } = reckonDay(plan, facts, { ...known, baselines, weighIns, driven, missedStop });
    const billed = billLines(lines, {
      billedBy: basis ?? rules.billed_by,
      cooperatives: await store.cooperatives.list(hub),
      quotes: await store.quotes.listByDay(hub, date),
    });
    return { known, taps: driven.taps, editVersion, runs, lines: billed };
  };
  /** The vehicles whose runs cost something on the day. */
  const readRuns = async (hub: string, date: string) => {
    const { facts, plan } = await readDay(hub, date);
    const left = runsOfTakenAlong(plan, deskDayOf(facts, plan), await readDrivenDay(store.drive, hub, date));
    return { facts, vehicles: new Set([...plan.runs, ...left].map(({ vehicle }) => vehicle)) };
  };
  const get = async (hub: string, date: string): Promise<DayMoney> => {
    await requireHub(store.hubs, hub);
    const settlement = await store.money.getSettlement(hub, date);
    if (settlement) return settledDay(date, settlement, await store.money.listEntries(hub, date, date));
    const { runs, lines, editVersion } = await reckon(hub, date, null);
    return { date, edit_version: editVersion, settled: null, runs, lines, entries: [] };
  };
  return {
    get,
    noteActuals: async (hub, date, known, by) => {
      const { facts, vehicles } = await readRuns(hub, date);
      const strange = known.runs.map(({ vehicle }) => vehicle).filter((name) => !vehicles.has(name));
      if (strange.length > 0) {
        throw new UserError('RUN_UNKNOWN', `The plan has no run of ${strange.join(', ')}.`, { ids: strange });
      }
      requireRequests(
        known.weighings.map(({ request }) => request),
        (id) => facts.requests.has(id),
      );
      await store.money.putActuals(hub, date, known, by);
      return get(hub, date);
    },
    importActuals: async (hub, { bytes, filename, date, commit }, by) => {
      const { facts, vehicles } = await readRuns(hub, date);
      const ids = [...facts.requests.values()].flatMap(({ id, reference }) => [
        [reference, id] as const,
        [id, id] as const,
      ]);
      const { preview, ...known } = await readActualsList(bytes, filename, {
        currency: facts.hub.currency,
        clock: facts.clock,
        vehicles,
        requestIds: new Map(ids),
      });
      return settleImport(preview, commit, () => store.money.putActuals(hub, date, known, by));
    },
    settle: async (hub, date, { basis, editVersion }, by) => {
      const { known, taps, runs, lines, editVersion: version } = await reckon(hub, date, basis);
      if (version !== editVersion) {
        throw new UserError('EDIT_CONFLICT', `The plan of ${date} was changed since you saw it.`);
      }
      const entries = lines.map((line) => ({
        ...namesOf(line),
        id: newId(),
        kind: 'share' as const,
        amount: line.billed,
        note: '',
      }));
      await store.money.settle(hub, date, { basis, editVersion, runs, lines, known, taps }, entries, by);
      return get(hub, date);
    },
    addEntry: async (hub, { date, request, ...entry }, by) => {
      const settlement = await store.money.getSettlement(hub, date);
      if (!settlement) throw new UserError('DAY_NOT_SETTLED', `${date} is not settled yet.`, { ids: [date] });
      const lines = new Map(settlement.lines.map((line) => [line.request, line]));
      requireRequests([request], (id) => lines.has(id));
      await store.money.addEntry(hub, date, { ...namesOf(lines.get(request)!), ...entry }, by);
      return get(hub, date);
    },
    listLedger: async (hub, span) => {
      await requireHub(store.hubs, hub);
      requireSpan(span);
      return store.money.listEntries(hub, span.from, span.until);
    },
    exportLedger: async (hubId, { from, until, format }) => {
      const hub = await requireHub(store.hubs, hubId);
      return writeLedger(await store.money.listEntries(hubId, from, until), hub.currency, format);
    },
  };
}

function settledDay(date: string, settlement: Settlement, entries: LedgerEntry[]): DayMoney {
  return { date, edit_version: settlement.editVersion, ...settledFigures(settlement), entries };
}

/** What of a settlement is a day's money without its ledger. */
export function settledFigures({
  at,
  by,
  basis,
  runs,
  lines,
}: Settlement): Pick<DayMoney, 'settled' | 'runs' | 'lines'> {
  return {
    settled: { at, by, basis },
    // Settlements of before these were kept are without them.
    runs: runs.map((run) => ({
      ...run,
      carried: run.carried ?? null,
      typed: run.typed ?? run.actual,
      driven: run.driven ?? null,
    })),
    lines: lines.map((line) => ({
      ...line,
      carried: line.carried ?? null,
      at_hub: line.at_hub ?? [],
      products: line.products ?? [],
      weighed_by: line.weighed_by ?? null,
      quote: line.quote ?? null,
      billed: line.billed ?? { fair: line.fair, kg: line.by_kg, tonne_km: line.by_tonne_km }[basis],
      billed_by: line.billed_by ?? basis,
    })),
  };
}

/** What an entry says of its request, as it is called at that time. */
const namesOf = ({ request, reference, place, cooperative }: MoneyLine) => ({
  request,
  reference,
  place,
  cooperative,
});

/** @throws UserError REQUEST_UNKNOWN */
function requireRequests(ids: readonly string[], isKnown: (id: string) => boolean): void {
  const unknown = ids.filter((id) => !isKnown(id));
  if (unknown.length === 0) return;
  throw new UserError('REQUEST_UNKNOWN', `The day has no request ${unknown.join(', ')}.`, { ids: unknown });
}
