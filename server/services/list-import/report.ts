import { errorMeanings } from '#server/contract/errors.ts';
import type { ImportPreview } from '#server/contract/list-import.ts';

type RowProblem = ImportPreview['errors'][number];
type RowWarning = ImportPreview['warnings'][number];

/** Where something is wrong; row 0 is the list as a whole, row 1 the first of the file. */
interface Spot {
  readonly row: number;
  readonly column?: string;
}

/** What reading a list found: errors keep it from being imported, warnings do not. */
export interface Report {
  readonly errors: RowProblem[];
  readonly warnings: RowWarning[];
  error(spot: Spot, code: string, message: string): void;
  warn(spot: Spot, code: string, message: string): void;
}

export function createReport(): Report {
  const errors: RowProblem[] = [];
  const warnings: RowWarning[] = [];
  return {
    errors,
    warnings,
    error(spot, code, message) {
      errors.push({ ...spot, code, message, action: actionOf(code) });
    },
    warn(spot, code, message) {
      warnings.push({ ...spot, code, message });
    },
  };
}

function actionOf(code: string): string {
  const meaning = errorMeanings[code];
  if (meaning === undefined) throw new Error(`${code} is not in contract/errors.ts`);
  return meaning.action;
}

/** "1", "1 and 4", "1, 4 and 7", "1, 4, 7, 9, 12 and 30 more". */
export function nameRows(rows: readonly number[]): string {
  const shown = rows.slice(0, 5).map(String);
  const rest = rows.length - shown.length;
  const last = rest > 0 ? `${rest} more` : (shown.pop() ?? '');
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
