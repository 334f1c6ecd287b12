import type { DayMoney, MoneyLine } from '#server/contract/money.ts';

/** What a request owes, and what of it is paid; minor units. */
export interface Account {
  readonly line: MoneyLine;
  /** What is billed, with corrections. */
  readonly owed: number;
  readonly corrections: number;
  readonly paid: number;
}

/** One for each request, in the order of the runs. */
export function accountsOf({ lines, settled, entries }: DayMoney): Account[] {
  return lines.map((line) => {
    const own = entries.filter(({ request }) => request === line.request);
    const sum = (kind: (typeof own)[number]['kind']) =>
      own.reduce((total, entry) => total + (entry.kind === kind ? entry.amount : 0), 0);
    const share = settled ? sum('share') : line.billed;
    const corrections = sum('correction');
    return { line, owed: share + corrections, corrections, paid: sum('payment') };
  });
}

/** By cooperative, by name; those of none last. */
export function byCooperative(accounts: readonly Account[]): [string | null, Account[]][] {
  const groups = new Map<string | null, Account[]>();
  for (const account of accounts) {
    const { cooperative } = account.line;
    groups.set(cooperative, [...(groups.get(cooperative) ?? []), account]);
  }
  return [...groups].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a.localeCompare(b)));
}

/** What those of a known baseline save for each parcel, minor units, and how many they are; null where there is none. */
export function savedPerParcel(accounts: readonly Account[]) {
  const known = accounts.filter(({ line }) => line.baseline !== null);
  const parcels = sumOf(known, ({ line }) => line.parcels);
  if (parcels === 0) return null;
  const saved = sumOf(known, ({ line, owed }) => (line.baseline ?? 0) - owed);
  return { amount: Math.round(saved / parcels), count: known.length };
}

export const sumOf = (accounts: readonly Account[], pick: (account: Account) => number): number =>
  accounts.reduce((total, account) => total + pick(account), 0);
