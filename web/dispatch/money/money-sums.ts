import type { DayMoney, MoneyLine, ShareBasis } from '#server/contract/money.ts';

/** What a request owes, and what of it is paid; minor units. */
export interface Account {
  readonly line: MoneyLine;
  /** Of a settled day what is billed with its corrections; before that the fair share. */
  readonly owed: number;
  readonly corrections: number;
  readonly paid: number;
}

export const shareOf = (line: MoneyLine, basis: ShareBasis): number =>
  ({ fair: line.fair, kg: line.by_kg, tonne_km: line.by_tonne_km })[basis];

/** One for each request, in the order of the runs. */
export function accountsOf({ lines, settled, entries }: DayMoney): Account[] {
  return lines.map((line) => {
    const own = entries.filter(({ request }) => request === line.request);
    const sum = (kind: (typeof own)[number]['kind']) =>
      own.reduce((total, entry) => total + (entry.kind === kind ? entry.amount : 0), 0);
    const share = settled ? sum('share') : shareOf(line, 'fair');
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

export const sumOf = (accounts: readonly Account[], pick: (account: Account) => number): number =>
  accounts.reduce((total, account) => total + pick(account), 0);
