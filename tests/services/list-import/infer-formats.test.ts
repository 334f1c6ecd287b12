import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inferDateFormat,
  inferNumberFormat,
  readNumber,
  readNumberAs,
} from '#server/services/list-import/infer-formats.ts';

const any = () => true;

describe('reads a number with a given decimal mark', () => {
  test.each([
    ['1250', '.', 1250],
    ['1,250', '.', 1250],
    ['1,250.5', '.', 1250.5],
    ['1.250,5', ',', 1250.5],
    ['1 250 000,5', ',', 1250000.5],
    ["1'250.5", '.', 1250.5],
    ['1\u202F250,5', ',', 1250.5],
    ['.5', '.', 0.5],
    ['-3', '.', -3],
    ['−3', '.', -3],
    ['+3', '.', 3],
    ['１２．５', '.', 12.5],
    ['12 kg', '.', 12],
    ['12.', '.', null],
    ['1,25', '.', null],
    ['1,2500', '.', null],
    ['0,250', '.', null],
    ['12,345,67', '.', null],
    ['1.250.5', ',', null],
    ["1,250'000", '.', null],
    ['', '.', null],
    ['.', '.', null],
    ['1e3', '.', null],
    ['0x10', '.', null],
    ['12 t', '.', null],
    ['NaN', '.', null],
    ['Infinity', '.', null],
  ] as const)('%j with %j', (text, decimal, value) => {
    expect(readNumberAs(text, decimal, ['kg'])?.value ?? null).toBe(value);
  });
});

test('a column of written numbers is read as written or called unclear, never wrong', () => {
  const column = fc.array(fc.integer({ min: 0, max: 9_999_999 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      column,
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('en', 'de', 'fr'),
      (values, decimals, locale) => {
        const numbers = values.map((value) => value / 10 ** decimals);
        const cells = numbers.map((value) =>
          value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
        );
        const { decimal, unclear } = inferNumberFormat(cells, [], any);
        if (unclear === null) expect(cells.map((cell) => readNumber(cell, decimal, []))).toEqual(numbers);
        else expect(unclear.kind).toBe('two-ways');
      },
    ),
    { seed: 3, numRuns: 500 },
  );
});

test.each([
  [['13/04/2026', '03/04/2026'], 'dmy', 'dd/mm/yyyy', null],
  [['04/13/2026', '03/04/2026'], 'mdy', 'mm/dd/yyyy', null],
  [['3.4.2026', '25.4.2026'], 'dmy', 'dd/mm/yyyy', null],
  [['03/04/2026'], null, null, 'two-ways'],
  [['03/04'], null, null, 'two-ways'],
  [['03/03/2026'], null, 'yyyy-mm-dd', null],
  [['2026-04-03', '2026/4/3', '2026年4月3日'], null, 'yyyy-mm-dd', null],
  [['13/04/2026', '04/13/2026'], null, null, 'mixed'],
  [['06:00', '', 'x'], null, null, null],
])('dates %j', (cells, order, shown, unclear) => {
  const format = inferDateFormat(cells);
  expect(format.order).toBe(order);
  expect(format.shown).toBe(shown);
  expect(format.unclear?.kind ?? null).toBe(unclear);
});
