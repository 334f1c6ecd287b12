import { expect, test } from 'vitest';
import type { LedgerEntry } from '#server/contract/money.ts';
import { accountsOfEntries } from '#web/dispatch/ledger/ledger-accounts.ts';

const entry = (cooperative: string | null, kind: LedgerEntry['kind'], amount: number): LedgerEntry => ({
  id: `${cooperative} ${kind} ${amount}`,
  date: '2026-03-02',
  at: '2026-03-02T10:00:00Z',
  by: null,
  request: 'r1',
  reference: 'r1',
  place: 'Tả Phìn',
  cooperative,
  kind,
  amount,
  note: '',
});

test('what is owed is shares with their corrections, by cooperative, those of none last', () => {
  const accounts = accountsOfEntries([
    entry(null, 'share', 70),
    entry('Nậm Tăm', 'share', 100),
    entry('Bản Hồ', 'share', 30),
    entry('Nậm Tăm', 'correction', -20),
    entry('Nậm Tăm', 'payment', 50),
    entry('Nậm Tăm', 'share', 5),
  ]);
  expect(accounts).toEqual([
    { cooperative: 'Bản Hồ', owed: 30, paid: 0 },
    { cooperative: 'Nậm Tăm', owed: 85, paid: 50 },
    { cooperative: null, owed: 70, paid: 0 },
  ]);
});
