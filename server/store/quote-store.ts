import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { Request } from '#server/contract/request.ts';
import type { Executor } from './database.ts';
import type { QuoteStore } from './port.ts';
import { keptQuotes } from './quote-schema.ts';
import { requests } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeQuoteStore({ db, writeTogether, now }: Writer): QuoteStore {
  const list = (hub: string, which: SQL) =>
    db
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
      .where(and(eq(requests.hubId, hub), which))
      .all();
  return {
    async get(hub, request) {
      return list(hub, eq(keptQuotes.requestId, request))[0] ?? null;
    },
    async listByDay(hub, date) {
      return list(hub, eq(requests.date, date));
    },
    async listOf(hub, ids) {
      return list(hub, inArray(keptQuotes.requestId, [...ids]));
    },
    async keep(request, { binding_kg: bindingKg, ...quote }) {
      await writeTogether(({ tx }) => {
        tx.insert(keptQuotes)
          .values({ requestId: request, ...quote, bindingKg, at: now() })
          .onConflictDoNothing()
          .run();
      });
    },
  };
}

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
