import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { QuoteStore } from './port.ts';
import { keptQuotes } from './quote-schema.ts';
import { requests } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeQuoteStore({ db, writeTogether, now }: Writer): QuoteStore {
  const select = (hub: string | ReturnType<typeof sql.placeholder>, which: SQL) =>
    db
      .select({
        request: keptQuotes.requestId,
        amount: keptQuotes.amount,
        low: keptQuotes.low,
        high: keptQuotes.high,
        basis: keptQuotes.basis,
        at: keptQuotes.at,
      })
      .from(keptQuotes)
      .innerJoin(requests, eq(requests.id, keptQuotes.requestId))
      .where(and(eq(requests.hubId, hub), which));
  const list = (hub: string, which: SQL) => select(hub, which).all();
  // Putting a statement together takes longer than running it.
  const byRequest = select(
    sql.placeholder('hub'),
    eq(keptQuotes.requestId, sql.placeholder('request')),
  ).prepare();
  return {
    async get(hub, request) {
      return byRequest.get({ hub, request }) ?? null;
    },
    async listByDay(hub, date) {
      return list(hub, eq(requests.date, date));
    },
    async listOf(hub, ids) {
      return list(hub, inArray(keptQuotes.requestId, [...ids]));
    },
    async keep(request, quote) {
      await writeTogether(({ tx }) => {
        tx.insert(keptQuotes)
          .values({ requestId: request, ...quote, at: now() })
          .onConflictDoNothing()
          .run();
      });
    },
  };
}
