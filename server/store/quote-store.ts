import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Request } from '#server/contract/request.ts';
import type { Executor } from './database.ts';
import type { NewQuote, QuoteStore } from './port.ts';
import { prepared } from './prepared.ts';
import { dueQuotes, keptQuotes } from './quote-schema.ts';
import { readRequests } from './request-rows.ts';
import { requests } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeQuoteStore({ db, writeTogether, now }: Writer): QuoteStore {
  return {
    async get(hub, request) {
      return statements(db).one.get({ hub, request }) ?? null;
    },
    async listByDay(hub, date) {
      return selectQuotes(db, and(eq(requests.hubId, hub), eq(requests.date, date))).all();
    },
    async listOf(hub, ids) {
      const [first] = ids;
      // Of every booking as it is made.
      if (first !== undefined && ids.length === 1) return statements(db).one.all({ hub, request: first });
      return selectQuotes(db, and(eq(requests.hubId, hub), inArray(keptQuotes.requestId, [...ids]))).all();
    },
    async keep(request, quote) {
      await writeTogether(({ tx }) => keepQuote(tx, request, quote, now()));
    },
    async keepLate(hub, { id, date }, quote) {
      await writeTogether(({ tx, append }) => {
        keepQuote(tx, id, quote, now());
        append(hub, { type: 'requests.changed', data: { date, count: 1 } });
      });
    },
    async listDue(hub) {
      const ids = dueOfHub(db)
        .all({ hub })
        .map(({ id }) => id);
      return ids.length === 0 ? [] : readRequests(db, inArray(requests.id, ids));
    },
  };
}

function selectQuotes(db: Executor, which: SQL | undefined) {
  return db
    .select({
      request: keptQuotes.requestId,
      amount: keptQuotes.amount,
      low: keptQuotes.low,
      high: keptQuotes.high,
      basis: keptQuotes.basis,
      binding_kg: keptQuotes.bindingKg,
      at: keptQuotes.at,
    })
    .from(keptQuotes)
    .innerJoin(requests, eq(requests.id, keptQuotes.requestId))
    .where(which);
}

/** By a cross join, since SQLite would else look through all that the hub has ever had. */
const dueOfHub = prepared((db) =>
  db
    .select({ id: requests.id })
    .from(dueQuotes)
    .crossJoin(requests)
    .where(and(eq(requests.id, dueQuotes.requestId), eq(requests.hubId, sql.placeholder('hub'))))
    .limit(mostAtOnce)
    .prepare(),
);

/** A quote that is made later than its booking, whatever happens meanwhile. */
export function oweQuote(tx: Executor, request: string): void {
  statements(tx).owe.run({ requestId: request });
}

/** Null: none is to be had. */
export function keepQuote(tx: Executor, request: string, quote: NewQuote | null, at: string): void {
  if (quote) {
    const { binding_kg: bindingKg, ...same } = quote;
    statements(tx).insert.run({ requestId: request, ...same, bindingKg, at });
  }
  statements(tx).settle.run({ requestId: request });
}

/** Below SQLite's limit of variables. */
const mostAtOnce = 1000;

/** Asked for at every booking. */
const statements = prepared((db) => ({
  one: selectQuotes(
    db,
    and(eq(requests.hubId, sql.placeholder('hub')), eq(keptQuotes.requestId, sql.placeholder('request'))),
  ).prepare(),
  insert: db
    .insert(keptQuotes)
    .values({
      requestId: sql.placeholder('requestId'),
      amount: sql.placeholder('amount'),
      low: sql.placeholder('low'),
      high: sql.placeholder('high'),
      basis: sql.placeholder('basis'),
      bindingKg: sql.placeholder('bindingKg'),
      at: sql.placeholder('at'),
    })
    .onConflictDoNothing()
    .prepare(),
  owe: db
    .insert(dueQuotes)
    .values({ requestId: sql.placeholder('requestId') })
    .prepare(),
  settle: db
    .delete(dueQuotes)
    .where(eq(dueQuotes.requestId, sql.placeholder('requestId')))
    .prepare(),
}));

/**
 * What was quoted goes on with the request; with the rest of one in proportion. A quote that binds is for the kg that it was
 * made for, whatever of them has gone on before.
 */
export function carryQuote(
  tx: Executor,
  from: Pick<Request, 'id' | 'kg'>,
  to: Pick<Request, 'id' | 'kg'>,
): void {
  const quote = tx.select().from(keptQuotes).where(eq(keptQuotes.requestId, from.id)).get();
  if (!quote) return;
  const quotedKg = quote.bindingKg ?? from.kg;
  const carried = (amount: number) => Math.round((amount * to.kg) / quotedKg);
  tx.insert(keptQuotes)
    .values({
      ...quote,
      requestId: to.id,
      amount: carried(quote.amount),
      low: carried(quote.low),
      high: carried(quote.high),
      bindingKg: quote.bindingKg === null ? null : to.kg,
    })
    .run();
}
