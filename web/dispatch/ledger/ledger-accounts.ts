import type { LedgerEntry } from '#server/contract/money.ts';

/** What a cooperative owes of a span of days, and what of it is paid; minor units. */
export interface LedgerAccount {
  /** Null: of none. */
  readonly cooperative: string | null;
  /** Shares with their corrections. */
  readonly owed: number;
  readonly paid: number;
}

/** By cooperative, by name; those of none last. */
export function accountsOfEntries(entries: readonly LedgerEntry[]): LedgerAccount[] {
  const accounts = new Map<string | null, { owed: number; paid: number }>();
  for (const { cooperative, kind, amount } of entries) {
    const account = accounts.get(cooperative) ?? { owed: 0, paid: 0 };
    account[kind === 'payment' ? 'paid' : 'owed'] += amount;
    accounts.set(cooperative, account);
  }
  return [...accounts]
    .map(([cooperative, account]) => ({ cooperative, ...account }))
    .sort((a, b) =>
      a.cooperative === null ? 1 : b.cooperative === null ? -1 : a.cooperative.localeCompare(b.cooperative),
    );
}
