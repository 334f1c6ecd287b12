import type { Cooperative } from '#server/contract/cooperative.ts';
import type { MoneyLine } from '#server/contract/money.ts';
import type { KeptQuote } from '#server/contract/quote.ts';
import type { ShareRules } from '#server/contract/rates.ts';
import { mostByQuote } from '#server/domain/quotes/most-by-quote.ts';
import { billShares } from '#server/domain/shares/bill-shares.ts';

/** What a request bears, before it is said what it pays. */
export interface BorneLine extends Omit<MoneyLine, 'quote' | 'billed' | 'billed_by'> {
  /** How many times the crates or parcels that were booked came; Infinity: none were booked. */
  readonly more_counted: number;
}

export interface BillingRules {
  readonly billedBy: ShareRules['billed_by'];
  readonly cooperatives: readonly Pick<Cooperative, 'name' | 'divides_by'>[];
  readonly quotes: readonly KeptQuote[];
}

/** With what each is to pay by the rules of the hub and its cooperative, and what it was quoted. */
export function billLines(
  lines: readonly BorneLine[],
  { billedBy, cooperatives, quotes }: BillingRules,
): MoneyLine[] {
  const basisOf = new Map(
    cooperatives.flatMap(({ name, divides_by: basis }) => (basis ? [[name, basis] as const] : [])),
  );
  const quoteOf = new Map(quotes.map((quote) => [quote.request, quote]));
  const quoted = lines.map((line) => quotedOf(line, quoteOf.get(line.request)));
  const bills = billShares(
    lines.map((line, index) => ({
      amounts: { fair: line.fair, kg: line.by_kg, tonne_km: line.by_tonne_km },
      cooperative: line.cooperative,
      most: quoted[index]?.most ?? null,
    })),
    billedBy,
    basisOf,
  );
  return lines.map(({ more_counted: _more, ...line }, index) => {
    const { amount, basis } = bills[index]!; // one for each
    return { ...line, quote: quoted[index] ?? null, billed: amount, billed_by: basis };
  });
}

function quotedOf(line: BorneLine, quote: KeptQuote | undefined): MoneyLine['quote'] {
  if (!quote) return null;
  const { amount, binding_kg: kg } = quote;
  const most = kg && mostByQuote({ amount, kg }, line.booked_kg, line.weighed_kg, line.more_counted);
  return { amount, most };
}
