import type { ImportPreview } from '#server/contract/list-import.ts';
import { UserError } from '#server/domain/user-error.ts';

/**
 * Ends an import: a preview as it is, or all rows written and the preview marked as committed.
 *
 * @throws UserError LIST_HAS_ERRORS with the rows, where asked to commit a list that has any.
 */
export async function settleImport(
  preview: ImportPreview,
  commit: boolean,
  write: () => Promise<void>,
): Promise<ImportPreview> {
  if (!commit) return preview;
  if (preview.errors.length > 0) {
    throw new UserError('LIST_HAS_ERRORS', `${preview.errors.length} errors; nothing was imported.`, {
      rows: preview.errors,
    });
  }
  await write();
  return { ...preview, committed: true };
}
