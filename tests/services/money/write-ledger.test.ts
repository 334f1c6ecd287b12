import * as fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { LedgerEntry } from '#server/contract/money.ts';
import { splitWhole } from '#server/domain/rates/split-whole.ts';
import { minorDigits } from '#server/services/list-import/money-cells.ts';
import { writeLedger } from '#server/services/money/write-ledger.ts';
import { accountsOfEntries } from '#web/dispatch/ledger/ledger-accounts.ts';

const entryOf = (
  kind: LedgerEntry['kind'],
  amount: number,
  index: number,
  cooperative: string | null,
): LedgerEntry => ({
  id: `e-${index}`,
  date: '2026-03-02',
  at: '2026-03-02T10:00:00Z',
  by: 'Lò Thị Mai',
  request: `r${index}`,
  reference: `r${index}`,
  place: 'Tả Phìn',
  cooperative,
  kind,
  amount,
  note: '',
});

const cooperatives = fc.constantFrom(null, 'HTX Chè Mây', 'HTX Cam');
const change = fc.record({
  kind: fc.constantFrom('correction' as const, 'payment' as const),
  amount: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }).filter((amount) => amount !== 0),
  cooperative: cooperatives,
});

test('in any currency, a cost that is split, corrected and paid adds up in the export to the last unit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('VND', 'CNY', 'IDR', 'EUR', 'JPY', 'KWD'),
      fc.nat(2 ** 33),
      fc.array(fc.tuple(fc.nat(1000), cooperatives), { minLength: 1, maxLength: 20 }),
      fc.array(change, { maxLength: 20 }),
      async (currency, cost, weights, changes) => {
        const shares = splitWhole(
          cost,
          weights.map(([weight]) => weight),
        );
        const entries = [
          ...shares.map((amount, index) => entryOf('share', amount, index, weights[index]![1])),
          ...changes.map(({ kind, amount, cooperative }, index) =>
            entryOf(kind, amount, shares.length + index, cooperative),
          ),
        ];
        const text = String(await writeLedger(entries, currency, 'csv')).replace('\uFEFF', '');
        const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
        const digits = minorDigits(currency);
        const sumOf = (kinds: readonly string[]) =>
          data.reduce((sum, row) => {
            const [whole = '', part = ''] = row['amount']!.split('.');
            expect(part).toHaveLength(digits);
            return kinds.includes(row['kind']!) ? sum + BigInt(whole + part) : sum;
          }, 0n);
        expect(sumOf(['share'])).toBe(BigInt(cost));
        const accounts = accountsOfEntries(entries);
        const together = (of: 'owed' | 'paid') =>
          accounts.reduce((sum, account) => sum + BigInt(account[of]), 0n);
        expect(sumOf(['share', 'correction'])).toBe(together('owed'));
        expect(sumOf(['payment'])).toBe(together('paid'));
      },
    ),
    { numRuns: 100 },
  );
});
