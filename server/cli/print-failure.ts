import { errorMeanings } from '#server/contract/errors.ts';
import type { RowError } from '#server/domain/user-error.ts';

/** Says on stderr what happened, to what, and what to do next: the command line's problem+json. */
export function printFailure(error: unknown): void {
  if (!(error instanceof Error)) {
    console.error(String(error));
    return;
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const meaning = code === null ? undefined : errorMeanings[code];
  if (!meaning) {
    console.error(error.stack ?? error.message);
    return;
  }
  console.error(`${code}: ${meaning.title}.`);
  console.error(`  ${error.message}`);
  for (const { row, column, code, message } of rowsOf(error)) {
    const where = row === 0 ? 'the list' : `row ${row}${column ? `, ${column}` : ''}`;
    console.error(`  ${where}: ${code}: ${message}`);
  }
  console.error(`What to do: ${meaning.action}`);
}

function rowsOf(error: Error): readonly RowError[] {
  return 'rows' in error && Array.isArray(error.rows) ? error.rows : [];
}
