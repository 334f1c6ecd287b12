import type { LedgerEntry, Weighing } from '#server/contract/money.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, between, eq, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/sqlite-core';
import { randomUUID } from 'node:crypto';
import type { Executor } from './database.ts';
import { ledger, runActuals, settlements, weighings } from './money-schema.ts';
import { countTaps } from './run-taps.ts';
import type { KnownActuals, MoneyStore, Settlement } from './port.ts';
import { prepared } from './prepared.ts';
import { plans, users } from './schema.ts';
import { addWeighIns } from './weigh-in-rows.ts';
import type { Write, Writer } from './writer.ts';

export function makeMoneyStore({ db, write, now }: Writer): MoneyStore {
  const tell = ({ append }: Write, hub: string, date: string) =>
    append(hub, { type: 'money.changed', data: { date } });
  return {
    async listDays(hub, from, until) {
      const days = daysBetween(db).all({ hub, from, until });
      return days.map(({ date }) => date).sort();
    },
    async getActuals(hub, date) {
      return readActuals(db, hub, date);
    },
    async putActuals(hub, date, { runs, weighings: weighed }, by) {
      write((under) => {
        const { tx } = under;
        refuseSettled(tx, hub, date);
        const at = now();
        for (const actual of runs) {
          tx.insert(runActuals)
            .values({ hubId: hub, date, vehicle: actual.vehicle, actual, at, by })
            .onConflictDoUpdate({
              target: [runActuals.hubId, runActuals.date, runActuals.vehicle],
              set: { actual, at, by },
            })
            .run();
        }
        const known = new Map(readActuals(tx, hub, date).weighings.map((each) => [each.request, each]));
        const isNews = ({ request, kg, crates, parcels }: Weighing) =>
          JSON.stringify({ request, kg, crates, parcels }) !== JSON.stringify(known.get(request));
        const typed = {
          id: randomUUID(),
          hubId: hub,
          date,
          vehicle: null,
          trip: null,
          at,
          weighedAt: at,
          by,
        };
        addWeighIns(
          under,
          hub,
          weighed
            .filter(isNews)
            .map(({ request, ...counted }) => ({ ...typed, ...unsaid, requestId: request, ...counted })),
        );
        tell(under, hub, date);
      });
    },
    async getSettlement(hub, date) {
      return readSettlement(db, hub, date);
    },
    async settle(hub, date, { known, taps, ...settlement }, entries, by) {
      write((under) => {
        const { tx } = under;
        refuseSettled(tx, hub, date);
        refuseStale(tx, hub, date, { known, taps, version: settlement.editVersion });
        const at = now();
        tx.insert(settlements)
          .values({ hubId: hub, date, ...settlement, at, by })
          .run();
        for (const { request, ...entry } of entries) {
          tx.insert(ledger)
            .values({ ...entry, hubId: hub, date, requestId: request, at, by })
            .run();
        }
        tell(under, hub, date);
      });
    },
    async addEntry(hub, date, { request, ...entry }, by) {
      write((under) => {
        under.tx
          .insert(ledger)
          .values({ ...entry, hubId: hub, date, requestId: request, at: now(), by })
          // The same entry sent again.
          .onConflictDoNothing({ target: ledger.id })
          .run();
        tell(under, hub, date);
      });
    },
    async listEntries(hub, from, until) {
      return readEntries(db, hub, from, until);
    },
  };
}

/** Days with a plan or a settlement. */
const daysBetween = prepared((db) => {
  const [hub, from, until] = [sql.placeholder('hub'), sql.placeholder('from'), sql.placeholder('until')];
  const planned = db
    .select({ date: plans.date })
    .from(plans)
    .where(and(eq(plans.hubId, hub), between(plans.date, from, until)));
  const settled = db
    .select({ date: settlements.date })
    .from(settlements)
    .where(and(eq(settlements.hubId, hub), between(settlements.date, from, until)));
  return union(planned, settled).prepare();
});

/** What the desk does not say of a weight. */
const unsaid = { grade: null, isShort: false, reason: null, note: '', isTogether: false };

/** @throws UserError DAY_SETTLED */
export function refuseSettled(tx: Executor, hub: string, date: string): void {
  if (readSettlement(tx, hub, date) === null) return;
  throw new UserError('DAY_SETTLED', `${date} is settled; what it says can only be corrected.`, {
    ids: [date],
  });
}

/** @throws UserError EDIT_CONFLICT */
function refuseStale(
  tx: Executor,
  hub: string,
  date: string,
  { known, taps, version }: { known: KnownActuals; taps: number; version: number },
): void {
  const plan = tx
    .select({ version: plans.editVersion })
    .from(plans)
    .where(and(eq(plans.hubId, hub), eq(plans.date, date)))
    .get();
  const isSame =
    JSON.stringify(readActuals(tx, hub, date)) === JSON.stringify(known) && countTaps(tx, hub, date) === taps;
  if (isSame && plan?.version === version) return;
  throw new UserError('EDIT_CONFLICT', `What is known of ${date} changed while it was settled.`);
}

function readActuals(db: Executor, hub: string, date: string): KnownActuals {
  const runs = db
    .select({ actual: runActuals.actual })
    .from(runActuals)
    .where(and(eq(runActuals.hubId, hub), eq(runActuals.date, date)))
    .orderBy(asc(runActuals.vehicle))
    .all();
  const weighed = db
    .select({
      request: weighings.requestId,
      kg: weighings.kg,
      crates: weighings.crates,
      parcels: weighings.parcels,
    })
    .from(weighings)
    .where(and(eq(weighings.hubId, hub), eq(weighings.date, date)))
    .orderBy(asc(weighings.requestId))
    .all();
  return { runs: runs.map(({ actual }) => actual), weighings: weighed };
}

function readSettlement(db: Executor, hub: string, date: string): Settlement | null {
  const found = db
    .select({
      basis: settlements.basis,
      editVersion: settlements.editVersion,
      runs: settlements.runs,
      lines: settlements.lines,
      at: settlements.at,
      by: users.name,
    })
    .from(settlements)
    .leftJoin(users, eq(users.id, settlements.by))
    .where(and(eq(settlements.hubId, hub), eq(settlements.date, date)))
    .get();
  return found ?? null;
}

function readEntries(db: Executor, hub: string, from: string, until: string): LedgerEntry[] {
  return db
    .select({
      id: ledger.id,
      date: ledger.date,
      at: ledger.at,
      by: users.name,
      request: ledger.requestId,
      reference: ledger.reference,
      place: ledger.place,
      cooperative: ledger.cooperative,
      kind: ledger.kind,
      amount: ledger.amount,
      note: ledger.note,
    })
    .from(ledger)
    .leftJoin(users, eq(users.id, ledger.by))
    .where(and(eq(ledger.hubId, hub), between(ledger.date, from, until)))
    .orderBy(asc(ledger.date), asc(ledger.seq))
    .all();
}
