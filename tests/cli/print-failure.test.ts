import { afterEach, expect, it, vi } from 'vitest';
import { printFailure } from '#server/cli/print-failure.ts';
import { UserError } from '#server/domain/user-error.ts';

afterEach(() => vi.restoreAllMocks());

it('says of each fault of a list in which row it is, or that it is of the whole', () => {
  const print = vi.spyOn(console, 'error').mockReturnValue();
  const rows = [
    { row: 0, column: 'kg', code: 'COLUMN_MISSING', message: 'There is no column kg.' },
    { row: 2, column: 'place', code: 'VALUE_MISSING', message: 'The cell is empty.' },
  ];
  printFailure(new UserError('LIST_HAS_ERRORS', '2 errors; nothing was imported.', { rows }));
  expect(print.mock.calls.flat().slice(2, 4)).toEqual([
    '  the list: COLUMN_MISSING: There is no column kg.',
    '  row 2, place: VALUE_MISSING: The cell is empty.',
  ]);
});
